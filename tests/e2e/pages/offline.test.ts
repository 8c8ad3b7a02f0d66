import type { Browser, Page } from "playwright-core";
import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { startPreflight, type Preflight } from "./preflight.ts";
import { visit } from "./visitor.ts";

let preflight: Preflight;
let browser: Browser;

beforeAll(async () => {
  [preflight, browser] = await Promise.all([startPreflight(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await preflight.close();
});

const PREFLIGHT_PASSES =
  "HTTP/1.1 204 No Content\r\nAccess-Control-Allow-Origin: https://shop.example\r\nAccess-Control-Allow-Methods: PUT\r\n\r\n";
const HOSTILE = `"><img src=x onerror=document.title='owned'>`;

async function fill(page: Page, method: string): Promise<void> {
  await page.getByLabel("URL of the request").fill("https://api.internal/orders");
  await page.getByLabel("Page that makes it").fill("https://shop.example");
  await page.getByLabel("Method").fill(method);
}

const answers = (page: Page) => page.getByRole("textbox", { name: "What it prints" });
const title = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

describe.each([
  ["with JavaScript", true],
  ["without JavaScript", false],
])("offline %s", (_, javaScriptEnabled) => {
  const open = () => visit(browser, `${preflight.origin}/offline`, { javaScriptEnabled });
  const goOn = async (page: Page) => {
    if (!javaScriptEnabled) await page.getByRole("button", { name: "Read the answers" }).click();
  };

  test("asks for one answer after the other, judges them, and makes a permalink", async () => {
    const page = await open();
    await fill(page, "PUT");
    if (!javaScriptEnabled) await page.getByRole("button", { name: "Show the requests" }).last().click();
    await page.getByText("curl -i -X OPTIONS").waitFor();
    await answers(page).first().fill(PREFLIGHT_PASSES);
    await goOn(page);
    await page.getByText("curl -i -X PUT").waitFor();
    await answers(page).nth(1).fill(`HTTP/1.1 200 OK\nX-Hostile: ${HOSTILE}\nnonsense\n\n{}`);
    await goOn(page);
    if (javaScriptEnabled) {
      await title(page, "Blocked at the answer").waitFor();
      await page.getByText("Line 3 is not understood").waitFor();
    }
    await page.getByRole("button", { name: "Make a permalink" }).click();
    await page.waitForURL(/\/d\/[\w-]{22}$/);
    expect(await title(page, "Blocked at the answer").count()).toBe(1);
    expect(await page.getByRole("note").innerText()).toContain("Nothing was sent");
    expect(await page.evaluate(() => document.querySelectorAll("main img").length)).toBe(0);
  });

  test("says at each field what is wrong with it", async () => {
    const page = await open();
    await page.getByLabel("URL of the request").fill("localhost:8080");
    await page.getByRole("button", { name: "Show the requests" }).last().click();
    await page.locator("[aria-invalid=true]").first().waitFor();
    expect(await page.getByLabel("URL of the request").inputValue()).toBe("localhost:8080");
  });
});

describe("offline in the tab", () => {
  test("arrives filled in from the form's address, and follows redirects step by step", async () => {
    const fragment = "url=https%3A%2F%2Fapi.internal%2Fa&origin=https%3A%2F%2Fshop.example";
    const page = await visit(browser, `${preflight.origin}/offline#${fragment}`);
    await expect.poll(() => page.getByLabel("URL of the request").inputValue()).toBe("https://api.internal/a");
    await answers(page).first().fill("HTTP/2 302\naccess-control-allow-origin: *\nlocation: https://other.example/b\n");
    await page.getByText("The server redirects to https://other.example/b: run this next.").waitFor();
    expect(await page.getByText("Origin: https://shop.example", { exact: false }).count()).toBeGreaterThan(0);
    await answers(page).nth(1).fill("access-control-allow-origin: *\n");
    await page.getByRole("button", { name: "It was 200" }).click();
    await title(page, "Allowed").waitFor();
  });

  test.each([
    ["light", 390],
    ["dark", 1440],
  ] as const)("has no barrier and stays inside the page, %s at %d pixels", async (colorScheme, width) => {
    const page = await visit(browser, `${preflight.origin}/offline`, { viewport: { width, height: 800 }, colorScheme });
    await fill(page, "PUT");
    await answers(page).first().fill("HTTP/1.1 200 OK\nnonsense\n");
    await title(page, "Blocked at the preflight").waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(
      0,
    );
  });
});
