import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { readResponseBlocks } from "#lib/intake/response-block.ts";
import { anyText } from "./any-text.ts";

const ALLOWED: readonly HeaderLine[] = [
  ["Access-Control-Allow-Origin", "https://shop.example"],
  ["Vary", "Origin"],
];

describe("the answers in a paste", () => {
  test.each<{ name: string; text: string; blocks: readonly (readonly [number, readonly HeaderLine[]])[] }>([
    {
      name: "what curl -i prints, with CRLF and without its body",
      text: 'HTTP/1.1 200 OK\r\nAccess-Control-Allow-Origin: https://shop.example\r\nVary: Origin\r\n\r\n{"a": 1}\r\n\r\nb: 2\r\n',
      blocks: [[200, ALLOWED]],
    },
    {
      name: "HTTP/2, in lower case and without a phrase",
      text: "HTTP/2 204 \naccess-control-allow-origin: *\n\n",
      blocks: [[204, [["access-control-allow-origin", "*"]]]],
    },
    {
      name: "a proxy's own answer and an interim one before the server's",
      text: "HTTP/1.1 200 Connection established\n\nHTTP/1.1 100 Continue\n\nHTTP/1.1 103 Early Hints\nLink: </a.css>\n\nHTTP/1.1 401 Unauthorized\nWWW-Authenticate: Basic\n\n",
      blocks: [[401, [["WWW-Authenticate", "Basic"]]]],
    },
    {
      name: "redirects, one answer after another",
      text: "HTTP/1.1 301 Moved Permanently\nLocation: /a\n\nHTTP/1.1 302 Found\nLocation: /b\n\nHTTP/1.1 200 OK\n\nhello",
      blocks: [
        [301, [["Location", "/a"]]],
        [302, [["Location", "/b"]]],
        [200, []],
      ],
    },
    {
      name: "the prompt, the command and the progress around it",
      text: "$ curl -i https://api.example/\n  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0\nHTTP/1.1 200 OK\nVary: Origin\n",
      blocks: [[200, [["Vary", "Origin"]]]],
    },
    {
      name: "what curl -v prints",
      text: "* Connected to api.example\n> GET / HTTP/1.1\n> Host: api.example\n>\n< HTTP/1.1 200 OK\n< Vary: Origin\n<\n{ [5 bytes data]\nhello\n",
      blocks: [[200, [["Vary", "Origin"]]]],
    },
    {
      name: "a line that goes on on the next one",
      text: "HTTP/1.1 200 OK\nAccess-Control-Expose-Headers: X-A,\n  X-B\n",
      blocks: [[200, [["Access-Control-Expose-Headers", "X-A, X-B"]]]],
    },
    {
      name: "DevTools' list with each value on a line of its own, empty ones too",
      text: "Request URL:\nhttps://api.example/\nRequest Method:\nGET\nStatus Code:\n403 Forbidden\nRemote Address:\n[::1]:443\nserver:\n\ndate:\nMon, 23 Nov 2026 08:00:00 GMT\n",
      blocks: [
        [
          403,
          [
            ["server", ""],
            ["date", "Mon, 23 Nov 2026 08:00:00 GMT"],
          ],
        ],
      ],
    },
    {
      name: "the same without colons and with headings",
      text: "General\nStatus Code\n200 OK\nResponse headers (31 B)\nRaw\naccess-control-allow-origin\n*\n",
      blocks: [[200, [["access-control-allow-origin", "*"]]]],
    },
    {
      name: "DevTools' list on single lines, with the status as a field",
      text: "Request URL: https://api.example/\nStatus Code: 200 OK\naccess-control-allow-origin: *\n",
      blocks: [[200, [["access-control-allow-origin", "*"]]]],
    },
    {
      name: "pseudo-headers",
      text: ":status: 500\nvary: origin\n",
      blocks: [[500, [["vary", "origin"]]]],
    },
    {
      name: "a value that the terminal decoded as UTF-8, as the bytes that it was",
      text: "HTTP/1.1 200 OK\nX-Name: 中é\n",
      blocks: [[200, [["X-Name", "\xe4\xb8\xad\xc3\xa9"]]]],
    },
    { name: "nothing", text: "", blocks: [] },
  ])("$name", ({ text, blocks }) => {
    const read = readResponseBlocks(text);
    expect(read.blocks.map(({ status, headers }) => [status, headers])).toEqual(blocks);
    expect(read).toMatchObject({ unread: [], failure: null, isStatusMissing: false });
  });

  test("the length of the body that was left alone is told", () => {
    expect(readResponseBlocks("HTTP/1.1 200 OK\n\nhello\nyou\n").bodyCharacters).toBe(8);
  });

  test("header lines without a status are no answer, and that is said", () => {
    expect(readResponseBlocks("vary: origin\nserver: nginx\n")).toMatchObject({ blocks: [], isStatusMissing: true });
  });

  test.each([
    ["curl: (7) Failed to connect to localhost port 80 after 0 ms: Couldn't connect to server", "connection-refused"],
    ["curl: (6) Could not resolve host: api.internal", "name-not-found"],
    ["* Trying 10.0.0.1:443...\ncurl: (28) Connection timed out after 1000 milliseconds", "response"],
  ])("%s is a failure, not an answer", (text, code) => {
    expect(readResponseBlocks(text)).toMatchObject({ blocks: [], failure: { code }, unread: [] });
  });
});

