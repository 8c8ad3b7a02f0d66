import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

export const PROJECT_ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** Runs a command-line tool of the project's node_modules as the gates do. */
export function runTool(name: string, args: readonly string[], cwd = PROJECT_ROOT): { status: number; stdout: string } {
  const { status, stdout, error } = spawnSync(`${PROJECT_ROOT}node_modules/.bin/${name}`, args, {
    cwd,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) throw error;
  return { status: status ?? -1, stdout };
}
