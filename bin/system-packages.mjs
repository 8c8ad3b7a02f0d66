import { spawnSync } from "node:child_process";
import { findExecutable } from "./programs.mjs";

/**
 * Installs packages with apt-get, as root or through a sudo that asks nothing. Its output goes to stderr.
 * Returns null, or the reason why they could not be installed, as the end of a sentence.
 */
export function installSystemPackages(names) {
  if (!findExecutable("apt-get")) return "there is no apt-get to install it with";
  const sudo = process.getuid?.() === 0 ? [] : ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"];
  if (sudo.length > 0 && spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status !== 0) {
    return "only root can install it with apt-get";
  }
  const install = ["install", "--yes", "--no-install-recommends", ...names];
  for (const action of [["update"], install]) {
    const command = [...sudo, "apt-get", "--quiet", "--option", "DPkg::Lock::Timeout=120", ...action];
    const { status } = spawnSync(command[0], command.slice(1), {
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
      stdio: ["ignore", process.stderr, process.stderr],
    });
    if (status !== 0) return `apt-get ${action[0]} failed with exit code ${status}`;
  }
  return null;
}
