import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Paste, ReadPaste } from "#lib/intake/paste/paste.ts";
import { readHar } from "#lib/intake/paste/read-har.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import { anyText } from "../unit/intake/any-text.ts";

interface Row {
  readonly name: string;
  /** The archive; a text where it is not JSON. */
  readonly har: unknown;
  readonly expected: null | { readonly message: string } | Omit<Extract<Paste, { kind: "har" }>, "kind">;
}

const rows = JSON.parse(readFileSync(new URL("pastes/har.json", import.meta.url), "utf8")) as Row[];
const recorded = readFileSync(new URL("pastes/recorded-in-chromium.har", import.meta.url), "utf8");

function textOf({ har }: Row): string {
  return typeof har === "string" ? har : JSON.stringify(har);
}

function choicesOf(read: ReadPaste | null) {
  return read?.ok === true && read.paste.kind === "har" ? read.paste.choices : [];
}

describe("archives as the tools write them", () => {
  test.each(rows.map((row) => [row.name, row] as const))("%s", (_name, row) => {
    const read = readHar(textOf(row));
    if (row.expected === null) expect(read).toBeNull();
    else if ("message" in row.expected) expect(read).toEqual({ ok: false, message: row.expected.message });
    else expect(read).toMatchObject({ ok: true, paste: { kind: "har", ...row.expected } });
  });

  test("every choice that names its page fills the form without a complaint", () => {
    const choices = rows.flatMap((row) => choicesOf(readHar(textOf(row)))).concat(choicesOf(readHar(recorded)));
    const complaints = choices.flatMap(({ label, fields }) => {
      const read = readFields({ ...fields, url: fields.url ?? "", origin: fields.origin ?? "https://app.example.com" });
      return read.ok ? [] : [[label, read.errors]];
    });
    expect(complaints).toEqual([]);
    expect(choices.length).toBeGreaterThan(25);
  });
});

test("what a real Chromium recorded: the blocked requests first, then the others, then the page's own", () => {
  const choices = choicesOf(readHar(recorded));
  expect(choices.map(({ label, suspicious }) => [label.replace(/:\d+/, ""), suspicious])).toEqual([
    ["GET 127.0.0.1/blocked · net::ERR_FAILED", true],
    ["PUT 127.0.0.1/put · net::ERR_FAILED", true],
    ["POST 127.0.0.1/refused · net::ERR_FAILED", true],
    ["GET 127.0.0.1/closed · net::ERR_UNSAFE_PORT", true],
    ["GET 127.0.0.1/fine · 200", false],
    ["PUT 127.0.0.1/allowed · 200", false],
    ["GET localhost/page · 200 · page", false],
    ["GET localhost/own · 200 · own origin", false],
  ]);
  expect(choices[1]!.fields).toMatchObject({
    method: "PUT",
    headers: [
      ["Content-Type", "application/json"],
      ["X-Foo", "1"],
    ],
  });
});

test("an archive with many requests offers the first 300, the suspicious ones among them", () => {
  const entry = (path: number, status: number) => ({
    request: { method: "GET", url: `https://api.example.com/${path}`, headers: [] },
    response: { status, headers: [] },
  });
  const entries = [...Array.from({ length: 1000 }, (_, index) => entry(index, 200)), entry(1000, 0)];
  const read = readHar(JSON.stringify({ log: { entries } }));
  expect(choicesOf(read)).toHaveLength(300);
  expect(choicesOf(read)[0]).toMatchObject({ label: "GET api.example.com/1000 · no answer", suspicious: true });
  expect(read).toMatchObject({ paste: { leftOut: ["requests beyond the first 300: 701"] } });
});

test("no archive, whole, cut or changed, makes it throw", () => {
  const whole = rows.map(textOf);
  const cut = fc
    .record({
      text: fc.constantFrom(...whole),
      from: fc.nat(3000),
      length: fc.nat(200),
      by: anyText({ maxLength: 40 }),
    })
    .map(({ text, from, length, by }) => text.slice(0, from) + by + text.slice(from + length));
  const strange = fc
    .json({ maxDepth: 4 })
    .map((json) => `{"log":{"entries":[{"request":${json},"response":${json}}]}}`);
  fc.assert(
    fc.property(fc.oneof(cut, strange), (text) => {
      const read = readHar(text);
      for (const choice of choicesOf(read)) expect(choice.label).not.toBe("");
    }),
    { numRuns: 100 },
  );
});
