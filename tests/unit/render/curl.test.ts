import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { caveatsOf, curlCommand, repeatExchange, shellQuote } from "#lib/render/curl.ts";
import { anyText } from "#tests/unit/intake/any-text.ts";

/** The arguments with which a shell runs `curl`, as bytes in Latin-1. */
function argumentsOf(command: string, shell = "bash"): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}\n`;
  const output = execFileSync(shell, ["-s"], { input: script });
  return output.toString("latin1").split("\0").slice(0, -1);
}

/** A header value's characters are bytes; what is beyond them is UTF-8. */
function bytesOf(text: string): string {
  return [...text].map((char) => (char <= "\xff" ? char : Buffer.from(char, "utf8").toString("latin1"))).join("");
}

const HOSTILE = [
  "",
  "-o/etc/passwd",
  "$(touch pwned)",
  "`touch pwned`",
  "'; touch pwned; '",
  `'"'"'\\''`,
  "\\",
  "\\'",
  "a\\",
  "!!",
  "~",
  "#",
  "*?[a]{a,b}",
  "a\nb",
  "\r\n\t\x07\x1b]0;title\x07",
  "\x1b1",
  "\x80\x9f\xa0\xff",
  "é",
  "€🦊",
  "\u202egnp.exe",
  "\ud800",
  "&|;<>()",
  "$'a'",
  "$HOME",
];

describe("a quoted argument", () => {
  test.each(HOSTILE)("%j reaches the command as it is", (argument) => {
    expect(argumentsOf(`curl ${shellQuote(argument)}`)).toEqual([bytesOf(argument)]);
  });

  test("whatever it holds", () => {
    const argument = fc.oneof(
      anyText(),
      fc.string({ unit: fc.constantFrom(...Array.from("'\"\\$`!(){};&|<>*?~#= \n\r\t\x1b\x9f0aé€")) }),
    );
    fc.assert(
      fc.property(fc.array(argument, { minLength: 40, maxLength: 200 }), (given) => {
        const withoutNul = given.map((text) => text.replaceAll("\0", ""));
        const command = `curl ${withoutNul.map(shellQuote).join(" ")}`;
        expect(argumentsOf(command)).toEqual(withoutNul.map(bytesOf));
      }),
      { numRuns: 30 },
    );
  });

  test("in printable ASCII, any POSIX shell understands it", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme-ascii" }), { minLength: 40, maxLength: 200 }), (given) => {
        expect(argumentsOf(`curl ${given.map(shellQuote).join(" ")}`, "sh")).toEqual(given);
      }),
      { numRuns: 20 },
    );
  });

  test("is itself printable ASCII on one line, so that a terminal shows what it is", () => {
    fc.assert(
      fc.property(anyText(), (argument) => {
        expect(shellQuote(argument)).toMatch(/^[\x20-\x7e]+$/);
      }),
      { numRuns: 200 },
    );
  });
});

describe("the curl command", () => {
  test("sends the method, the URL and every header line in order", () => {
    const command = curlCommand({
      method: "OPTIONS",
      url: "https://api.example/?a=1&b=[c]",
      headers: [
        ["Origin", "https://shop.example"],
        ["X-Note", "it's é"],
        ["X-Empty", ""],
      ],
    });
    expect(command).toBe(
      `curl -i -X OPTIONS --globoff 'https://api.example/?a=1&b=[c]' -H 'Origin: https://shop.example' -H $'X-Note: it\\047s \\351' -H 'X-Empty;'`,
    );
    expect(argumentsOf(command)).toEqual([
      "-i",
      "-X",
      "OPTIONS",
      "--globoff",
      "https://api.example/?a=1&b=[c]",
      "-H",
      "Origin: https://shop.example",
      "-H",
      "X-Note: it's \xe9",
      "-H",
      "X-Empty;",
    ]);
  });

  test("a HEAD request does not wait for a body", () => {
    expect(curlCommand({ method: "HEAD", url: "https://api.example/", headers: [] })).toBe(
      "curl --head --globoff https://api.example/",
    );
  });
});

describe("the command that repeats an exchange", () => {
  const repeat = (method: string, url: string, ...headers: [string, string][]) =>
    repeatExchange({ request: { method, url, headers } });

  test("speaks HTTP/1.1, as the exchange did", () => {
    expect(repeat("GET", "https://api.example/").command).toBe(
      "curl --http1.1 -i -X GET --globoff https://api.example/",
    );
    expect(repeat("GET", "http://api.example/").command).toBe("curl -i -X GET --globoff http://api.example/");
  });

  test.each([
    { name: "nothing", url: "https://api.example/", line: ["X-A", "1"] as const, caveats: [] },
    { name: "a header", url: "https://api.example/", line: ["Cookie", "REDACTED"] as const, caveats: [/REDACTED/] },
    { name: "a parameter", url: "https://api.example/?key=REDACTED", line: ["A", "1"] as const, caveats: [/REDACTED/] },
    { name: "the body", url: "https://api.example/", line: ["content-length", "7"] as const, caveats: [/--data/] },
    { name: "no body", url: "https://api.example/", line: ["content-length", "0"] as const, caveats: [] },
  ])("says that it lacks $name", ({ url, line: [name, value], caveats }) => {
    const repetition = repeat("POST", url, [name, value]);
    expect(caveatsOf(repetition)).toEqual(caveats.map((caveat) => expect.stringMatching(caveat) as string));
    expect(repetition.command.includes("content-length")).toBe(name === "content-length" && value === "0");
  });
});
