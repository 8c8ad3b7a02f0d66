import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { buildIfDue } from "#tests/e2e/started-server.ts";

const ROOT = join(import.meta.dirname, "../../..");

const positive = z.number().positive();
const cost = { wallMs: positive, cpuMs: positive };
const relativeCost = z.strictObject({ ...cost, wallRatio: positive, cpuRatio: positive });
const load = z.strictObject({
  diagnoses: z.int().positive(),
  errors: z.literal(0),
  stored: z.int(),
  perSecond: positive,
  medianMs: positive,
  p99Ms: positive,
});
const report = z.strictObject({
  machine: z.strictObject({ node: z.string(), cpu: z.string().nullable(), cores: z.int().positive() }),
  oneDiagnosis: z.strictObject({
    rounds: z.literal(3),
    bareExchange: z.strictObject(cost),
    diagnosis: relativeCost,
    savedDiagnosis: relativeCost,
  }),
  throughput: z.strictObject({ concurrency: z.literal(4), notSaved: load, saved: load }),
});

beforeAll(buildIfDue);

test("the benchmark prints one JSON document, and its server makes no errors", async () => {
  const size = ["--rounds=3", "--warm-up-rounds=1", "--concurrency=4", "--turns=1", "--seconds=0.2"];
  const { stdout } = await promisify(execFile)(process.execPath, ["tests/bench/bench.ts", ...size], { cwd: ROOT });
  const { notSaved, saved } = report.parse(JSON.parse(stdout)).throughput;
  expect({ notSaved: notSaved.stored, saved: saved.stored }).toEqual({ notSaved: 0, saved: saved.diagnoses });
});
