import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { measureComparison } from "./engine/comparison.ts";
import { measureProfiles } from "./engine/profiles.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "40" },
    "warm-up-rounds": { type: "string", default: "80" },
    "comparison-rounds": { type: "string", default: "10" },
    /** At most so many of each browser. */
    cases: { type: "string", default: "10000" },
  },
});
const cases = Number(values.cases);
const warmUpRounds = Number(values["warm-up-rounds"]);

console.error(`The engine alone, ${values.rounds} rounds`);
const profiles = await measureProfiles({ rounds: Number(values.rounds), warmUpRounds }, cases);

console.error(`The engine beside jsdom and happy-dom, ${values["comparison-rounds"]} rounds`);
const comparisonRounds = Number(values["comparison-rounds"]);
const comparison = await measureComparison(
  { rounds: comparisonRounds, warmUpRounds: Math.min(3, warmUpRounds) },
  cases,
);

const machine = { node: process.version, cpu: cpus()[0]?.model ?? null, cores: availableParallelism() };
console.log(JSON.stringify({ machine, profiles, comparison }, null, 2));
