import { availableParallelism, cpus } from "node:os";
import { parseArgs } from "node:util";
import { measureOneDiagnosis } from "./one-diagnosis.ts";
import { measureThroughput } from "./throughput.ts";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "300" },
    "warm-up-rounds": { type: "string", default: "100" },
    turns: { type: "string", default: "3" },
    seconds: { type: "string", default: "2" },
    concurrency: { type: "string", default: "32" },
  },
});

console.error(`One diagnosis against the bare exchange, ${values.rounds} rounds`);
const oneDiagnosis = await measureOneDiagnosis({
  rounds: Number(values.rounds),
  warmUpRounds: Number(values["warm-up-rounds"]),
});

console.error(`The started server, ${values.concurrency} clients`);
const throughput = await measureThroughput({
  concurrency: Number(values.concurrency),
  seconds: Number(values.seconds),
  turns: Number(values.turns),
});

const machine = { node: process.version, cpu: cpus()[0]?.model ?? null, cores: availableParallelism() };
console.log(JSON.stringify({ machine, oneDiagnosis, throughput }, null, 2));
if (throughput.notSaved.errors + throughput.saved.errors > 0) process.exitCode = 1;
