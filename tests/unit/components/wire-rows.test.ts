import { describe, expect, test } from "vitest";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import { wireRows } from "#components/diagnosis/wire-rows.ts";

const NONE = () => [];

/** The rows as lines: a fold in brackets, a missing line with a question mark. */
function shown(
  headers: HeaderList,
  missing: readonly string[] = [],
  pointedAtBy: (line: number) => readonly number[] = NONE,
): readonly string[] {
  return wireRows(headers, pointedAtBy, missing).map((row) => {
    if (row.kind === "missing") return `${row.name}?`;
    return row.kind === "line" ? row.name : `[${row.rows.map(({ name }) => name).join(" ")}]`;
  });
}

const line = (name: string) => [name, "x"] as const;

describe("the rows of a header block", () => {
  test.each<{ name: string; headers: readonly string[]; missing?: readonly string[]; rows: readonly string[] }>([
    { name: "nothing, where there are no lines", headers: [], rows: [] },
    { name: "a missing line alone, where there are no others", headers: [], missing: ["Vary"], rows: ["Vary?"] },
    { name: "two bystanders stay", headers: ["Date", "Server", "Vary"], rows: ["Date", "Server", "Vary"] },
    {
      name: "three bystanders are folded where they stand",
      headers: ["Vary", "Date", "Server", "ETag", "Origin"],
      rows: ["Vary", "[Date Server ETag]", "Origin"],
    },
    {
      name: "a missing line stands after the last one of CORS, which splits no order",
      headers: ["access-control-allow-methods", "Date", "Vary"],
      missing: ["Access-Control-Allow-Origin"],
      rows: ["access-control-allow-methods", "Access-Control-Allow-Origin?", "Date", "Vary"],
    },
    {
      name: "a missing line stands at the end, where no other is of CORS",
      headers: ["Date", "Vary"],
      missing: ["Access-Control-Allow-Origin"],
      rows: ["Date", "Vary", "Access-Control-Allow-Origin?"],
    },
  ])("$name", ({ headers, missing, rows }) => {
    expect(shown(headers.map(line), missing)).toEqual(rows);
  });

  test("never folds a line of which a finding speaks, and keeps every line's number", () => {
    const headers = ["Date", "Server", "ETag", "Age", "Via", "Pragma", "Expires"].map(line);
    expect(shown(headers, [], (index) => (index === 3 ? [0] : []))).toEqual([
      "[Date Server ETag]",
      "Age",
      "[Via Pragma Expires]",
    ]);
    const numbers = wireRows(headers, NONE)
      .flatMap((row) => (row.kind === "fold" ? row.rows : []))
      .map((row) => row.line);
    expect(numbers).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});
