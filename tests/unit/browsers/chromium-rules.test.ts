import { expect, test } from "vitest";
import { CHROMIUM, STANDARD } from "#lib/browsers/browsers.ts";
import { isCorsSafelistedRequestHeader } from "#lib/fetch/safelisted-request-header.ts";

test.each([
  ["Device-Memory", "0.5", true],
  ["Device-Memory", "a", false],
  ["DPR", "2", true],
  ["dpr", "1.5", true],
  ["DPR", "1.", false],
  ["DPR", "", false],
  ["DPR", "-1", false],
  ["Width", "100", true],
  ["Width", "1.5", false],
  ["Viewport-Width", "100", true],
  ["Viewport-Width", "100px", false],
  ["RTT", "50", true],
  ["RTT", "1.5", false],
  ["Downlink", "1.5", true],
  ["Downlink", "fast", false],
  ["ECT", "slow-2g", true],
  ["ECT", "4g", true],
  ["ECT", "4G", false],
  ["ECT", "5g", false],
  ["Save-Data", "on", true],
  ["Save-Data", "ON", true],
  ["Save-Data", "off", false],
  ["Intervention", "<https://a.test/>", true],
  ["Intervention", "a".repeat(129), false],
  ["DPR", "1".repeat(129), false],
  ["X-DPR", "2", false],
])("Chromium safelists %s: %s: %s; the standard never does", (name, value, expected) => {
  expect(isCorsSafelistedRequestHeader([name, value], CHROMIUM.profile)).toBe(expected);
  expect(isCorsSafelistedRequestHeader([name, value], STANDARD.profile)).toBe(false);
});
