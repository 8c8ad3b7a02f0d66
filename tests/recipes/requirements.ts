import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";
import { installSystemPackages } from "../../bin/system-packages.mjs";
import type { Needs, ServerUnderTest } from "./server-under-test.ts";

/** Servers are where only root looks for programs. */
export const SEARCH_PATH = [process.env.PATH, "/usr/local/sbin", "/usr/sbin", "/sbin"].join(delimiter);

/** Outside the sources, whose tools would read it, and kept from run to run. */
const CACHE = join(homedir(), ".cache/preflight-recipes");

/** What has to be installed before the server can be started, as people would name it; empty when it can be. */
export function missingFor({ needs, nodePackages = [] }: ServerUnderTest): readonly string[] {
  return [...missingSystemParts(needs), ...(isInstalled(nodePackages) ? [] : nodePackages)];
}

/** The folder to which `node_modules` of a server with these packages leads. */
export function nodeModulesOf(packages: readonly string[]): string {
  return join(packageFolder(packages), "node_modules");
}

/**
 * Installs what these servers lack: the Debian packages in one go, the Node packages of each server in a folder of its
 * own. Returns sentences about what could not be installed.
 */
export function install(servers: readonly ServerUnderTest[]): readonly string[] {
  const incomplete = servers.map(({ needs }) => needs).filter((needs) => missingSystemParts(needs).length > 0);
  const debian = [...new Set(incomplete.flatMap(({ packages }) => packages))];
  const problem = debian.length === 0 ? null : installSystemPackages(debian);
  const node = servers.map(({ nodePackages = [] }) => nodePackages).filter((packages) => !isInstalled(packages));
  return [
    ...(problem === null ? [] : [`${debian.join(", ")}: ${problem}`]),
    ...node.flatMap((packages) => installNodePackages(packages)),
  ];
}

function missingSystemParts({ programs, files = [] }: Needs): readonly string[] {
  return [...programs.filter((program) => !isProgram(program)), ...files.filter((file) => !existsSync(file))];
}

function installNodePackages(packages: readonly string[]): string[] {
  const folder = packageFolder(packages);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), '{ "private": true }\n');
  const options = ["--save-exact", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel", "error"];
  const { status } = spawnSync("npm", ["install", ...options, ...packages], {
    cwd: folder,
    stdio: ["ignore", process.stderr, process.stderr],
  });
  return status === 0 ? [] : [`${packages.join(", ")}: npm install failed with exit code ${String(status)}`];
}

function isInstalled(packages: readonly string[]): boolean {
  // npm writes this file last.
  return packages.length === 0 || existsSync(join(nodeModulesOf(packages), ".package-lock.json"));
}

function packageFolder(packages: readonly string[]): string {
  const key = createHash("sha256").update(packages.toSorted().join(" ")).digest("hex").slice(0, 16);
  return join(CACHE, key);
}

function isProgram(program: string): boolean {
  if (isAbsolute(program)) return existsSync(program);
  return SEARCH_PATH.split(delimiter).some((folder) => existsSync(join(folder, program)));
}
