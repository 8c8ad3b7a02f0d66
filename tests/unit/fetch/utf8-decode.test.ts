import { expect, test } from "vitest";
import { utf8Decode } from "#lib/fetch/utf8-decode.ts";

test.each([
  ["ASCII stays", "/a b", "/a b"],
  ["two bytes are one letter", "/\u00c3\u00a9", "/é"],
  ["four bytes are one letter", "\u00f0\u009f\u0098\u0080", "😀"],
  ["a lone byte beyond ASCII becomes the replacement character", "/\u00e9", "/\ufffd"],
  ["a byte order mark at the start goes", "\u00ef\u00bb\u00bf/", "/"],
])("%s", (_title, bytes, expected) => {
  expect(utf8Decode(bytes)).toBe(expected);
});
