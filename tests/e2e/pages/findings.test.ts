import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { findExamples, type Examples } from "#lib/examples/examples.ts";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { startPreflight, type Preflight } from "./preflight.ts";
import { visit } from "./visitor.ts";

let preflight: Preflight;
let browser: Browser;
let examples: Examples;

beforeAll(async () => {
  [preflight, browser] = await Promise.all([startPreflight(), launchChromium()]);
  examples = findExamples(preflight.labOrigins);
});

afterAll(async () => {
  await browser.close();
  await preflight.close();
});

const open = (path: string, options = {}) => visit(browser, `${preflight.origin}${path}`, options);
const section = (page: Page, name: string | RegExp) => page.getByRole("region", { name });

/** The page shows text with spaces where the line has ends of lines. */
const squeezed = (text: string | null) => (text ?? "").replaceAll(/\s+/g, " ").trim();

describe("the list of findings", () => {
  test("leads to the pages of the registry, and to no others", async () => {
    const page = await open("/findings", { javaScriptEnabled: false });
    const links = await page
      .locator("main a[href^='/findings/']")
      .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    expect(links.toSorted()).toEqual(FINDINGS.map(({ id }) => `/findings/${id}`).toSorted());
  });

  test("an id that is not in it is no page", async () => {
    const response = await fetch(`${preflight.origin}/findings/no-such-finding`);
    expect(response.status).toBe(404);
  });
});

describe.each(FINDINGS)("the page of $id", ({ id, title, isCause }) => {
  test("answers without JavaScript, with all its sections, and no link leads nowhere", async () => {
    const response = await fetch(`${preflight.origin}/findings/${id}`);
    expect(response.status).toBe(200);
    const page = await open(`/findings/${id}`, { javaScriptEnabled: false });
    const { diagnosis, scenario } = examples.byFinding.get(id)!;

    expect(squeezed(await page.getByRole("heading", { level: 1 }).textContent())).toBe(title.replaceAll("`", ""));
    const headings = await page.getByRole("heading", { level: 2 }).allTextContents();
    expect(headings.filter((heading) => heading !== "On the wire")).toEqual([
      "An example",
      isCause ? "What the console says instead" : "What each browser prints",
      "See it happen",
      diagnosis.remedies.length > 0 ? "How to fix it" : "What it means here",
      "Related findings",
    ]);

    const printed = squeezed(await section(page, headings[1]!).textContent());
    for (const [name, { console }] of Object.entries(diagnosis.browsers)) {
      if (name !== "standard") expect(printed).toContain(shownLine(console.reason ?? ""));
    }
    const buttons = await section(page, "See it happen").getByRole("button").count();
    expect(buttons > 0).toBe(scenario !== null);
    const remedies = await section(page, /How to fix it|What it means here/).textContent();
    for (const remedy of diagnosis.remedies) expect(remedies).toContain(remedy.title.replaceAll("`", ""));
    expect(await section(page, "Related findings").getByRole("link").count()).toBeGreaterThan(1);
    const nowhere = await page
      .locator("a[href^='#']")
      .evaluateAll((links) =>
        links.map((link) => link.getAttribute("href") ?? "").filter((href) => !document.getElementById(href.slice(1))),
      );
    expect(nowhere).toEqual([]);
  });
});

/** A line as it is shown: signs stand for what could not be seen. */
function shownLine(line: string): string {
  return squeezed(line.replaceAll("\n", "\\x0A"));
}

describe("from a finding", () => {
  test.each([
    ["with JavaScript", true],
    ["without JavaScript", false],
  ])("its example is diagnosed over the network with one click, %s", async (_, javaScriptEnabled) => {
    const page = await open("/findings/preflight-needs-login", { javaScriptEnabled });
    await page.getByRole("button", { name: "Diagnose: The login check answers the preflight" }).click();
    await page.waitForURL(/\/d\//);
    expect(await page.getByRole("link", { name: "About preflight-needs-login" }).count()).toBeGreaterThan(0);
  });

  test("that needs no server the form is filled in, and its diagnosis has that finding", async () => {
    const page = await open("/findings/mixed-content");
    await page.getByRole("link", { name: "Fill in the form with this request" }).click();
    const url = page.getByLabel("URL of the request");
    await expect.poll(() => url.inputValue().catch(() => "")).toBe("http://api.example/orders");
    await page.getByRole("button", { name: "Diagnose", exact: true }).click();
    await page.waitForURL(/\/d\//);
    expect(await page.getByRole("link", { name: "About mixed-content" }).count()).toBeGreaterThan(0);
  });
});
