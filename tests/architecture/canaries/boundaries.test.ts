import { readFileSync, readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PROJECT_ROOT, runTool } from "./run-tool.ts";
import { plantTree } from "./planted-tree.ts";

interface CruiseResult {
  modules: { source: string; dependencies: { module: string; resolved: string }[] }[];
  summary: {
    totalCruised: number;
    violations: { from: string; to: string; rule: { name: string } }[];
    ruleSetUsed: { forbidden: { name: string; comment?: string }[] };
  };
}

interface Plant {
  rule: string;
  file: string;
  imports: string;
}

const PLANTS: Plant[] = [
  { rule: "lib-contract-layer", file: "lib/contract/a.ts", imports: "#lib/fetch/anchor.ts" },
  { rule: "lib-fetch-layer", file: "lib/fetch/a.ts", imports: "#lib/diagnosis/anchor.ts" },
  { rule: "lib-fetch-layer", file: "lib/fetch/b.ts", imports: "#lib/config/limits.ts" },
  { rule: "lib-browsers-layer", file: "lib/browsers/a.ts", imports: "#lib/diagnosis/anchor.ts" },
  { rule: "lib-recipes-layer", file: "lib/recipes/a.ts", imports: "#lib/diagnosis/anchor.ts" },
  { rule: "lib-diagnosis-layer", file: "lib/diagnosis/a.ts", imports: "#lib/render/anchor.ts" },
  { rule: "lib-diagnosis-layer", file: "lib/diagnosis/b.ts", imports: "#lib/replay/anchor.ts" },
  { rule: "lib-intake-layer", file: "lib/intake/a.ts", imports: "#lib/browsers/anchor.ts" },
  { rule: "lib-render-layer", file: "lib/render/a.ts", imports: "#lib/service/anchor.ts" },
  { rule: "lib-examples-layer", file: "lib/examples/a.ts", imports: "#lib/render/anchor.ts" },
  { rule: "lib-examples-layer", file: "lib/examples/b.ts", imports: "#lib/lab/server.ts" },
  { rule: "lib-egress-layer", file: "lib/egress/a.ts", imports: "#lib/replay/anchor.ts" },
  { rule: "lib-replay-layer", file: "lib/replay/a.ts", imports: "#lib/diagnosis/anchor.ts" },
  { rule: "lib-replay-layer", file: "lib/replay/b.ts", imports: "#lib/config/env.ts" },
  { rule: "lib-store-layer", file: "lib/store/a.ts", imports: "#lib/fetch/anchor.ts" },
  { rule: "lib-config-layer", file: "lib/config/a.ts", imports: "#lib/store/anchor.ts" },
  { rule: "lib-service-layer", file: "lib/service/a.ts", imports: "#lib/api/anchor.ts" },
  { rule: "lib-service-layer", file: "lib/service/b.ts", imports: "#lib/config/env.ts" },
  { rule: "lib-api-layer", file: "lib/api/a.ts", imports: "#lib/store/anchor.ts" },
  { rule: "lib-entry-layer", file: "lib/entry/a.ts", imports: "#lib/service/anchor.ts" },
  { rule: "lib-lab-layer", file: "lib/lab/a.ts", imports: "#lib/diagnosis/anchor.ts" },
  { rule: "lib-telemetry-layer", file: "lib/telemetry/a.ts", imports: "#lib/service/anchor.ts" },
  { rule: "composition-layer", file: "lib/composition.ts", imports: "#lib/api/anchor.ts" },
  { rule: "form-posts-layer", file: "app/lab/actions.ts", imports: "#lib/service/anchor.ts" },
  { rule: "pages-layer", file: "app/a.tsx", imports: "#lib/service/anchor.ts" },
  { rule: "routes-are-thin", file: "app/api/route.ts", imports: "#lib/service/anchor.ts" },
  { rule: "components-layer", file: "components/a.tsx", imports: "#lib/service/anchor.ts" },
  { rule: "components-layer", file: "components/b.tsx", imports: "#app/a.tsx" },
  { rule: "pure-layers-reach-no-io", file: "lib/render/reach.ts", imports: "./io.ts" },
  { rule: "pure-layers-reach-no-io", file: "lib/render/io.ts", imports: "node:fs" },
  { rule: "pure-layers-reach-no-io", file: "lib/contract/unprefixed.ts", imports: "path" },
  { rule: "pure-layers-reach-no-io", file: "lib/browsers/undici.ts", imports: "undici" },
  { rule: "pure-layers-reach-no-io", file: "lib/intake/react.ts", imports: "react" },
  { rule: "components-reach-no-server", file: "components/reach.tsx", imports: "#lib/render/database.ts" },
  { rule: "adapters-reach-no-judgement", file: "lib/egress/judge.ts", imports: "#lib/fetch/judge.ts" },
  { rule: "tab-carries-no-validator", file: "lib/intake/zod.ts", imports: "zod" },
  { rule: "tab-carries-no-validator", file: "components/schema.tsx", imports: "#lib/contract/anchor.ts" },
  { rule: "engine-uses-one-package", file: "lib/fetch/package.ts", imports: "zod" },
  { rule: "undici-behind-egress", file: "lib/service/undici.ts", imports: "undici" },
  { rule: "database-behind-store", file: "lib/service/database.ts", imports: "better-sqlite3" },
  { rule: "environment-read-once", file: "lib/lab/environment.ts", imports: "#lib/config/env.ts" },
  { rule: "lab-started-by-server", file: "app/lab.tsx", imports: "#lib/lab/server.ts" },
  { rule: "entry-used-by-server", file: "app/entry.tsx", imports: "#lib/entry/anchor.ts" },
  { rule: "no-circular", file: "lib/api/circle.ts", imports: "./circular.ts" },
  { rule: "no-circular", file: "lib/fetch/circle.ts", imports: "./circular.ts" },
  { rule: "names-across-folders", file: "lib/fetch/parent.ts", imports: "../contract/anchor.ts" },
  { rule: "names-across-folders", file: "tests/unit/parent.ts", imports: "../../lib/fetch/anchor.ts" },
  { rule: "not-to-dev-dep", file: "lib/api/development.ts", imports: "vitest" },
  { rule: "not-to-unlisted", file: "lib/api/unlisted.ts", imports: "ghost" },
  { rule: "not-to-unresolvable", file: "lib/api/unresolvable.ts", imports: "#lib/api/nowhere.ts" },
  { rule: "no-tests-in-production", file: "lib/api/tests.ts", imports: "#tests/anchor.ts" },
];

