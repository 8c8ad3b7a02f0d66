import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseSingleRange } from "#lib/fetch/single-range.ts";

describe("one byte range", () => {
  test.each([
    ["bytes=0-", { start: 0n, end: null }],
    ["bytes=0-499", { start: 0n, end: 499n }],
    ["bytes=5-5", { start: 5n, end: 5n }],
    ["bytes=007-8", { start: 7n, end: 8n }],
    ["bytes=-500", { start: null, end: 500n }],
    ["bytes=18446744073709551616-", { start: 2n ** 64n, end: null }],
  ])("%s is read", (value, expected) => {
    expect(parseSingleRange(value)).toEqual(expected);
  });

  test.each([
    ["nothing", ""],
    ["no numbers", "bytes=-"],
    ["an end before the start", "bytes=2-1"],
    ["two ranges", "bytes=0-1,2-3"],
    ["another unit", "items=0-1"],
    ["the unit in upper case", "BYTES=0-1"],
    ["a space before the equals sign", "bytes =0-1"],
    ["a space after the equals sign", "bytes= 0-1"],
    ["a space before the dash", "bytes=0 -1"],
    ["a tab after the dash", "bytes=0-\t1"],
    ["a space at the end", "bytes=0-1 "],
    ["a line break at the end", "bytes=0-1\n"],
    ["a sign", "bytes=+0-1"],
    ["no dash", "bytes=1"],
    ["digits of another script", "bytes=\u0661-"],
  ])("%s is a failure", (_title, value) => {
    expect(parseSingleRange(value)).toBeNull();
  });

  test("is read exactly when it starts no later than it ends", () => {
    const number = fc.bigInt({ min: 0n, max: 2n ** 70n });
    fc.assert(
      fc.property(number, number, (start, end) => {
        expect(parseSingleRange(`bytes=${String(start)}-${String(end)}`)).toEqual(start <= end ? { start, end } : null);
      }),
    );
  });
});
