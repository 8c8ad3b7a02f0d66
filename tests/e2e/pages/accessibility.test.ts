import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { diagnoseExamples, PAGES, type Diagnoses } from "./pages.ts";
import { startPreflight, type Preflight } from "./preflight.ts";
import { visit } from "./visitor.ts";

let preflight: Preflight;
let browser: Browser;
let diagnoses: Diagnoses;

beforeAll(async () => {
  [preflight, browser] = await Promise.all([startPreflight(), launchChromium()]);
  diagnoses = await diagnoseExamples(preflight);
});

afterAll(async () => {
  await browser.close();
  await preflight.close();
});

/** A telephone, a tablet, a desk; the narrowest screen of all only for what does not fit. */
const WIDTHS = [390, 768, 1440] as const;
const NARROWEST = 320;
const THEMES = ["light", "dark"] as const;
const COLOUR_RULES = ["color-contrast", "link-in-text-block"];

describe("every page, light and dark, narrow and wide", () => {
  test.each(PAGES)("%s has no barrier and nothing that scrolls sideways", async (_, address) => {
    const page = await visit(browser, new URL(address(diagnoses), preflight.origin).href);
    await page.locator("details").evaluateAll((all) => {
      for (const details of all) details.setAttribute("open", "");
    });
    const barriers: unknown[] = [];
    for (const width of [NARROWEST, ...WIDTHS]) {
      await page.setViewportSize({ width, height: 800 });
      const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
      if (scrollWidth > clientWidth) barriers.push({ width, scrollWidth });
    }
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      for (const colorScheme of THEMES) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const axe = new AxeBuilder({ page });
        // The themes are one structure in two sets of colours.
        const { violations } = await (colorScheme === "light" ? axe : axe.withRules(COLOUR_RULES)).analyze();
        for (const { id, nodes } of violations) {
          barriers.push({ width, colorScheme, id, targets: nodes.map(({ target }) => target) });
        }
      }
    }
    expect(barriers).toEqual([]);
  });
});

describe("the theme", () => {
  test("can be chosen, and the server renders the choice from then on", async () => {
    const page = await visit(browser, preflight.origin, { colorScheme: "light" });
    await page.getByRole("button", { name: "Theme: system" }).click();
    await page.getByRole("button", { name: "Theme: light" }).click();
    await page.getByRole("button", { name: "Theme: dark" }).waitFor();
    await page.reload();
    expect(await page.locator("html").getAttribute("data-theme")).toBe("dark");
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe("dark");
  });
});

describe("the keyboard", () => {
  test("reaches the content first, and then every control in the order of reading", async () => {
    const page = await visit(browser, `${preflight.origin}/?lab=preflight-needs-login`);
    await page.getByRole("link", { name: "Skip to the content" }).focus();
    await page.keyboard.press("Enter");
    const reached: string[] = [];
    for (let step = 0; step < 8; step++) {
      await page.keyboard.press("Tab");
      reached.push(await page.evaluate(() => document.activeElement?.id ?? ""));
    }
    expect(reached.filter((id) => id !== "")).toEqual([
      "paste",
      "url",
      "origin",
      "method",
      "credentials",
      "header-0-name",
      "header-0-value",
    ]);
  });
});
