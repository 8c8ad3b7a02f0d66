import fc from "fast-check";
import { expect, test } from "vitest";
import { doubleQuoted, shellQuoted, singleQuoted } from "#lib/recipes/quoting.ts";
import { splitLiterals } from "./literals.ts";
import { PARSERS } from "./parsed.ts";

/** What a value of a policy is made of, quotes and backslashes more often than they come by chance. */
const value = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('"', "'", "\\", "$", "`", "u0022"),
  ),
});

test.each([
  ["java", doubleQuoted],
  ["csharp", doubleQuoted],
  ["rust", doubleQuoted],
  ["php", singleQuoted],
  ["shell", shellQuoted],
])("a value in %s is one literal, and read back the value itself", (language, quote) => {
  fc.assert(
    fc.property(value, (text) => {
      expect(splitLiterals(`f(${quote(text)})`, language)).toEqual({ skeleton: "f(<0>)", literals: [text] });
    }),
  );
});

test.each([
  ["yaml", (literal: string) => `key: [${literal}]`],
  ["toml", (literal: string) => `key = [${literal}]`],
  ["json", (literal: string) => `{ "key": [${literal}] }`],
])("a value in %s is what a parser of it reads", (language, document) => {
  fc.assert(
    fc.property(value, (text) => {
      expect(PARSERS[language]!(document(doubleQuoted(text)))).toEqual({ key: [text] });
    }),
  );
});

test("a value in JavaScript is what its parser reads", () => {
  fc.assert(
    fc.property(value, (text) => {
      expect(PARSERS["javascript"]!(`call({ key: ${doubleQuoted(text)} });`)).toEqual({ call: { key: text } });
    }),
  );
});

test("a backslash before a u is no Unicode escape in Java, because there are two of it", () => {
  expect(doubleQuoted("\\u0022")).toBe('"\\\\u0022"');
});
