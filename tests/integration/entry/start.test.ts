import { execFile } from "node:child_process";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../../..");

interface Ended {
  readonly code: number | string | null | undefined;
  readonly stderr: string;
  readonly stdout: string;
}

function run(args: readonly string[], env: Record<string, string>): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      args,
      { cwd: ROOT, env: { NODE_ENV: "production", ...env } },
      (error, stdout, stderr) => {
        resolve({ code: error ? error.code : 0, stdout, stderr });
      },
    );
  });
}

describe("starting", () => {
  test("stops at a configuration that makes no sense, with all that is wrong with it", async () => {
    const ended = await run(["server.ts"], { PORT: "http", PRIVATE_TARGETS: "allow", HOST: "0.0.0.0" });
    expect(ended).toEqual({
      code: 1,
      stdout: "",
      stderr: [
        "Preflight cannot start with this configuration:",
        "  PORT must be a whole number",
        "  HOST must be 127.0.0.1 or ::1 or localhost when PRIVATE_TARGETS is allow: everyone who reaches it could reach your private network through it",
        "",
      ].join("\n"),
    });
  });

  test("on an old Node is one sentence", async () => {
    const oldNode = 'Object.defineProperty(process,"versions",{value:{...process.versions,node:"22.18.0"}})';
    const ended = await run(["--import", `data:text/javascript,${encodeURIComponent(oldNode)}`, "bin/start.mjs"], {});
    expect(ended).toEqual({
      code: 1,
      stdout: "",
      stderr:
        "Preflight needs Node 22.19 or newer, and this is Node 22.18.0. Start it with `npm start`, which brings its own Node on Linux.\n",
    });
  });
});
