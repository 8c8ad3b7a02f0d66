import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  byteLowercase,
  combineLines,
  equalsByteCaseInsensitive,
  getHeader,
  getHeaderLines,
  hasHeader,
  trimOptionalWhitespace,
  withoutHeaders,
  type HeaderList,
} from "#lib/fetch/header-list.ts";

const LIST: HeaderList = [
  ["Vary", "Origin"],
  ["X-A", " 1\t"],
  ["vary", ""],
  ["VARY", "Accept"],
];

describe("getting a header", () => {
  test("joins all lines of that name in order, an empty one too", () => {
    expect(getHeader(LIST, "Vary")).toBe("Origin, , Accept");
    expect(getHeaderLines(LIST, "vary")).toEqual(["Origin", "", "Accept"]);
  });

  test("trims the spaces and tabs around a value", () => {
    expect(getHeader(LIST, "x-a")).toBe("1");
  });

  test("gives null when there is no such line, and an empty string when there is an empty one", () => {
    expect(getHeader(LIST, "x-b")).toBeNull();
    expect(getHeader([["X-B", ""]], "x-b")).toBe("");
    expect(getHeaderLines(LIST, "x-b")).toEqual([]);
  });
});

test("a list has a header whatever the case of its name", () => {
  expect(hasHeader(LIST, "x-A")).toBe(true);
  expect(hasHeader(LIST, "x-")).toBe(false);
});

test("deleting removes every line of the names and keeps the others in order", () => {
  expect(withoutHeaders(LIST, ["VaRy", "x-c"])).toEqual([["X-A", " 1\t"]]);
  expect(withoutHeaders(LIST, [])).toEqual(LIST);
});

describe("combining lines", () => {
  test("gives one line per name at the first place and in the first spelling", () => {
    expect(
      combineLines([
        ["X-A", "1"],
        ["X-B", "2"],
        ["x-a", ""],
        ["X-a", "3"],
      ]),
    ).toEqual([
      ["X-A", "1, , 3"],
      ["X-B", "2"],
    ]);
  });

  test("changes no header that is got", () => {
    const name = fc.mixedCase(fc.constantFrom("aa", "bb", "cc"));
    const value = fc.stringMatching(/^[!-~]{1,3}$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value)), name, (list, wanted) => {
        expect(getHeader(combineLines(list), wanted)).toBe(getHeader(list, wanted));
      }),
    );
  });
});

describe("byte case", () => {
  test("is about A to Z only", () => {
    expect(byteLowercase("X-ÉA\u212a")).toBe("x-Éa\u212a");
    expect(equalsByteCaseInsensitive("Origin", "oRIGIN")).toBe(true);
    expect(equalsByteCaseInsensitive("É", "é")).toBe(false);
    // The Kelvin sign is a K to `toLowerCase`.
    expect(equalsByteCaseInsensitive("k", "\u212a")).toBe(false);
    expect(equalsByteCaseInsensitive("a", "ab")).toBe(false);
  });
});

test("only spaces and tabs are optional white space", () => {
  expect(trimOptionalWhitespace("\t a\u00a0 ")).toBe("a\u00a0");
});
