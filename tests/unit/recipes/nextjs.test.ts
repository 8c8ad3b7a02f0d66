import { unstable_doesMiddlewareMatch } from "next/experimental/testing/server";
import ts from "typescript";
import { expect, test } from "vitest";
import { nextjs } from "#lib/recipes/nextjs.ts";
import type { CorsPolicy } from "#lib/recipes/recipe.ts";

const POLICY: CorsPolicy = {
  origin: "https://app.example",
  credentials: true,
  methods: ["PUT"],
  headers: ["x-first"],
  exposed: ["x-total-count"],
  path: "/items/7",
};

function proxyModule(policy: CorsPolicy): string {
  return nextjs.write(policy)[0]!.code;
}

/** What the recipe for this path exports as `config.matcher`. */
function matcherFor(path: string): string {
  const text = /\n {2}matcher: (".*"),\n/.exec(proxyModule({ ...POLICY, path }))![1]!;
  const { statements } = ts.createSourceFile("matcher.ts", text, ts.ScriptTarget.ESNext);
  return ((statements[0] as ts.ExpressionStatement).expression as ts.StringLiteral).text;
}

/** Whether Next runs the proxy for a path. */
function matches(matcher: string, path: string): boolean {
  return unstable_doesMiddlewareMatch({ config: { matcher }, url: `https://api.example${path}` });
}

const SEGMENTS = [
  "items",
  "v1.2",
  "a%20b",
  "caf%C3%A9",
  "a:b",
  "a(b)",
  "a+b",
  "a*b",
  "a$b",
  "a|b",
  "[id]",
  "a'b",
  "a;b=c,d",
  "@a~b!",
  "%24%7B%22",
];

test.each(SEGMENTS)("the proxy runs below /%s, and for nothing beside it", (segment) => {
  const matcher = matcherFor(`/${segment}/7`);
  expect([`/${segment}`, `/${segment}/7`, `/${segment}/7/8`].filter((path) => !matches(matcher, path))).toEqual([]);
  expect(
    ["/", `/${segment}x`, `/x${segment}`, `/x/${segment}`, "/v1x2"].filter((path) => matches(matcher, path)),
  ).toEqual([]);
});

test("the proxy for the root runs for the root alone", () => {
  const matcher = matcherFor("/");
  expect(matches(matcher, "/")).toBe(true);
  expect(matches(matcher, "/items")).toBe(false);
});

test("a strict project takes the module as it is", { timeout: 30_000 }, () => {
  const modules = new Map([
    ["one.ts", proxyModule(POLICY)],
    ["any.ts", proxyModule({ ...POLICY, origin: "*", credentials: false, headers: [], exposed: [] })],
    ["wrong.ts", proxyModule(POLICY).replace("request.headers", "request.heads")],
  ]);
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const readFile = host.readFile.bind(host);
  host.readFile = (path) => modules.get(path) ?? readFile(path);
  const program = ts.createProgram({ rootNames: [...modules.keys()], options, host });
  const errors = ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => [file?.fileName, messageText]);
  expect(errors).toEqual([["wrong.ts", expect.stringContaining("'heads' does not exist")]]);
});
