import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { plantTree } from "./planted-tree.ts";
import { PROJECT_ROOT, runTool } from "./run-tool.ts";

describe("the compiler", () => {
  const plants = {
    "mismatch.ts": { source: "export const a: string = 1;", error: "TS2322" },
    "unchecked-index.ts": { source: "export const f = (a: string[]): string => a[0];", error: "TS2322" },
    "exact-optional.ts": { source: "export const a: { b?: 1 } = { b: undefined };", error: "TS2375" },
    "enum.ts": { source: "export enum A { B }", error: "TS1294" },
    "type-import.ts": { source: 'import { A } from "./a-type.ts"; export const a: A = 1;', error: "TS1484" },
    "implicit-any.ts": { source: "export const f = (a) => a;", error: "TS7006" },
  };
  const tree = plantTree({
    "tsconfig.json": JSON.stringify({
      extends: `${PROJECT_ROOT}tsconfig.json`,
      compilerOptions: { types: [], incremental: false },
      include: ["*.ts"],
    }),
    "a-type.ts": "export type A = number;\n",
    ...Object.fromEntries(Object.entries(plants).map(([file, { source }]) => [file, `${source}\n`])),
  });
  afterAll(tree.remove);
  const { status, stdout } = runTool("tsc", ["--project", "tsconfig.json", "--pretty", "false"], tree.directory);
  const errors = stdout.split("\n").filter((line) => line.includes("error TS"));

  it.each(Object.entries(plants))("refuses %s", (file, { error }) => {
    expect(errors.filter((line) => line.startsWith(`${file}(`)).join()).toContain(`error ${error}:`);
  });

  it("refuses nothing else and fails the gate", () => {
    expect(errors).toHaveLength(Object.keys(plants).length);
    expect(status).toBeGreaterThan(0);
  });
});

describe("the formatter", () => {
  const tree = plantTree({ "sound.ts": "export const a = 1;\n", "unformatted.ts": "export const a = 'b'\n" });
  afterAll(tree.remove);
  const config = ["--config", `${PROJECT_ROOT}.prettierrc.json`];

  it("refuses the unformatted file only, and fails the gate", () => {
    const { status, stdout } = runTool("prettier", [...config, "--list-different", "."], tree.directory);
    expect(stdout.trim()).toBe("unformatted.ts");
    expect(status).toBe(1);
  });
});

describe("the search for dead code", () => {
  const tree = plantTree({
    "package.json": JSON.stringify({ name: "canary", type: "module", dependencies: { "left-over": "1.0.0" } }),
    "knip.json": readFileSync(`${PROJECT_ROOT}knip.json`, "utf8"),
    "server.ts": 'import { used } from "./lib/used.ts";\nused();\n',
    "lib/used.ts": "export const used = () => 1;\nexport const unusedExport = 1;\nexport type UnusedType = 1;\n",
    "lib/unused-file.ts": "export const a = 1;\n",
  });
  afterAll(tree.remove);

  it("reports a file, an export, a type and a package that nothing uses, and fails the gate", () => {
    const { status, stdout } = runTool("knip", ["--no-progress", "--reporter", "compact"], tree.directory);
    for (const unused of ["lib/unused-file.ts", "unusedExport", "UnusedType", "left-over"]) {
      expect(stdout).toContain(unused);
    }
    expect(status).toBe(1);
  });
});
