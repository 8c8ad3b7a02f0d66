import { expect, test } from "vitest";
import { explainListMistake, listMistake, type ListMistake } from "#lib/diagnosis/list-mistake.ts";

const HEADER = "Access-Control-Allow-Headers";

test.each<{ name: string; value: string; want: ListMistake; says: string }>([
  {
    name: "a space for a comma",
    value: "Accept, Content-Type Authorization",
    want: {
      kind: "missing-comma",
      element: "Content-Type Authorization",
      meant: ["Accept", "Content-Type", "Authorization"],
    },
    says: "A comma is missing between `Content-Type` and `Authorization`. Write `Accept, Content-Type, Authorization`.",
  },
  {
    name: "a semicolon for a comma",
    value: "GET;PUT",
    want: { kind: "separator", element: "GET;PUT", meant: ["GET", "PUT"] },
    says: "In `GET;PUT` something else than a comma separates the names. Write `GET, PUT`.",
  },
  {
    name: "a colon at the end",
    value: "content-type:",
    want: { kind: "colon", element: "content-type:", meant: ["content-type"] },
    says: "`content-type:` has a colon, which is no part of a name. Write `content-type`.",
  },
  {
    name: "the header's own name in the value",
    value: "Access-Control-Allow-Headers: X-A, X-B",
    want: { kind: "colon", element: "Access-Control-Allow-Headers: X-A", meant: ["X-A", "X-B"] },
    says: "`Access-Control-Allow-Headers: X-A` has a colon, which is no part of a name. Write `X-A, X-B`.",
  },
  {
    name: "quotes",
    value: '"X-A", "X-B"',
    want: { kind: "quotes", element: '"X-A"', meant: ["X-A", "X-B"] },
    says: '`"X-A"` has quotes. Write `X-A, X-B`.',
  },
  {
    name: "a list as Python writes it",
    value: "['X-A', 'X-B']",
    want: { kind: "brackets", element: "['X-A'", meant: ["X-A", "X-B"] },
    says: "`['X-A'` has brackets, as when a list is written out by a program. Write `X-A, X-B`.",
  },
  {
    name: "a name twice",
    value: "X-A X-A",
    want: { kind: "missing-comma", element: "X-A X-A", meant: ["X-A"] },
    says: "A comma is missing between `X-A` and `X-A`. Write `X-A`.",
  },
  {
    name: "a letter that no name has",
    value: "X-A, Gr\u00f6\u00dfe",
    want: { kind: "character", element: "Gr\u00f6\u00dfe", meant: [] },
    says: "`Gr\u00f6\u00dfe` has a character that no name can have.",
  },
  {
    name: "nothing but colons",
    value: "::",
    want: { kind: "colon", element: "::", meant: [] },
    says: "`::` has a colon, which is no part of a name.",
  },
])("$name: $value", ({ value, want, says }) => {
  expect(listMistake(HEADER, value)).toEqual(want);
  expect(explainListMistake(want)).toBe(says);
});
