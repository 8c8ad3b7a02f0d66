import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { startPreflight, type Preflight } from "./preflight.ts";
import { visit } from "./visitor.ts";

let preflight: Preflight;
let browser: Browser;
let needsLogin = "";
let twoLines = "";

beforeAll(async () => {
  [preflight, browser] = await Promise.all([startPreflight(), launchChromium()]);
  needsLogin = await permalinkOf("preflight-needs-login", { method: "PUT" });
  twoLines = await permalinkOf("origin-two-lines");
});

afterAll(async () => {
  await browser.close();
  await preflight.close();
});

async function permalinkOf(scenario: string, fields: object = {}): Promise<string> {
  const [page, api] = preflight.labOrigins;
  const { permalink } = await preflight.post("/api/v1/diagnoses", {
    url: `${api}/${scenario}`,
    origin: page,
    actualRequest: "always",
    ...fields,
  });
  return permalink ?? "";
}

const PHONE = { viewport: { width: 390, height: 844 } };
const DESKTOP = { viewport: { width: 1440, height: 900 } };

/** Where the parts begin, in pixels from the top and the left of the page. */
async function places(page: Page, ids: readonly string[]): Promise<readonly { top: number; left: number }[]> {
  return page.evaluate(
    (all) =>
      all.map((id) => {
        const { top, left } = document.getElementById(id)?.getBoundingClientRect() ?? { top: NaN, left: NaN };
        return { top: Math.round(top + window.scrollY), left: Math.round(left) };
      }),
    ids,
  );
}

const ascending = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b);

describe("the parts of a result", () => {
  const ORDER = [
    "verdict",
    "remedies",
    "where",
    "evidence",
    "consoles",
    "findings",
    "problems",
    "probes",
    "more",
    "what-if",
    "next",
  ];

  test("stand on a phone in the order in which they are read: what to do comes before what proves it", async () => {
    const page = await visit(browser, needsLogin, PHONE);
    const tops = (await places(page, ORDER)).map(({ top }) => top);
    expect(tops).toEqual(ascending(tops));
    expect(new Set(tops).size).toBe(ORDER.length);
    const headings = await page.locator("h1, h2").evaluateAll((all) => all.map(({ id }) => id));
    expect(headings).toEqual(ORDER);
  });

  test("stand side by side where there is room: what to do is in view beside where it broke", async () => {
    const page = await visit(browser, needsLogin, DESKTOP);
    const [verdict, where, remedies, evidence, consoles] = await places(page, [
      "verdict",
      "where",
      "remedies",
      "evidence",
      "consoles",
    ]);
    expect(where!.top).toBeGreaterThan(verdict!.top);
    expect(remedies!.top).toBe(where!.top);
    expect(remedies!.left).toBeGreaterThan(where!.left);
    expect(remedies!.top).toBeLessThan(DESKTOP.viewport.height);
    expect(evidence!.top).toBeGreaterThan(where!.top);
    expect(evidence!.left).toBe(where!.left);
    expect(consoles!.top).toBeGreaterThan(evidence!.top);
  });

  test("show the picture in the shape that the screen has room for", async () => {
    const page = await visit(browser, needsLogin, DESKTOP);
    const region = page.getByRole("region", { name: "Where it broke" });
    const wide = region.getByRole("group", { name: /^Sequence diagram/ });
    expect(await wide.isVisible()).toBe(true);
    await page.setViewportSize(PHONE.viewport);
    expect(await wide.isVisible()).toBe(false);
    const stop = region.getByRole("listitem").filter({ hasText: "stopped here" });
    expect((await stop.boundingBox())!.height).toBeGreaterThan(20);
    expect(await stop.locator("polygon").count()).toBe(1);
  });
});

