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

/** https://wicg.github.io/layout-instability/#sec-layout-shift, which TypeScript's DOM does not know. */
interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly sources: readonly { readonly node: Node | null }[];
}

describe("nothing moves while a page arrives", () => {
  test.each(PAGES)("%s", async (_, address) => {
    const shifts: unknown[] = [];
    for (const width of [390, 1440]) {
      const page = await visit(browser, new URL(address(diagnoses), preflight.origin).href, {
        viewport: { width, height: 800 },
      });
      await page.evaluate(() => document.fonts.ready);
      const moved = await page.evaluate(async () => {
        const sources: string[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries() as LayoutShift[]) {
            for (const { node } of entry.sources)
              sources.push((node?.parentElement ?? document.body).outerHTML.slice(0, 160));
          }
        }).observe({ type: "layout-shift", buffered: true });
        // What was buffered is delivered before the frame after the next.
        for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
        return sources;
      });
      if (moved.length > 0) shifts.push({ width, moved });
    }
    expect(shifts).toEqual([]);
  });
});
