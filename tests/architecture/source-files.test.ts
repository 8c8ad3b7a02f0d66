import { basename } from "node:path";
import { expect, it } from "vitest";
import { readSource, sourceFiles } from "./source-files.ts";

const PRODUCT = sourceFiles("{app,components,lib}/**/*.{ts,tsx}", "*.ts");
const GRAB_BAGS = ["utils", "util", "helpers", "helper", "types", "common", "misc", "constants", "index"];
const REGISTRIES = ["lib/diagnosis/findings/index.ts", "lib/recipes/index.ts"];

it("the files are found", () => {
  expect(PRODUCT).toContain("lib/fetch/header-list.ts");
});

it("the median file is shorter than 140 lines", () => {
  const lines = PRODUCT.map((path) => readSource(path).split("\n").length).sort((a, b) => a - b);
  expect(lines[Math.floor(lines.length / 2)]).toBeLessThan(140);
});

it.each([...PRODUCT, ...sourceFiles("{bin,scripts,tests}/**/*.{ts,tsx,mjs}")])("%s is named in kebab-case", (path) => {
  const stem = basename(path).replace(/([.](test|property|config|d))*[.](ts|tsx|mjs)$/, "");
  expect(stem).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

it("no file is a grab-bag or a barrel", () => {
  const stems = PRODUCT.filter((path) => GRAB_BAGS.includes(basename(path).replace(/[.]tsx?$/, "")));
  // Only registries may be called index.
  expect(stems.filter((path) => !REGISTRIES.includes(path))).toEqual([]);
});