describe("a line that is not understood", () => {
  test.each([
    ["a sentence", "HTTP/1.1 200 OK\nVary: Origin\nhello there\nServer: x\n", 3, "neither a status line nor a header"],
    ["a space before the colon", "HTTP/1.1 200 OK\nVary : Origin\n", 2, "No space"],
    ["a NUL", "HTTP/1.1 200 OK\nVary: a\0b\n", 2, "no NUL"],
    ["a failure that is none of the server's", "curl: (3) URL using bad/illegal format\n", 1, "nothing of the server"],
  ])("%s is named, with its number", (_, text, line, why) => {
    const { unread } = readResponseBlocks(text);
    expect(unread).toEqual([{ line, text: text.split("\n")[line - 1], why: expect.stringContaining(why) as string }]);
  });

  test("does not lose the lines beside it", () => {
    const { blocks } = readResponseBlocks("HTTP/1.1 200 OK\nVary: Origin\nhello there\nServer: x\n");
    expect(blocks[0]?.headers).toEqual([
      ["Vary", "Origin"],
      ["Server", "x"],
    ]);
  });
});

const names = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,20}$/);
const values = fc
  .string({ unit: fc.integer({ min: 1, max: 0xff }).map((code) => String.fromCharCode(code)), maxLength: 30 })
  .map((value) => value.replace(/[\r\n]/g, "").replace(/^[\t ]+|[\t ]+$/g, ""));
const blocksOf = fc.array(
  fc.record({
    status: fc.integer({ min: 200, max: 999 }),
    headers: fc.array(fc.tuple(names, values), { maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 3 },
);

describe("whatever is pasted", () => {
  test("answers that were printed are read as they were", () => {
    fc.assert(
      fc.property(
        blocksOf,
        fc.constantFrom("\n", "\r\n"),
        fc.constantFrom("HTTP/1.1", "HTTP/2"),
        (given, end, version) => {
          const printed = given.flatMap(({ status, headers }) => [
            `${version} ${status} `,
            ...headers.map(([name, value]) => `${name}: ${value}`),
            "",
          ]);
          const read = readResponseBlocks(`${printed.join(end)}${end}`);
          expect(read).toMatchObject({ unread: [], isStatusMissing: false });
          expect(read.blocks).toEqual(given);
        },
      ),
    );
  });

  test("reading never throws, and each answer can be evaluated", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyText(), fc.constantFrom("HTTP/1.1 200 OK", "a: b", "< HTTP/2 100", "a:", ""))),
        (lines) => {
          const { blocks, unread } = readResponseBlocks(lines.join("\n"));
          for (const { status, headers } of blocks) {
            expect(status >= 200 && status <= 999).toBe(true);
            for (const line of headers) expect(line.join("")).not.toMatch(/[\0\r\n\u0100-\uffff]/);
          }
          expect(unread.every(({ line }) => line >= 1)).toBe(true);
        },
      ),
    );
  });
});
