import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readBash } from "#lib/intake/paste/shell/bash.ts";
import { decodedText } from "#lib/intake/paste/shell/command.ts";
import copied from "#tests/corpus/pastes/copied.json" with { type: "json" };

const MARK = "\x01end\x01";
/** A `curl` that prints its arguments, one after another, each behind a NUL. */
const STUB = String.raw`curl() { printf '%s\0' "$@" $'\x01end\x01'; }` + "\n";

/** What the real shell hands to each call of `curl`. */
function realArguments(script: string): string[][] {
  const { stdout, status, stderr } = spawnSync("bash", ["--norc", "--noprofile"], {
    input: STUB + script,
    env: { ...process.env, LC_ALL: "C.UTF-8" },
  });
  expect(stderr.toString()).toBe("");
  expect(status).toBe(0);
  const calls: string[][] = [[]];
  for (const argument of stdout.toString("utf8").split("\0").slice(0, -1)) {
    if (argument === MARK) calls.push([]);
    else calls.at(-1)?.push(argument);
  }
  return calls.slice(0, -1);
}

function readArguments(script: string): string[][] {
  return readBash(script)
    .commands.filter(({ words }) => words[0]?.text === "curl")
    .map(({ words }) => words.slice(1).map(decodedText));
}

describe("bash splits the same words", () => {
  // Halves of a surrogate pair, as Safari writes them, are no characters to bash.
  const bash = copied.filter(({ name, paste }) => /bash|POSIX|Safari, cURL/.test(name) && !paste.includes("\\ud83d"));

  test("in every command that a browser copies", () => {
    const script = bash.map(({ paste }) => paste).join("\n");
    const real = realArguments(script);
    expect(real).toHaveLength(bash.length);
    expect(readArguments(script)).toEqual(real);
  });

  const char = fc.oneof(fc.constantFrom(" ", "\n", "\t", "é", "✓", "😀"), fc.string({ minLength: 1, maxLength: 1 }));
  const plain = fc.string({ unit: char, minLength: 1, maxLength: 12 });
  const hex = (text: string, digits: number) => text.codePointAt(0)!.toString(16).padStart(digits, "0");
  const ansi = fc
    .array(
      fc.oneof(
        fc.constantFrom(
          "\\n",
          "\\t",
          "\\\\",
          "\\'",
          '\\"',
          "\\a",
          "\\e",
          "\\?",
          "\\101",
          "\\x41",
          "\\cA",
          "\\q",
          "a",
          " ",
          "$",
          "!",
        ),
        fc.constantFrom("é", "✓").map((text) => `\\u${hex(text, 4)}`),
        fc.constant("😀").map((text) => `\\U${hex(text, 8)}`),
        fc.constant("\\xc3\\xa9"),
      ),
      { maxLength: 8 },
    )
    .map((parts) => `$'${parts.join("")}'`);
  const piece = fc.oneof(
    plain.map((text) => `'${text.replaceAll("'", "")}'`),
    plain.map((text) => `"${text.replace(/["\\$`!]/g, "\\$&")}"`),
    plain.map((text) => `"${text.replace(/["\\$`!]/g, "")}\\a"`),
    ansi,
    fc.constantFrom("a", "b-c", "x=y", "\\'", "\\ z", "\\$", "a#b", "@", "é", '""', "''", "\\\n"),
  );
  const word = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => `w${pieces.join("")}`);
  const command = fc
    .array(fc.tuple(word, fc.constantFrom(" ", "  ", "\t", " \\\n  ")), { minLength: 1, maxLength: 5 })
    .map((words) => `curl ${words.map(([text, space]) => text + space).join("")}`);
  const script = fc.array(fc.tuple(command, fc.constantFrom("\n", ";", " && ", " # it's\n", "; true | ")), {
    minLength: 1,
    maxLength: 40,
  });

  test("in whatever can be quoted", () => {
    fc.assert(
      fc.property(script, (commands) => {
        const text = `${commands.map(([each, end]) => each + end).join("")}curl end\n`;
        expect(readArguments(text)).toEqual(realArguments(text));
      }),
      { numRuns: 40 },
    );
  });

  test("where a variable is set in the text", () => {
    const text = `A='x y'\nexport B=z\ncurl "$A-\${B}" '$A' "\${C:-d}" "\\$A"\n`;
    expect(readArguments(text)).toEqual(realArguments(text));
  });
});
