import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { extractDeltaSeconds, extractTokens, FAILURE } from "#lib/fetch/extract-header-list-values.ts";

const tokensOf = (...lines: string[]) =>
  extractTokens(
    lines.map((line) => ["access-control-allow-methods", line]),
    "Access-Control-Allow-Methods",
  );
const secondsOf = (...lines: string[]) =>
  extractDeltaSeconds(
    lines.map((line) => ["Access-Control-Max-Age", line]),
    "access-control-max-age",
  );

describe("a list of tokens", () => {
  test.each([
    ["one token", ["GET"], ["GET"]],
    ["white space around commas does not count", ["GET ,\tPUT"], ["GET", "PUT"]],
    ["empty elements do not count", [",GET, ,,PUT,"], ["GET", "PUT"]],
    ["the lines follow each other", ["GET", "PUT, DELETE"], ["GET", "PUT", "DELETE"]],
    ["the case and the order are kept", ["x-b, X-A"], ["x-b", "X-A"]],
    ["a star is a token", ["*"], ["*"]],
    ["an empty line is an empty list", [""], []],
    ["commas alone are an empty list", [" , ,"], []],
  ])("%s", (_title, lines, expected) => {
    expect(tokensOf(...lines)).toEqual(expected);
  });

  test("is null when the header is absent", () => {
    expect(tokensOf()).toBeNull();
  });

  test.each([
    ["a space inside an element", ["GET PUT"]],
    ["a semicolon", ["GET; PUT"]],
    ["quotes", ['"PUT"']],
    ["an at sign", ["@"]],
    ["a byte beyond ASCII", ["x-\u00e9"]],
    ["a no-break space beside a comma", ["GET,\u00a0PUT"]],
    ["a square bracket", ["[GET]"]],
    ["one bad line among good ones", ["GET", "bad name", "PUT"]],
  ])("is a failure with %s", (_title, lines) => {
    expect(tokensOf(...lines)).toBe(FAILURE);
  });

  test("gives back the tokens that were written, however they are spaced and split into lines", () => {
    const token = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,8}$/);
    const gap = fc.constantFrom("", " ", "\t", " ,\t");
    fc.assert(
      fc.property(fc.array(fc.array(fc.tuple(gap, token, gap)), { minLength: 1 }), (lines) => {
        const written = lines.map((line) => line.map((parts) => parts.join("")).join(","));
        expect(tokensOf(...written)).toEqual(lines.flat().map(([, value]) => value));
      }),
    );
  });
});

describe("delta-seconds", () => {
  test.each([
    ["0", 0],
    ["600", 600],
    ["000600", 600],
    [" 600\t", 600],
    ["99999999999", 99_999_999_999],
  ])("%j is %d", (line, expected) => {
    expect(secondsOf(line)).toBe(expected);
  });

  test.each(["", "-1", "+1", "1.5", "1e3", "0x10", "10, 20", "600;", "\u0661", "1\u00a0"])(
    "%j is a failure",
    (line) => {
      expect(secondsOf(line)).toBe(FAILURE);
    },
  );

  test("null when the header is absent", () => {
    expect(secondsOf()).toBeNull();
  });

  test("two lines are a failure, also when they agree", () => {
    expect(secondsOf("600", "600")).toBe(FAILURE);
  });
});
