import { describe, expect, test } from "vitest";
import type { Browser } from "#lib/browsers/browser.ts";
import { CHROMIUM, FIREFOX, WEBKIT } from "#lib/browsers/browsers.ts";
import { differencesOf, measuredCases, NOT_MODELLED, type MeasuredBrowser } from "./measured.ts";

const BROWSERS: Record<MeasuredBrowser, Browser> = { chromium: CHROMIUM, firefox: FIREFOX, webkit: WEBKIT };

describe.each(Object.entries(BROWSERS) as [MeasuredBrowser, Browser][])("%s", (name, browser) => {
  const cases = measuredCases(name);
  const notModelled = NOT_MODELLED[name];
  const count = Object.keys(notModelled).length;

  test(`${String(cases.length - count)} of ${String(cases.length)} measured cases are modelled to the letter`, () => {
    expect(cases.filter((row) => row.name in notModelled)).toHaveLength(count);
  });

  test.each(cases.map((row) => [row.name, row] as const))("%s", (_name, row) => {
    expect(differencesOf(row, browser)).toEqual(notModelled[row.name] ?? []);
  });
});
