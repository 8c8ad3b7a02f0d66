import type { Browser, Page } from "playwright-core";
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { startPreflight, type Preflight } from "./preflight.ts";
import { visit } from "./visitor.ts";

let preflight: Preflight;
let browser: Browser;
let permalink: string;

beforeAll(async () => {
  [preflight, browser] = await Promise.all([startPreflight(), launchChromium()]);
  const diagnosis = await preflight.post("/api/v1/diagnoses", {
    url: `${preflight.labOrigins[1]}/preflight-needs-login`,
    origin: preflight.labOrigins[0],
    method: "PUT",
  });
  permalink = diagnosis.permalink ?? "";
});

afterAll(async () => {
  await browser.close();
  await preflight.close();
});

const editor = (page: Page) => page.getByRole("region", { name: "What if the answers were different?" });
const verdict = (page: Page) => editor(page).locator("#what-if-verdict");

async function open(address = permalink, width = 1280): Promise<Page> {
  const page = await visit(browser, address, { viewport: { width, height: 800 } });
  await editor(page).getByRole("button", { name: "Change the answers and see" }).click();
  await verdict(page).waitFor();
  return page;
}

const says = (page: Page, words: string) => expect.poll(() => verdict(page).innerText()).toContain(words);

test("a fix flips the verdict with one press, what nobody has seen is marked, and reset takes it back", async () => {
  const page = await open();
  await says(page, "Blocked at the preflight");
  await editor(page).getByRole("button", { name: "Apply this fix" }).first().click();
  await says(page, "Allowed");
  expect(await editor(page).getByText("Assumed: nobody has seen this answer.").count()).toBe(1);
  expect(await editor(page).getByText("The server sent: ").count()).toBe(0);
  expect(await editor(page).getByText("401 Unauthorized").count()).toBe(1);
  await editor(page).getByRole("button", { name: "Reset all" }).click();
  await says(page, "Blocked at the preflight");
});

test("one line is taken away and put back, beside what the server really sent", async () => {
  const page = await open();
  await editor(page)
    .getByRole("button", { name: /^Take away line \d+, WWW-Authenticate/ })
    .click();
  const gone = editor(page).getByText("taken away");
  await gone.waitFor();
  await editor(page)
    .getByRole("button", { name: /^Put back line \d+, WWW-Authenticate/ })
    .click();
  await expect.poll(() => gone.count()).toBe(0);
});

test("typed by keyboard alone: a status, a line, a wrong name with its sentence, and undo", async () => {
  const page = await visit(browser, permalink);
  await editor(page).getByRole("button", { name: "Change the answers and see" }).focus();
  await page.keyboard.press("Enter");
  await verdict(page).waitFor();
  await editor(page).getByLabel("Status").focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("204");
  await says(page, "With your changes at one place");
  await editor(page).getByRole("button", { name: "Add a line" }).focus();
  await page.keyboard.press("Enter");
  await page
    .locator(":focus")
    .and(page.getByLabel(/^Name of line/))
    .waitFor();
  await page.keyboard.type("Access Control");
  expect(await page.locator(":focus").getAttribute("aria-invalid")).toBe("true");
  await editor(page).getByText("A header name is one word").waitFor();
  await editor(page).getByRole("button", { name: "Undo" }).focus();
  await page.keyboard.press("Control+z");
  await expect.poll(() => editor(page).getByText("A header name is one word").count()).toBe(0);
});

test("a request that goes out only now has an answer that is not known, until one is supposed", async () => {
  const page = await open();
  await editor(page).getByLabel("Status").fill("204");
  for (const [name, value] of [
    ["Access-Control-Allow-Origin", preflight.labOrigins[0]],
    ["Access-Control-Allow-Methods", "PUT"],
  ]) {
    await editor(page).getByRole("button", { name: "Add a line" }).click();
    await page
      .locator(":focus")
      .and(page.getByLabel(/^Name of line/))
      .fill(name ?? "");
    await page.keyboard.press("Tab");
    await page.keyboard.type(value ?? "");
  }
  await says(page, "The preflight passed; the rest is open");
  const unknown = editor(page).getByRole("article", { name: /PUT .*: not known/ });
  await unknown.getByRole("button", { name: "with the preflight’s origin lines" }).click();
  await says(page, "Allowed");
  await expect.poll(() => page.url()).toContain("#edits=");
  await page.reload();
  await says(page, "Allowed");
});

test("shared, it is a permalink that says that it was edited, how, and from what", async () => {
  const page = await open();
  await editor(page).getByRole("button", { name: "Apply this fix" }).first().click();
  await says(page, "Allowed");
  await editor(page).getByRole("button", { name: "Share this what-if" }).click();
  await editor(page).getByText("marked as edited").getByRole("link").click();
  await page.waitForURL((url) => url.href !== permalink && /\/d\/[\w-]{22}$/.test(url.pathname));
  expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Allowed");
  expect(await page.getByRole("note").innerText()).toContain("The server did not answer like this");
  expect(await page.getByText("status 401 Unauthorized").count()).toBe(1);
  await page.getByRole("link", { name: "before the edits" }).click();
  await page.waitForURL(permalink);
});

test.each([
  ["light", 390],
  ["dark", 1440],
] as const)("the editor has no barrier and stays inside the page, %s at %d pixels", async (colorScheme, width) => {
  const page = await open(permalink, width);
  await page.emulateMedia({ colorScheme });
  await editor(page).getByRole("button", { name: "Apply this fix" }).first().click();
  await says(page, "Allowed");
  const { violations } = await new AxeBuilder({ page }).include("section[aria-labelledby=what-if]").analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
    0,
  );
});

test("hostile values stay text, also those that an address brings along", async () => {
  const hostile = `"><img src=x onerror=document.title='owned'>`;
  const edits = { request: {}, answers: [{ exchange: 0, status: "200", added: [["X-Hostile", hostile]] }] };
  const page = await visit(browser, `${permalink}#edits=${encodeURIComponent(JSON.stringify(edits))}`);
  await says(page, "With your changes at one place");
  expect(
    await editor(page)
      .getByLabel(/^Value of line \d+, X-Hostile/)
      .inputValue(),
  ).toBe(hostile);
  expect(await page.evaluate(() => [document.querySelectorAll("main img").length, document.title === "owned"])).toEqual(
    [0, false],
  );
});

test("without JavaScript it says that it needs it", async () => {
  const page = await visit(browser, permalink, { javaScriptEnabled: false });
  expect(await editor(page).getByText("This part needs JavaScript.").isVisible()).toBe(true);
  expect(await editor(page).getByRole("button").count()).toBe(0);
});