const LAYERS = [
  "contract",
  "fetch",
  "browsers",
  "diagnosis",
  "intake",
  "render",
  "examples",
  "egress",
  "replay",
  "store",
];
const UPPER_LAYERS = ["service", "telemetry", "api", "entry", "lab"];
const PACKAGES = ["undici", "react", "better-sqlite3", "zod", "vitest", "ghost"];

const project = JSON.parse(readFileSync(`${PROJECT_ROOT}package.json`, "utf8")) as Record<string, unknown>;

/** A tree without violations: every folder has an anchor, which the server imports. */
const SOUND_TREE: Record<string, string> = {
  "package.json": JSON.stringify({
    type: "module",
    imports: project["imports"],
    dependencies: { undici: "1", react: "1", "better-sqlite3": "1", zod: "1" },
    devDependencies: { vitest: "1" },
  }),
  ...Object.fromEntries(
    PACKAGES.flatMap((name) => [
      [`node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", main: "index.js" })],
      [`node_modules/${name}/index.js`, "module.exports = {};\n"],
    ]),
  ),
  ...Object.fromEntries([...LAYERS, ...UPPER_LAYERS].map((name) => [`lib/${name}/anchor.ts`, "export const a = 1;\n"])),
  "lib/config/env.ts": "export const a = 1;\n",
  "lib/config/limits.ts": "export const a = 1;\n",
  "components/types.tsx": 'import type { a } from "#lib/contract/anchor.ts";\nexport type A = typeof a;\n',
  "lib/fetch/main-fetch.ts": 'import "./http-redirect-fetch.ts";\n',
  "lib/fetch/http-redirect-fetch.ts": 'import "./main-fetch.ts";\n',
  "lib/service/verbs/parent.ts": 'import "../anchor.ts";\n',
  "lib/lab/server.ts": "export const a = 1;\n",
  "tests/anchor.ts": "export const a = 1;\n",
  "server.ts": [...LAYERS, ...UPPER_LAYERS]
    .map((name) => `#lib/${name}/anchor.ts`)
    .concat("#lib/config/env.ts", "#lib/config/limits.ts", "#lib/lab/server.ts")
    .map((path) => `import "${path}";\n`)
    .join(""),
};

/** What the planted files need beside them to violate their rule through another module. */
const ACCOMPLICES: Record<string, string> = {
  "lib/render/database.ts": 'import "better-sqlite3";\n',
  "lib/fetch/judge.ts": 'import "#lib/diagnosis/anchor.ts";\n',
  "lib/api/circular.ts": 'import "./circle.ts";\n',
  "lib/fetch/circular.ts": 'import "./circle.ts";\nimport "./main-fetch.ts";\n',
  "lib/diagnosis/orphan.ts": "export const a = 1;\n",
};

function cruise(directory: string, targets: string[]): CruiseResult {
  const config = ["--config", `${PROJECT_ROOT}.dependency-cruiser.mjs`, "--output-type", "json"];
  return JSON.parse(runTool("depcruise", [...config, ...targets], directory).stdout) as CruiseResult;
}

describe("the boundaries of a tree with one violation of each rule", () => {
  let result: CruiseResult;
  const planted = Object.fromEntries(PLANTS.map(({ file, imports }) => [file, `import "${imports}";\n`]));
  const tree = plantTree({ ...SOUND_TREE, ...ACCOMPLICES, ...planted });

  beforeAll(() => {
    result = cruise(tree.directory, ["."]);
  });
  afterAll(tree.remove);

  it.each(PLANTS)("$rule: $file must not import $imports", ({ rule, file }) => {
    const names = result.summary.violations.filter(({ from }) => from === file).map((violation) => violation.rule.name);
    expect(names).toContain(rule);
  });

  it("no-orphans: a module that stands alone is reported", () => {
    const orphans = result.summary.violations.filter(({ rule }) => rule.name === "no-orphans");
    expect(orphans.map(({ from }) => from)).toEqual(["lib/diagnosis/orphan.ts"]);
  });

  it("every folder of lib is a layer", () => {
    const folders = readdirSync(`${PROJECT_ROOT}lib`, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const names = result.summary.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(folders.map(({ name }) => `lib-${name}-layer`)));
  });

  it("every rule of the configuration has a violation here, and says where the code should go", () => {
    const rules = result.summary.ruleSetUsed.forbidden;
    expect(new Set([...PLANTS.map(({ rule }) => rule), "no-orphans"])).toEqual(new Set(rules.map(({ name }) => name)));
    expect(rules.filter(({ comment }) => !comment)).toEqual([]);
  });
});

describe("the boundaries of a sound tree", () => {
  const tree = plantTree(SOUND_TREE);
  afterAll(tree.remove);

  it("are not violated", () => {
    expect(cruise(tree.directory, ["."]).summary.violations).toEqual([]);
  });
});

describe("the cruise of the project", () => {
  let result: CruiseResult;
  beforeAll(() => {
    result = cruise(PROJECT_ROOT, ["lib"]);
  });

  it("reads the modules", () => {
    expect(result.summary.totalCruised).toBeGreaterThan(25);
  });

  it.each([
    ["lib/contract/diagnosis.ts", "./terms.ts", "lib/contract/terms.ts"],
    ["lib/fetch/exchange.ts", "#lib/contract/terms.ts", "lib/contract/terms.ts"],
  ])("resolves what %s imports as %s", (source, specifier, resolved) => {
    const module = result.modules.find((candidate) => candidate.source === source);
    expect(module?.dependencies.find((dependency) => dependency.module === specifier)?.resolved).toBe(resolved);
  });
});
