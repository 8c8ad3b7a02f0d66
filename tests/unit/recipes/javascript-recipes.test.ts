import fc from "fast-check";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { express } from "#lib/recipes/express.ts";
import { fastify } from "#lib/recipes/fastify.ts";
import { hono } from "#lib/recipes/hono.ts";
import { koa } from "#lib/recipes/koa.ts";
import { nestjs } from "#lib/recipes/nestjs.ts";
import { nextjs } from "#lib/recipes/nextjs.ts";
import type { CorsPolicy, Recipe } from "#lib/recipes/recipe.ts";
import { anyText } from "#tests/unit/intake/any-text.ts";

const RECIPES: readonly Recipe[] = [express, fastify, koa, hono, nestjs, nextjs];

const POLICY: CorsPolicy = {
  origin: "https://app.example",
  credentials: true,
  methods: ["PUT"],
  headers: ["x-first", "x-second"],
  exposed: ["x-total-count"],
  path: "/items/7",
};

/** The parts of a recipe one after the other, as the parser sees them. */
function parse(recipe: Recipe, policy: CorsPolicy) {
  const code = recipe.write(policy).map((part) => part.code);
  // Nest's part has no import, and only a module has `await` at its top.
  const text = [...code, "export {};"].join("\n");
  const { diagnostics } = ts.transpileModule(text, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ESNext, module: ts.ModuleKind.ESNext },
  });
  const strings: string[] = [];
  const shapeOf = (node: ts.Node): unknown => {
    if (ts.isStringLiteral(node)) strings.push(node.text);
    const own = ts.isIdentifier(node) ? node.text : ts.SyntaxKind[node.kind];
    const children: unknown[] = [];
    ts.forEachChild(node, (child) => void children.push(shapeOf(child)));
    return [own, ...children];
  };
  const shape = shapeOf(ts.createSourceFile("recipe.ts", text, ts.ScriptTarget.ESNext));
  return { code: code.join("\n"), errors: (diagnostics ?? []).map(({ messageText }) => messageText), shape, strings };
}

const HOSTILE = [
  "'",
  '"',
  "`",
  "\\",
  '\\"',
  "${process.exit()}",
  "$&$1$'",
  '"], credentials: true, x: ["',
  '")); process.exit(); //',
  "*/ /*",
  "</script>",
  "a\nb",
  "\r",
  "\u2028\u2029",
  "\0",
  "\ud800",
  "__proto__",
  "!#$%&'*+-.^_`|~",
];

describe.each(RECIPES.map((recipe) => [recipe.name, recipe] as const))("The recipe for %s", (_name, recipe) => {
  test.each(HOSTILE)("holds %j as text wherever it stands", (value) => {
    expectText(recipe, value);
  });

  test("holds any mixture of them as text", () => {
    const mixture = fc
      .array(fc.oneof(fc.constantFrom(...HOSTILE), anyText({ maxLength: 3 })))
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(mixture, (value) => expectText(recipe, value)),
      { numRuns: 30 },
    );
  });

  test("allows credentials only where they are asked for", () => {
    expect(parse(recipe, POLICY).code).toMatch(/credentials/i);
    expect(parse(recipe, { ...POLICY, credentials: false }).code).not.toMatch(/credentials/i);
  });

  test("exposes headers only where there are any", () => {
    expect(parse(recipe, POLICY).code).toMatch(/expose/i);
    expect(parse(recipe, { ...POLICY, exposed: [] }).code).not.toMatch(/expose/i);
  });

  test("says `*` for every page, and only then", () => {
    const isWildcard = (text: string) => text === "*";
    const [forAny, forOne] = [{ ...POLICY, credentials: false, origin: "*" }, POLICY].map(
      (policy) => parse(recipe, policy).strings.filter(isWildcard).length,
    );
    expect(forAny! - forOne!).toBe(1);
  });
});

/** The value in every place of the policy changes nothing but the text of strings, where it can be found again. */
function expectText(recipe: Recipe, value: string): void {
  const policy = {
    ...POLICY,
    origin: value,
    methods: [value],
    headers: [value, "x"],
    exposed: [value],
    path: `/${value}`,
  };
  const { errors, shape, strings } = parse(recipe, policy);
  expect(errors).toEqual([]);
  expect(shape).toEqual(parse(recipe, POLICY).shape);
  expect(strings.filter((text) => text.startsWith(value)).length).toBeGreaterThanOrEqual(4);
}
