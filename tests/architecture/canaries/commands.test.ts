import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, globSync, mkdirSync } from "node:fs";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { runGates } from "../../../bin/gates.mjs";
import { plantTree } from "./planted-tree.ts";
import { PROJECT_ROOT } from "./run-tool.ts";

/** A directory of executable shell scripts. */
function plantPrograms(scripts: Record<string, string>): ReturnType<typeof plantTree> {
  const tree = plantTree(
    Object.fromEntries(Object.entries(scripts).map(([name, script]) => [name, `#!/bin/sh\n${script}\n`])),
  );
  for (const path of globSync(`${tree.directory}/*`)) chmodSync(path, 0o755);
  return tree;
}

describe("runGates", () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  it("counts what passed and what failed, and shows the output of what failed only", async () => {
    const log = vi.spyOn(console, "log").mockReturnValue();
    const tally = await runGates([
      { name: "sound", command: ["tsc", "--version"] },
      { name: "unsound", command: ["tsc", "--no-such-option"] },
      { name: "absent", command: ["no-such-tool"] },
    ]);
    const output = log.mock.calls.join("\n");
    expect(tally).toEqual({ passed: 1, failed: 2 });
    expect(output).toMatch(/^ok {5}sound/m);
    expect(output).toMatch(/^FAILED unsound/m);
    expect(output).toContain("TS5023");
    expect(output).toContain("no-such-tool cannot be started");
    expect(output).not.toContain("Version");
  });
});

describe("bin/ensure-program.mjs", () => {
  const SOUND = "exit 0";
  const SUDO = '[ "$2" = true ] && exit 0\nshift 2\nexec "$@"';

  function ensureChromium(path: string, chromiumPath?: string): { status: number | null; out: string; err: string } {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [`${PROJECT_ROOT}bin/ensure-program.mjs`, "chromium"],
      {
        encoding: "utf8",
        env: {
          NODE_ENV: "test",
          PATH: path,
          PLAYWRIGHT_BROWSERS_PATH: path,
          ...(chromiumPath && { CHROMIUM_PATH: chromiumPath }),
        },
      },
    );
    return { status, out: stdout.trim(), err: stderr.trim() };
  }

  it("prints CHROMIUM_PATH before any other", () => {
    const system = plantPrograms({ chromium: SOUND, mine: SOUND });
    expect(ensureChromium(system.directory, `${system.directory}/mine`).out).toBe(`${system.directory}/mine`);
    system.remove();
  });

  it("prints the system's Chromium", () => {
    const system = plantPrograms({ "google-chrome": SOUND });
    expect(ensureChromium(system.directory).out).toBe(`${system.directory}/google-chrome`);
    system.remove();
  });

  it("installs one with apt-get where there is none", () => {
    const system = plantPrograms({
      sudo: SUDO,
      "apt-get": 'case "$*" in *" install "*" chromium "*) /bin/cp "$0" "${0%/*}/chromium" ;; esac',
    });
    expect(ensureChromium(system.directory)).toMatchObject({ status: 0, out: `${system.directory}/chromium` });
    system.remove();
  });

  it.each([
    { name: "apt-get fails", scripts: { sudo: SUDO, "apt-get": "exit 100" }, says: "apt-get update failed" },
    { name: "there is no package manager", scripts: {}, says: "there is no apt-get" },
  ])("says in one sentence what to do when $name", ({ scripts, says }) => {
    const system = plantPrograms(scripts);
    const { status, out, err } = ensureChromium(system.directory);
    expect({ status, out }).toEqual({ status: 1, out: "" });
    expect(err).toContain(says);
    expect(err).toContain("set CHROMIUM_PATH");
    expect(err).not.toContain("    at ");
    system.remove();
  });

  it("does not replace a CHROMIUM_PATH that cannot be run", () => {
    const system = plantPrograms({ chromium: SOUND });
    const { status, err } = ensureChromium(system.directory, "/nonexistent");
    expect(status).toBe(1);
    expect(err).toContain("CHROMIUM_PATH is /nonexistent");
    system.remove();
  });
});

describe(".ci/run", () => {
  const checkout = plantTree({});
  mkdirSync(`${checkout.directory}/.ci`);
  copyFileSync(`${PROJECT_ROOT}.ci/run`, `${checkout.directory}/.ci/run`);
  afterAll(checkout.remove);

  it.each([
    { name: "the tests pass", test: "echo '3 passed, 0 failed'", status: 0, last: "3 passed, 0 failed" },
    { name: "a test fails", test: "echo '3 passed, 1 failed'; exit 1", status: 1, last: "3 passed, 1 failed" },
    { name: "the tests crash", test: "echo ok; kill -9 $$", status: 1, last: "0 passed, 1 failed" },
    { name: "the tests end uncounted", test: "echo ok", status: 1, last: "0 passed, 1 failed" },
    { name: "the installation fails", ci: "exit 1", test: "exit 0", status: 1, last: "0 passed, 1 failed" },
  ])("ends with the counts when $name", ({ ci = "exit 0", test, status, last }) => {
    const programs = plantPrograms({ npm: `case "$*" in ci*) ${ci} ;; *) ${test} ;; esac` });
    const run = spawnSync(`${checkout.directory}/.ci/run`, {
      cwd: programs.directory,
      encoding: "utf8",
      env: { NODE_ENV: "test", PATH: `${programs.directory}:/usr/bin:/bin` },
    });
    expect(run.stdout.trimEnd().split("\n").at(-1)).toBe(last);
    expect(run.status).toBe(status);
    programs.remove();
  });
});
