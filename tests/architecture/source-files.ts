import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const PROJECT_ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The paths, relative to the root of the project, of its own files of that kind. */
export function sourceFiles(...patterns: string[]): string[] {
  const exclude = ["node_modules/**", ".next/**", "data/**", "test-results/**"];
  return globSync(patterns, { cwd: PROJECT_ROOT, exclude }).sort();
}

export function readSource(path: string): string {
  return readFileSync(`${PROJECT_ROOT}${path}`, "utf8");
}
