import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { visiblePieces, visibleText } from "#components/text/visible.ts";

const text = fc.string({ unit: "binary" });

describe("text from strangers", () => {
  test.each([
    ["a right-to-left override is a sign", "a\u202Eb", "a\\u{202E}b"],
    ["a zero-width space is a sign", "\u200B", "\\u{200B}"],
    ["a NUL is a sign", "\0", "\\x00"],
    ["a C1 control is a sign", "\u0085", "\\x85"],
    ["a lone surrogate is a sign", "\uD800", "\\u{D800}"],
    ["a tag character beyond the first plane is one sign", "\u{E0041}", "\\u{E0041}"],
    ["other scripts and emoji stay", "é ש 日本 🙂", "é ש 日本 🙂"],
    ["an ordinary line stays", "text/html; charset=utf-8", "text/html; charset=utf-8"],
  ])("%s", (_, given, shown) => {
    expect(visibleText(given)).toBe(shown);
  });

  test("line feeds and tabs stay only where they are layout", () => {
    expect(visibleText("a\n\tb\r", { lines: true })).toBe("a\n\tb\\x0D");
    expect(visibleText("a\n\tb")).toBe("a\\x0A\\x09b");
  });

  test("a sign names its code point", () => {
    expect(visiblePieces("a\u202E")).toEqual([
      { kind: "text", text: "a" },
      { kind: "sign", text: "\\u{202E}", codePoint: "U+202E" },
    ]);
  });

  test("nothing invisible is ever left", () => {
    fc.assert(
      fc.property(text, (given) => {
        expect(visibleText(given)).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u);
      }),
    );
  });

  test("text without anything invisible stays as it is, in one piece", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (given) => {
        expect(visiblePieces(given)).toEqual([{ kind: "text", text: given }]);
      }),
    );
  });
});
