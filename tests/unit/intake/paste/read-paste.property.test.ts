import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readPaste } from "#lib/intake/paste/read-paste.ts";
import { curlCommand } from "#lib/render/curl.ts";
import copied from "#tests/corpus/pastes/copied.json" with { type: "json" };
import consoleLines from "#tests/corpus/pastes/console.json" with { type: "json" };
import { WRITTEN_PASTES } from "#tests/corpus/pastes/written.ts";
import { anyText } from "../any-text.ts";

const PASTES = [...copied, ...consoleLines, ...WRITTEN_PASTES].map(({ paste }) => paste);
const INSERTED = [
  "'",
  '"',
  "`",
  "$'",
  "^",
  '^"',
  "\\",
  "\n",
  "\0",
  "\u202e",
  "${",
  "$(",
  "{",
  "(",
  "[",
  "<!--",
  "\ud800",
  "x".repeat(8192),
];

async function expectAnswer(text: string): Promise<void> {
  const read = await readPaste(text);
  if (!read.ok) {
    expect(read.message).toMatch(/[.?]$/);
    return;
  }
  if (read.paste.kind === "har") return;
  const { fields, understood, ignored } = read.paste.request;
  if (fields.url !== undefined) expect(URL.canParse(fields.url)).toBe(true);
  for (const clause of [...understood, ...ignored]) {
    expect(clause.split("`").length % 2, clause).toBe(1);
    expect(clause).not.toContain("\n");
  }
}

/** A paste of the corpus with pieces cut out, doubled, moved and put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...PASTES),
    fc.array(
      fc.tuple(fc.nat(), fc.nat(40), fc.constantFrom("cut", "double", "move"), fc.constantFrom("", ...INSERTED)),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  )
  .map(([paste, changes]) =>
    changes.reduce((text, [position, length, change, inserted]) => {
      const at = position % (text.length + 1);
      const [before, piece, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
      if (change === "cut") return before + inserted + after;
      return change === "double" ? before + piece + inserted + piece + after : after + inserted + piece + before;
    }, paste),
  );

describe("whatever is pasted is answered", () => {
  test("any text", { timeout: 60_000 }, async () => {
    await fc.assert(fc.asyncProperty(anyText({ maxLength: 300 }), expectAnswer), { numRuns: 300 });
  });

  test("any text behind the start of what is known", { timeout: 60_000 }, async () => {
    const starts = [
      "curl ",
      'curl ^"',
      "fetch('",
      "fetch(`",
      "GET ",
      "http ",
      "wget ",
      ":authority: ",
      "{",
      "axios.get(",
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...starts), fc.string({ unit: "binary", maxLength: 200 }), (start, rest) =>
        expectAnswer(`${start}https://a.example/${rest}`),
      ),
      { numRuns: 300 },
    );
  });

  test("pastes of the corpus, broken", { timeout: 60_000 }, async () => {
    await fc.assert(fc.asyncProperty(mutated, expectAnswer), { numRuns: 400 });
  });

  const repeated = [
    "(",
    "[",
    "{",
    "${",
    "$(",
    "`",
    "'",
    '"',
    "\\",
    "^",
    '^"',
    "\n",
    " ",
    "<",
    "&",
    "- ",
    "a:",
    "a\n",
    "@",
    "http://",
    "fetch(",
    "curl ",
    "x.get(",
    "a+",
    "=>",
    "```\n",
    ".",
    "%a",
    "$'\\",
    "#",
    "🙂",
  ];
  test.each(repeated)(
    "100,000 characters of %j",
    async (piece) => {
      const long = piece.repeat(Math.ceil(100_000 / piece.length));
      for (const text of [
        long,
        `curl https://a.example/ ${long}`,
        `fetch('https://a.example/', ${long}`,
        `fetch("${long}")`,
        `see ${long}`,
      ]) {
        await expectAnswer(text);
      }
    },
    60_000,
  );
});

test.each([
  [
    "a shell's variable that doubles",
    `${"A=$A$A\n".replace("$A$A", "xx")}${"A=$A$A\n".repeat(60)}curl https://a.example/$A`,
  ],
  ["a script's text that doubles", `let a = "xx";${"a = a + a;".repeat(60)}fetch("https://a.example/" + a)`],
  ["a template that doubles", `let a = "xx";${"a = `${a}${a}`;".repeat(60)}fetch("https://a.example/" + a)`],
  [
    "a list that doubles",
    `let a = [1];${"a = [a, a];".repeat(60)}fetch("https://a.example/", { method: "POST", body: JSON.stringify(a) })`,
  ],
  [
    "an object that holds itself",
    'const a = {}; a.a = a; fetch("https://a.example/", { method: "POST", body: JSON.stringify(a) })',
  ],
  ["a body that holds itself", 'const a = {}; a.a = a; fetch("https://a.example/", { method: "POST", body: a })'],
  ["blanks that no shell knows", "curl https://a.example/ \u2028 \v \f \u00a0 -X PUT"],
  ["blanks that PowerShell does not know", "curl.exe https://a.example/ `\n \u2028 \v \f -X PUT"],
])("%s has an end", (_name, text) => expectAnswer(text));

describe("what Preflight writes is read back", () => {
  const token = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,11}$/);
  const header = fc.tuple(
    token.map((name) => `X-${name}`),
    fc
      .string({
        unit: fc
          .integer({ min: 0x20, max: 0xff })
          .filter((code) => code !== 0x7f)
          .map((code) => String.fromCharCode(code)),
        maxLength: 40,
      })
      .map((value) => value.trim()),
  );
  const url = fc
    .tuple(
      fc.constantFrom("https://api.example.com", "http://127.0.0.1:3000"),
      fc.constantFrom("/", "/v1/orders", "/a;b/~c"),
      fc.webQueryParameters({ size: "small" }),
    )
    .map(([origin, path, query]) => new URL(`${origin}${path}?${query}`).href);

  test("a curl command", { timeout: 60_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom("GET", "HEAD", "PUT", "patch", "X-it's"),
        url,
        fc.uniqueArray(header, { selector: ([name]) => name.toLowerCase(), maxLength: 4 }),
        async (method, target, headers) => {
          const read = await readPaste(curlCommand({ method, url: target, headers }));
          expect(read).toMatchObject({
            ok: true,
            paste: { kind: "curl", request: { fields: { url: target, method } } },
          });
          const { headers: found = [] } = (read as { paste: { request: { fields: { headers?: unknown } } } }).paste
            .request.fields;
          expect(found).toEqual(headers);
        },
      ),
      { numRuns: 100 },
    );
  });
});
