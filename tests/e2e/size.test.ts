import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runTool } from "#tests/architecture/canaries/run-tool.ts";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { measureScripts, type Scripts } from "#tests/size/scripts.ts";
import { startPreflight, type Preflight } from "./pages/preflight.ts";

let preflight: Preflight;
let browser: Browser;
let scripts: Scripts;

beforeAll(async () => {
  [preflight, browser] = await Promise.all([startPreflight(), launchChromium()]);
  scripts = await measureScripts(browser, preflight.origin);
});

afterAll(async () => {
  await browser.close();
  await preflight.close();
});

describe("the scripts that are weighed", () => {
  test("are files of the build, each weighed once", () => {
    const all = [...scripts.frame, ...scripts.arrival, ...scripts.filledIn];
    expect(new Set(all).size).toBe(all.length);
    for (const file of all) expect(file).toMatch(/^\.next\/static\/chunks\/[^/]+\.js$/);
  });

  test("have what comes later among them, as the engine does", () => {
    expect(scripts.frame.length).toBeGreaterThan(0);
    expect(scripts.arrival.length).toBeGreaterThan(0);
    expect(scripts.filledIn.length).toBeGreaterThan(0);
  });
});

test("the limit on them fails when they are over it", () => {
  const { status, stdout } = runTool("size-limit", ["--limit", "100 B"]);
  expect(stdout.match(/exceeded/g)).toHaveLength(3);
  expect(status).toBe(1);
});
