import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const PARALLEL_GATES = 2;

/** The gates of `npm run check`, slowest first: each is a tool of node_modules and its arguments. */
export const CHECKS = [
  { name: "lint", command: ["eslint", "--max-warnings", "0", "."] },
  { name: "types", command: ["tsc", "--noEmit", "--incremental", "false"] },
  { name: "format", command: ["prettier", "--check", "--log-level", "warn", "."] },
  {
    name: "boundaries",
    command: ["depcruise", "--config", ".dependency-cruiser.mjs", "--output-type", "err-long", "."],
  },
  { name: "dead code", command: ["knip", "--no-progress"] },
];

/** Writes the types of the routes, without which tsc and the typed lint rules fail on a clean checkout. */
export const ROUTE_TYPES = { name: "route types", command: ["next", "typegen"] };

export const BUILD = { name: "build", command: ["node", "bin/start.mjs", "--build-only"] };

/** Weighs the scripts that a browser loads, which takes a build. */
export const SIZE = { name: "size", command: ["size-limit"] };

/**
 * Runs the command of a gate from the root of the project and prints one line, with the command's output if it failed.
 * Resolves to whether it passed.
 */
export async function runGate({ name, command }) {
  const started = performance.now();
  const { passed, output } = await run(command);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${passed ? "ok    " : "FAILED"} ${name.padEnd(12)} ${seconds.padStart(5)} s`);
  if (!passed) console.log(`${output.trimEnd()}\n`);
  return passed;
}

/** Runs the gates, as many at once as there are usually cores; resolves to the number that passed and that failed. */
export async function runGates(gates) {
  const waiting = [...gates];
  const tally = { passed: 0, failed: 0 };
  const worker = async () => {
    for (let gate = waiting.shift(); gate; gate = waiting.shift()) {
      tally[(await runGate(gate)) ? "passed" : "failed"] += 1;
    }
  };
  await Promise.all(Array.from({ length: PARALLEL_GATES }, worker));
  return tally;
}

/** All of `npm run check`. */
export async function runChecks() {
  const routeTypes = await runGates([ROUTE_TYPES]);
  const checks = await runGates(CHECKS);
  return { passed: routeTypes.passed + checks.passed, failed: routeTypes.failed + checks.failed };
}

function run([tool, ...args]) {
  const { promise, resolve } = Promise.withResolvers();
  let output = "";
  const child = spawn(`${ROOT}node_modules/.bin/${tool}`, args, {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1", FORCE_COLOR: undefined },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const collect = (chunk) => {
    output += chunk;
  };
  child.stdout.setEncoding("utf8").on("data", collect);
  child.stderr.setEncoding("utf8").on("data", collect);
  child.on("error", (error) => resolve({ passed: false, output: `${tool} cannot be started: ${error.message}` }));
  child.on("close", (code) => resolve({ passed: code === 0, output }));
  return promise;
}
