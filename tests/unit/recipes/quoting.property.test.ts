import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  apacheHeaderValue,
  apacheString,
  caddyString,
  doubleQuoted,
  haproxyHeaderValue,
  haproxyString,
  NGINX_DOLLAR,
  nginxString,
  nginxValue,
  regexEscaped,
  singleQuoted,
} from "#lib/recipes/quoting.ts";
import { findExecutable } from "../../../bin/programs.mjs";
import { token, visibleText } from "./hostile-policy.ts";

/** What follows the string in the code, which has to be left over when it has been read. */
const REST = "; \"'` }";

/** Every kind of string, which values it is for, and how its language reads it: up to its end, and no further. */
const STRINGS: readonly [
  name: string,
  values: fc.Arbitrary<string>,
  quote: (value: string) => string,
  read: (code: string) => { value: string; rest: string },
][] = [
  ["JavaScript, JSON, Go and Python", visibleText, doubleQuoted, (code) => quoted(code, '"', /["\\]/)],
  ["PHP and Ruby", visibleText, singleQuoted, (code) => quoted(code, "'", /['\\]/)],
  ["nginx", visibleText, nginxString, (code) => quoted(code, '"', /["'\\]/)],
  ["nginx, with variables", visibleText, nginxValue, (code) => expanding(quoted(code, '"', /["'\\]/), nginxVariables)],
  ["Apache", visibleText, apacheString, (code) => quoted(code, '"', /["\\]/)],
  ["Apache's Header", token, apacheHeaderValue, (code) => expanding(quoted(code, '"', /["\\]/), percentSigns)],
  ["Caddy", token, caddyString, (code) => quoted(code, '"', /"/)],
  ["HAProxy", visibleText, haproxyString, (code) => quoted(withoutDollars(code), '"', /["\\$]/)],
  [
    "HAProxy's header values",
    token,
    haproxyHeaderValue,
    (code) => expanding(quoted(withoutDollars(code), '"', /["\\$]/), percentSigns),
  ],
];

/** Languages whose own parser reads a list of strings, as far as they are installed; Node.js always is. */
const INTERPRETERS = (
  [
    [
      "python3",
      ["-c", "import ast, json, sys; print(json.dumps([ast.literal_eval(x) for x in json.load(sys.stdin)]))"],
      doubleQuoted,
    ],
    ["node", ["-p", "JSON.stringify(JSON.parse(fs.readFileSync(0)).map(eval))"], doubleQuoted],
    [
      "php",
      ["-r", 'echo json_encode(array_map(fn($x) => eval("return $x;"), json_decode(stream_get_contents(STDIN))));'],
      singleQuoted,
    ],
    ["ruby", ["-rjson", "-e", "puts JSON.generate(JSON.parse(STDIN.read).map { |x| eval(x) })"], singleQuoted],
  ] satisfies [program: string, args: string[], quote: (value: string) => string][]
).filter(([program]) => findExecutable(program) !== null);

describe("a value from a stranger", () => {
  test.each(STRINGS)("stays in its string: %s", (_name, values, quote, read) => {
    fc.assert(
      fc.property(values, (value) => {
        expect(read(quote(value) + REST)).toEqual({ value, rest: REST });
      }),
    );
  });

  test("is all that its regular expression matches", () => {
    fc.assert(
      fc.property(visibleText, visibleText, (value, other) => {
        const pattern = new RegExp(`^${regexEscaped(value)}$`);
        expect(pattern.test(value)).toBe(true);
        expect(pattern.test(other)).toBe(other === value);
      }),
    );
  });

  test.each(INTERPRETERS)("stays in its string when %s reads it", (program, args, quote) => {
    const values = fc.sample(visibleText, 500);
    const { stdout, stderr } = spawnSync(program, args, { input: JSON.stringify(values.map(quote)), encoding: "utf8" });
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual(values);
  });
});

/** Reads a string in these quotation marks, in which a backslash makes the characters of `escapable` literal. */
function quoted(code: string, mark: string, escapable: RegExp): { value: string; rest: string } {
  expect(code[0]).toBe(mark);
  let value = "";
  for (let position = 1; position < code.length; position += 1) {
    const character = code[position]!;
    if (character === mark) return { value, rest: code.slice(position + 1) };
    const next = code[position + 1] ?? "";
    if (character === "\\" && escapable.test(next)) {
      value += next;
      position += 1;
    } else if (character === "\\" && mark === '"' && /[trn]/.test(next) && escapable.source.includes("'")) {
      throw new Error(`nginx takes \\${next} for a control character`);
    } else {
      value += character;
    }
  }
  throw new Error(`The string does not end: ${code}`);
}

/** A dollar sign in weak quotes begins a variable of the environment, unless a backslash precedes it. */
function withoutDollars(code: string): string {
  expect(code.replaceAll(/\\./g, "")).not.toContain("$");
  return code;
}

function expanding<T extends { value: string }>(read: T, expand: (value: string) => string): T {
  return { ...read, value: expand(read.value) };
}

function nginxVariables(value: string): string {
  return value.replaceAll(/[$](?:\{(\w+)\})?/g, (_whole, name?: string) => {
    expect(name).toBe(NGINX_DOLLAR);
    return "$";
  });
}

function percentSigns(value: string): string {
  return value.replaceAll(/%(.?)/g, (_whole, next: string) => {
    expect(next).toBe("%");
    return "%";
  });
}
