import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { CAUSES } from "#lib/intake/paste/console/causes.ts";
import { CORS_ERRORS, ISSUES } from "#lib/intake/paste/console/cors-errors.ts";
import { LINES, LOCALISED_REASONS } from "#lib/intake/paste/console/lines.ts";
import { NET_ERRORS } from "#lib/intake/paste/console/net-errors.ts";
import type { ConsoleReading, PastedFields } from "#lib/intake/paste/paste.ts";
import { readConsole } from "#lib/intake/paste/read-console.ts";
import { anyText } from "../unit/intake/any-text.ts";

interface Row {
  readonly name: string;
  readonly paste: string;
  readonly readings: readonly Pick<ConsoleReading, "browser" | "finding" | "url">[];
  readonly fields: PastedFields;
}

const rows = JSON.parse(readFileSync(new URL("pastes/console.json", import.meta.url), "utf8")) as Row[];

function read(text: string) {
  const result = readConsole(text);
  return result?.ok === true && result.paste.kind === "console" ? result.paste : null;
}

describe("lines of consoles, of today and of long ago", () => {
  test.each(rows.map((row) => [row.name, row] as const))("%s", (_name, { paste, readings, fields }) => {
    const result = read(paste);
    expect(result?.readings.map(({ browser, finding, url }) => ({ browser, finding, url }))).toEqual(readings);
    expect(result?.request.fields).toEqual(fields);
  });

  test("every explanation is whole, and none stops at the words CORS error", () => {
    for (const { paste } of rows) {
      for (const { explanation } of read(paste)!.readings) {
        expect(explanation).toMatch(/^[A-Za-z`].*[.]$/s);
        expect(explanation).not.toMatch(/[{}]|not named|undefined|CORS error/);
      }
    }
  });
});

test.each([
  ["a sentence", "My request fails with CORS and I do not know why."],
  ["a URL", "https://api.example.com/items"],
  ["a command", "curl 'https://api.example.com/items' -H 'Origin: https://app.example.com'"],
  ["an answer with the header", "HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: *\r\n\r\n"],
  ["nothing", ""],
])("%s is no line of a console", (_name, text) => {
  expect(readConsole(text)).toBeNull();
});

test.each([
  ["the page, which Firefox does not name", "Firefox today", "What is the address of the page that makes the request?"],
  [
    "method and headers, where a preflight failed",
    "Chrome, the preflight's status",
    "Which method and headers does the request have?",
  ],
  ["the headers, where the method is known", "Chrome, the method", "Which headers does the request set?"],
  [
    "cookies too, where the answer itself was refused",
    "Chrome today, fetch",
    "Which method and headers does the request have, and does it send cookies?",
  ],
  [
    "the address, where only a reason is there",
    "the reason alone, as people quote it",
    "What is the address of the request?",
  ],
  [
    "the line that names the cause, where none does",
    "axios",
    "Which red line stands beside it in the browser's console?",
  ],
  ["nothing, where an element has no more to tell", "Chrome, a font", null],
])("asks for %s", (_what, name, question) => {
  const row = rows.find((each) => each.name === name);
  expect(read(row!.paste)?.readings[0]?.question).toBe(question);
});

test("the lines that say nothing are named, each with what they are", () => {
  const row = rows.find(({ name }) => name.startsWith("Firefox: the second line never wins"));
  expect(read(row!.paste)?.request.ignored).toEqual([
    expect.stringContaining("Firefox adds it to the line that names the cause"),
  ]);
});

test("every finding that a line is read as exists", () => {
  const known = new Set<string>(FINDINGS.map(({ id }) => id));
  const named = [
    ...Object.values(CAUSES).flatMap((causes) => causes.flatMap((each) => [each.finding, each.findingOfRedirect])),
    ...[...LINES, ...NET_ERRORS, ...ISSUES, ...Object.values(CORS_ERRORS)].map((each) => each?.finding),
    ...LOCALISED_REASONS.map(([, finding]) => finding),
  ].filter((finding) => finding != null);
  expect(named.filter((finding) => !known.has(finding))).toEqual([]);
  expect(named.length).toBeGreaterThan(100);
});

describe("whatever is pasted", () => {
  const pieces = fc.oneof(
    fc.constantFrom(...rows.map(({ paste }) => paste)),
    fc
      .tuple(fc.constantFrom(...rows.map(({ paste }) => paste)), fc.nat(400), fc.nat(400))
      .map(([paste, from, to]) => paste.slice(from, to)),
    anyText({ maxLength: 40 }),
    fc.constantFrom("\u202e", "\u0000", "\r", "\u2028", "`", "{answer}", "\ud800", "'", "x".repeat(8192)),
  );

  test("it never throws, and its readings are whole sentences", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (parts) => {
        for (const { explanation } of read(parts.join(""))?.readings ?? []) expect(explanation).not.toBe("");
      }),
      { numRuns: 100 },
    );
  });

  // Without going back the work grows with the length; with going back these would not end.
  test.each([
    ["openings", "Access to "],
    ["openings with a URL", "Access to fetch at 'https://a.test/"],
    ["redirects", "(redirected from 'Access to fetch at '"],
    ["reasons", "The Same Origin Policy disallows reading the remote resource at "],
    ["spaces", " \n \t"],
    ["net errors", "net::ERR_"],
    ["values", "The 'Access-Control-Allow-Origin' header contains multiple values '"],
    ["prefixes", "Response to preflight request doesn't pass access control check: "],
  ])("a text of 100,000 characters of nothing but %s is read", (_what, piece) => {
    const result = readConsole(piece.repeat(Math.ceil(100_000 / piece.length)));
    expect(result === null || result.ok).toBe(true);
  });
});
