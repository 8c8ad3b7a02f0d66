import { ESLint } from "eslint";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { plantTree } from "./planted-tree.ts";
import { PROJECT_ROOT } from "./run-tool.ts";

interface Plant {
  rule: string;
  file: string;
  source: string;
}

const PLANTS: Plant[] = [
  { rule: "no-restricted-syntax", file: "lib/service/env.ts", source: "export const port = process.env['PORT'];" },
  { rule: "no-restricted-syntax", file: "server.ts", source: "export const { env } = process;" },
  { rule: "no-restricted-imports", file: "lib/api/env.ts", source: 'export { env } from "node:process";' },
  { rule: "no-restricted-properties", file: "lib/fetch/now.ts", source: "export const now = () => Date.now();" },
  { rule: "no-restricted-syntax", file: "lib/fetch/date.ts", source: "export const now = () => new Date();" },
  { rule: "no-restricted-properties", file: "lib/browsers/random.ts", source: "export const n = Math.random();" },
  { rule: "no-restricted-globals", file: "lib/contract/process.ts", source: "export const p = process;" },
  { rule: "no-restricted-globals", file: "lib/diagnosis/fetch.ts", source: 'export const f = () => fetch("/");' },
  { rule: "no-restricted-globals", file: "lib/intake/log.ts", source: "export const log = console;" },
  { rule: "no-restricted-globals", file: "lib/recipes/buffer.ts", source: "export const b = Buffer;" },
  { rule: "no-restricted-globals", file: "lib/render/tab.ts", source: "export const page = document;" },
  { rule: "no-console", file: "lib/service/log.ts", source: "console.log(1);" },
  { rule: "no-restricted-exports", file: "lib/store/default.ts", source: "export default function store(): void {}" },
  { rule: "no-restricted-exports", file: "components/button.tsx", source: "const a = 1; export { a as default };" },
  { rule: "no-restricted-syntax", file: "lib/store/enum.ts", source: "export enum Color { Red }" },
  { rule: "no-restricted-syntax", file: "lib/store/barrel.ts", source: 'export * from "./default.ts";' },
  { rule: "max-lines", file: "lib/store/long.ts", source: "export {};\n".repeat(401) },
  { rule: "@typescript-eslint/no-explicit-any", file: "lib/store/any.ts", source: "export const a = 1 as any;" },
  {
    rule: "@typescript-eslint/switch-exhaustiveness-check",
    file: "lib/store/switch.ts",
    source: 'export function f(a: "x" | "y") { switch (a) { case "x": return 1; } return 2; }',
  },
  {
    rule: "@typescript-eslint/no-floating-promises",
    file: "lib/store/promise.ts",
    source: "export async function f() {} f();",
  },
  {
    rule: "@typescript-eslint/no-non-null-assertion",
    file: "lib/store/null.ts",
    source: "export const f = (a: string[]) => a[0]!;",
  },
  {
    rule: "@typescript-eslint/consistent-type-imports",
    file: "lib/store/types.ts",
    source: 'import { A } from "./shape.ts"; export const a: A = 1;',
  },
  {
    rule: "no-restricted-properties",
    file: "tests/unit/mock.test.ts",
    source: 'import { vi } from "vitest"; vi.mock("#lib/store/any.ts");',
  },
  {
    rule: "no-restricted-syntax",
    file: "tests/unit/sleep.test.ts",
    source: "await new Promise((resolve) => setTimeout(resolve, 5));",
  },
  {
    rule: "jsx-a11y/alt-text",
    file: "components/image.tsx",
    source: 'export const Picture = () => <img src="/a.svg" />;',
  },
  {
    rule: "jsx-a11y/no-static-element-interactions",
    file: "components/click.tsx",
    source: "export const Click = () => <span onClick={() => undefined}>a</span>;",
  },
  {
    rule: "react-hooks/rules-of-hooks",
    file: "components/hook.tsx",
    source:
      'import { useState } from "react"; export function Hook(p: { a: boolean }) { if (p.a) useState(1); return null; }',
  },
  {
    rule: "@next/next/no-html-link-for-pages",
    file: "app/link.tsx",
    source: 'export const Link = () => <a href="/">Home</a>;',
  },
];

const SOUND: Record<string, string> = {
  "package.json": '{ "type": "module" }',
  "tsconfig.json": JSON.stringify({
    compilerOptions: {
      target: "ES2023",
      module: "esnext",
      moduleResolution: "bundler",
      strict: true,
      jsx: "preserve",
      typeRoots: [`${PROJECT_ROOT}node_modules/@types`],
      types: ["node"],
    },
  }),
  "lib/store/shape.ts": "export type A = number;\n",
  "lib/service/mode.ts": 'export const development = () => process.env.NODE_ENV === "development";\n',
  "lib/config/env.ts": "export const environment = process.env;\n",
  "tests/unit/env.test.ts": 'export const chromium = process.env["CHROMIUM_PATH"];\n',
  "app/page.tsx": "export default function Page() {\n  return null;\n}\n",
};

describe("the linter", () => {
  const tree = plantTree({ ...SOUND, ...Object.fromEntries(PLANTS.map(({ file, source }) => [file, `${source}\n`])) });
  const reported = new Map<string, (string | null)[]>();

  beforeAll(async () => {
    const eslint = new ESLint({ cwd: tree.directory, overrideConfigFile: `${PROJECT_ROOT}eslint.config.mjs` });
    for (const { filePath, messages } of await eslint.lintFiles(["."])) {
      reported.set(
        filePath.slice(tree.directory.length + 1),
        messages.map(({ ruleId, message }) => ruleId ?? message),
      );
    }
  });
  afterAll(tree.remove);

  it.each(PLANTS)("$rule reports $file", ({ rule, file }) => {
    expect(reported.get(file)).toContain(rule);
  });

  it.each(Object.keys(SOUND).filter((file) => /[.]tsx?$/.test(file)))("reports nothing in %s", (file) => {
    expect(reported.get(file)).toEqual([]);
  });
});
