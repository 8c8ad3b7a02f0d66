import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isHeaderValue, normalizeHeaderValue } from "#lib/fetch/header-value.ts";

const latin1 = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) });

describe("normalizing a header value", () => {
  test.each([
    ["spaces and tabs at both ends are removed", " \t a b\t ", "a b"],
    ["line breaks at both ends are removed", "\r\na\r\n", "a"],
    ["line breaks inside are kept", "a\r\n b", "a\r\n b"],
    ["other white space is kept", "\u00a0a\f\v", "\u00a0a\f\v"],
    ["nothing but white space becomes empty", " \t\r\n ", ""],
  ])("%s", (_title, value, expected) => {
    expect(normalizeHeaderValue(value)).toBe(expected);
  });

  test("gives what the platform's own Headers give", () => {
    fc.assert(
      fc.property(
        latin1.filter((value) => isHeaderValue(normalizeHeaderValue(value))),
        (value) => {
          expect(normalizeHeaderValue(value)).toBe(new Headers([["x", value]]).get("x"));
        },
      ),
    );
  });
});

describe("a header value", () => {
  test.each(["", "a", "a b", "a\tb", "\u00e9\u00ff", "\u007f", "\u0001"])("may be %j", (value) => {
    expect(isHeaderValue(value)).toBe(true);
  });

  test.each([" a", "a ", "\ta", "a\t", "a\0b", "a\nb", "a\rb", "\u0100", "日本"])("may not be %j", (value) => {
    expect(isHeaderValue(value)).toBe(false);
  });
});
