import "./node-version.mjs";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PROGRAMS } from "./programs.mjs";
import { BUILD, runChecks, runGates, SIZE } from "./gates.mjs";
import { addTallies, tallyLastLine, tallyVitest } from "./tally.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));

const ORACLE_CASES = 1_000;
const ORACLE_PROGRAMS = ["chromium", "firefox", "miniBrowser", "xvfb", "openssl"].map(ensure);

const SUITES = {
  // Servers are installed where a machine is there for nothing else.
  all: [
    ...ORACLE_PROGRAMS,
    runChecks,
    unit,
    integration,
    browser,
    lighthouse,
    oracle,
    recipes(process.env.CI ? "light" : "nothing"),
  ],
  unit: [unit],
  integration: [ensure("openssl"), integration],
  e2e: [ensure("chromium"), browser],
  lighthouse: [ensure("chromium"), lighthouse],
  recipes: [ensure("chromium"), recipes("all")],
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

/** A step that makes sure of a program; later steps and the tests find it in its variable. */
function ensure(program) {
  return () => {
    const { status, stdout } = spawnSync(process.execPath, [`${ROOT}bin/ensure-program.mjs`, program], {
      stdio: ["ignore", "pipe", "inherit"],
      encoding: "utf8",
    });
    if (status !== 0) return { passed: 0, failed: 1 };
    const { title, variable } = PROGRAMS[program];
    process.env[variable] = stdout.trim();
    console.log(`${title}: ${process.env[variable]}`);
    return { passed: 0, failed: 0 };
  };
}

/** A slice of the referees' cases, with a seed of its own each time. */
function oracle() {
  const run = ["tests/oracle/run.ts", "--cases", String(ORACLE_CASES)];
  const { status } = spawnSync(`${ROOT}node_modules/.bin/node`, run, {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
  });
  return { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1 };
}

/** The recipes on those servers that are there, after what is missing was installed: all, what is light, or nothing. */
function recipes(install) {
  return () => runCounting("tests/recipes/run.ts", "--install", install, ...process.argv.slice(3));
}

/** Lighthouse on the pages that are seen first. */
async function lighthouse() {
  const build = await runGates([BUILD]);
  return build.failed === 0 ? addTallies([build, runCounting("tests/lighthouse/run.ts")]) : build;
}

/** A script that ends with the line of its tally. */
function runCounting(...run) {
  const { status, stdout } = spawnSync(`${ROOT}node_modules/.bin/node`, run, {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
  });
  process.stdout.write(stdout);
  return tallyLastLine(stdout, status);
}

function unit() {
  return runVitest("unit");
}

function integration() {
  return runVitest("integration");
}

async function browser() {
  const build = await runGates([BUILD]);
  if (build.failed === 0) return addTallies([build, await runGates([SIZE]), runVitest("browser")]);
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
