import "./node-version.mjs";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findExecutable } from "./chromium.mjs";
import { BUILD, runChecks, runGates } from "./gates.mjs";
import { installSystemPackages } from "./system-packages.mjs";
import { addTallies, tallyVitest } from "./tally.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

const SUITES = {
  all: [ensureChromium, ensureOpenssl, runChecks, unit, integration, browser],
  unit: [unit],
  integration: [ensureOpenssl, integration],
  e2e: [ensureChromium, browser],
};

const name = process.argv[2] ?? "all";
const suite = Object.hasOwn(SUITES, name) ? SUITES[name] : null;
if (!suite) {
  console.error(`There is no suite "${name}": ${Object.keys(SUITES).join(", ")}.`);
  process.exit(2);
}

const tallies = [];
for (const step of suite) tallies.push(await step());
const { passed, failed } = addTallies(tallies);
process.exitCode = failed === 0 ? 0 : 1;
console.log(`\n${passed} passed, ${failed} failed`);

/** Later steps and the tests find the browser in CHROMIUM_PATH. */
function ensureChromium() {
  const { status, stdout } = spawnSync(process.execPath, [`${ROOT}bin/ensure-chromium.mjs`], {
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  if (status !== 0) return { passed: 0, failed: 1 };
  process.env.CHROMIUM_PATH = stdout.trim();
  console.log(`Chromium: ${process.env.CHROMIUM_PATH}`);
  return { passed: 0, failed: 0 };
}

/** The tests of TLS make their own certificates. */
function ensureOpenssl() {
  const problem = findExecutable("openssl") ? null : installSystemPackages(["openssl"]);
  if (problem === null) return { passed: 0, failed: 0 };
  console.error(`The integration tests need openssl, and ${problem}.`);
  return { passed: 0, failed: 1 };
}

function unit() {
  return runVitest("unit");
}

function integration() {
  return runVitest("integration");
}

async function browser() {
  const build = await runGates([BUILD]);
  if (build.failed === 0) return addTallies([build, runVitest("browser")]);
  console.log("The browser tests were not run: there is no build.");
  return build;
}

function runVitest(project) {
  const directory = mkdtempSync(join(tmpdir(), "preflight-report-"));
  const reportFile = join(directory, "report.json");
  const { status } = spawnSync(
    `${ROOT}node_modules/.bin/vitest`,
    ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${reportFile}`],
    { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] },
  );
  const report = readOrNull(reportFile);
  rmSync(directory, { recursive: true });
  return tallyVitest(report, status);
}

function readOrNull(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}
