import { expect, test } from "vitest";
import { isOkStatus, isRedirectStatus } from "#lib/fetch/response-status.ts";

const everyStatus = Array.from({ length: 900 }, (_, index) => index + 100);

test("the ok statuses are 200 to 299", () => {
  expect(everyStatus.filter(isOkStatus)).toEqual(everyStatus.slice(100, 200));
});

test("the redirect statuses are five, and 300, 304 and 305 are none of them", () => {
  expect(everyStatus.filter(isRedirectStatus)).toEqual([301, 302, 303, 307, 308]);
});
