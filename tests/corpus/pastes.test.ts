import { describe, expect, test } from "vitest";
import type { PastedRequest } from "#lib/intake/paste/paste.ts";
import { readPaste } from "#lib/intake/paste/read-paste.ts";
import copied from "./pastes/copied.json" with { type: "json" };
import type { PasteRow } from "./pastes/paste-row.ts";
import { WRITTEN_PASTES } from "./pastes/written.ts";

const COPIED = copied as unknown as readonly PasteRow[];

/** The request that was read, or the sentence that refuses. */
async function readRequest(paste: string): Promise<{ kind: string; request: PastedRequest } | string> {
  const read = await readPaste(paste);
  if (!read.ok) return read.message;
  if (read.paste.kind === "har") return "a HAR file";
  return { kind: read.paste.kind, request: read.paste.request };
}

describe.each([
  { source: "what browsers copy", rows: COPIED },
  { source: "what people and tools write", rows: WRITTEN_PASTES },
])("$source", ({ rows }) => {
  test.each(rows)("$name", async (row) => {
    const read = await readRequest(row.paste);
    if ("refused" in row) {
      expect(read).toContain(row.refused);
      return;
    }
    expect(read).toMatchObject({ kind: row.kind });
    const { request } = read as Exclude<typeof read, string>;
    expect(request.fields).toEqual(row.fields);
    for (const clause of row.understood ?? []) expect(request.understood.join("\n")).toContain(clause);
    for (const clause of row.ignored ?? []) expect(request.ignored.join("\n")).toContain(clause);
  });
});

test("every name is there once", () => {
  const names = [...COPIED, ...WRITTEN_PASTES].map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  expect(names.length).toBeGreaterThan(190);
});
