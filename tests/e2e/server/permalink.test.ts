import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { createPlace, startServer, type Place, type StartedServer } from "#tests/e2e/started-server.ts";

let place: Place;
let server: StartedServer;
let browser: Browser;

beforeAll(async () => {
  place = await createPlace();
  server = await startServer(place);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await server.stop();
  place.remove();
});

/** Ends on the page of a new diagnosis. */
async function clickFirstScenario(page: Page): Promise<void> {
  await page.goto(`${place.origin}/lab`);
  await page.getByRole("button", { name: "Diagnose" }).first().click();
  await page.waitForURL(/\/d\/[\w-]{22}$/);
}

async function clickExample(page: Page): Promise<void> {
  await page.goto(`${place.origin}/`);
  await page.getByRole("link", { name: "no header at all" }).click();
  await page.waitForURL(/[?]lab=/);
  await page.getByRole("button", { name: "Diagnose", exact: true }).click();
  await page.waitForURL(/\/d\/[\w-]{22}$/);
}

/** The verdict, its sentence and the verdicts of the browsers. */
function verdictOf(page: Page): Promise<string> {
  return page.getByRole("region", { name: /./ }).and(page.locator("[aria-labelledby=verdict]")).innerText();
}

test.each([
  { name: "made by a click in the lab", make: clickFirstScenario, javaScriptEnabled: true },
  { name: "made by a click in the lab without JavaScript", make: clickFirstScenario, javaScriptEnabled: false },
  { name: "made with an example in the form", make: clickExample, javaScriptEnabled: true },
  { name: "made with an example in the form without JavaScript", make: clickExample, javaScriptEnabled: false },
])("a permalink $name outlives the server", async ({ make, javaScriptEnabled }) => {
  const context = await browser.newContext({ javaScriptEnabled });
  const page = await context.newPage();
  await make(page);
  const permalink = page.url();
  const verdict = await verdictOf(page);
  expect(verdict).toMatch(
    make === clickExample ? /^Blocked at the answer\n[^]*Access-Control-Allow-Origin/ : /^Allowed\n/,
  );

  expect(await server.stop()).toMatchObject({ code: 0 });
  server = await startServer(place);
  await page.goto("about:blank");
  const opened = await page.goto(permalink);
  expect(opened?.status()).toBe(200);
  expect(await verdictOf(page)).toBe(verdict);
  expect(opened?.headers()).toMatchObject({ "referrer-policy": "no-referrer", "x-robots-tag": "noindex" });
  await context.close();
});