describe("what belongs together", () => {
  test("is lit from the keyboard: a line and its finding by the arrow, the arrow by the remark at the line", async () => {
    const page = await visit(browser, twoLines, DESKTOP);
    const arrow = page.getByRole("link", { name: /^200 OK/ });
    const asked = page.locator("svg a[href='#exchange-1']").first();
    const line = page.locator("#exchange-1-answer-1");
    const finding = page.locator("#finding-1");
    const lit = async () =>
      Promise.all([arrow, line, finding, asked].map(async (each) => (await each.getAttribute("data-lit")) === ""));

    await arrow.focus();
    expect(await lit()).toEqual([true, true, true, false]);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Findings" }).focus();
    expect(await lit()).toEqual([false, false, false, false]);
    await line.getByRole("link").first().focus();
    expect(await lit()).toEqual([true, true, true, false]);
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).hash).toBe("#finding-1");
  });
});

describe("how to fix it", () => {
  test("shows the header block before and after: what goes, what comes, and what stays", async () => {
    const page = await visit(browser, needsLogin, DESKTOP);
    const lines = await page.getByRole("region", { name: "How to fix it" }).locator("dl dd").allInnerTexts();
    const words = lines.map((text) => text.replace(/\s+/g, " ").trim());
    const [origin] = preflight.labOrigins;
    expect(words).toContain("− remove 401 Unauthorized");
    expect(words).toContain("+ add 204 No Content");
    expect(words).toContain(`+ add Access-Control-Allow-Origin: ${origin}`);
    expect(words).toContain("keep WWW-Authenticate: Bearer");
    expect(words.filter((text) => text.startsWith("− remove"))).toHaveLength(1);
  });

  test("reaches every configuration without JavaScript, one at a time", async () => {
    const page = await visit(browser, needsLogin, { ...DESKTOP, javaScriptEnabled: false });
    const fix = page.getByRole("region", { name: "How to fix it" });
    const code = fix.locator("pre");
    const visible = async () => code.evaluateAll((all) => all.filter((each) => each.checkVisibility()).length);
    expect(await visible()).toBe(0);
    await fix.getByText(/more servers and frameworks/).click();
    const choices = fix.locator(".choice");
    expect(await choices.count()).toBe(await code.count());
    expect(await choices.count()).toBeGreaterThan(20);
    const shown = new Set<string>();
    for (const choice of await choices.all()) {
      await choice.click();
      expect(await visible()).toBe(1);
      shown.add(await code.filter({ visible: true }).innerText());
    }
    expect(shown.size).toBe(await choices.count());
  });

  test("chooses the configuration of a recognized server by itself, and copies exactly that", async () => {
    const { permalink, remedies } = await preflight.post("/api/v1/evaluations", {
      url: "https://api.example/items",
      origin: "https://app.example",
      save: true,
      responses: [{ status: 200, headers: [["Server", "Caddy"]] }],
    });
    const page = await visit(browser, permalink ?? "", {
      ...DESKTOP,
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const fix = page.getByRole("region", { name: "How to fix it" });
    expect(await fix.getByRole("radio", { checked: true }).getAttribute("value")).toBe("caddy");
    await fix.getByRole("button", { name: "Copy the configuration for Caddy" }).click();
    const { code } = remedies[0]!.snippets.find(({ stack }) => stack === "caddy")!;
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  });
});

describe("on paper", () => {
  test("there are no controls, the address stands on the page, and the proof is unfolded", async () => {
    const page = await visit(browser, needsLogin, { ...DESKTOP, colorScheme: "dark" });
    const address = page.getByText(needsLogin, { exact: true }).filter({ visible: true });
    const step = page.getByText("The response has no", { exact: false }).last();
    const background = () => page.evaluate(() => getComputedStyle(document.querySelector(".panel")!).backgroundColor);
    expect([await address.count(), await step.isVisible()]).toEqual([0, false]);
    const onScreen = await background();

    await page.emulateMedia({ media: "print" });
    expect([await address.count(), await step.isVisible()]).toEqual([1, true]);
    for (const gone of ["body > header", "body > footer", "main button", ".choice"]) {
      expect(await page.locator(gone).filter({ visible: true }).count()).toBe(0);
    }
    expect(await background()).not.toBe(onScreen);
    await page.emulateMedia({ media: "print", colorScheme: "light" });
    const lightBackground = await background();
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await background()).toBe(lightBackground);
  });
});
