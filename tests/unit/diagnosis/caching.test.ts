import { expect, test } from "vitest";
import { cacheTrace, isStorable, variesByOrigin } from "#lib/diagnosis/caching.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";

test.each<readonly [name: string, value: string, isTrace: boolean]>([
  ["Age", "12", true],
  ["age", "0", false],
  ["Age", "", false],
  ["X-Cache", "Hit from cloudfront", true],
  ["X-Cache", "MISS, HIT", true],
  ["X-Cache", "Miss from cloudfront", false],
  ["CF-Cache-Status", "HIT", true],
  ["CF-Cache-Status", "DYNAMIC", false],
  ["Cache-Status", "ExampleCache; hit; ttl=376", true],
  ["Cache-Status", "ExampleCache; fwd=uri-miss", false],
  ["X-Vercel-Cache", "STALE", true],
  ["constructor", "hit", false],
  ["__proto__", "hit", false],
])("%s: %s tells of a cache: %s", (name, value, isTrace) => {
  const lines: HeaderLine[] = [
    ["Vary", "Origin"],
    [name, value],
  ];
  expect(cacheTrace(lines)).toBe(isTrace ? 1 : null);
});

test.each([
  ["Origin", true],
  ["accept-encoding , ORIGIN", true],
  ["*", true],
  ["Original", false],
  ["", false],
])("Vary: %s varies by origin: %s", (value, varies) => {
  expect(variesByOrigin([["vary", value]])).toBe(varies);
});

test.each([
  ["GET", "max-age=60", true],
  ["HEAD", "private", true],
  ["GET", "private, No-Store", false],
  ["POST", "max-age=60", false],
])("the answer to %s with %s may be kept: %s", (method, value, isKept) => {
  expect(isStorable(method, [["Cache-Control", value]])).toBe(isKept);
});
