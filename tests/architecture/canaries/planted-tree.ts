import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** A directory with these files (path to content), outside the project; call `remove` when done. */
export function plantTree(files: Readonly<Record<string, string>>): { directory: string; remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), "preflight-canary-"));
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
  return {
    directory,
    remove: () => {
      rmSync(directory, { recursive: true });
    },
  };
}
