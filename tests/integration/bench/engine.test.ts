import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { z } from "zod";

const ROOT = join(import.meta.dirname, "../../..");
const CASES = 40;

const positive = z.number().positive();
const count = z.int().nonnegative();
const rate = z
  .strictObject({ median: positive, min: positive, max: positive })
  .refine(({ median, min, max }) => min <= median && median <= max);
const profile = z.strictObject({
  cases: z.int().positive(),
  exchangesPerCase: positive,
  wrongVerdicts: count.nullable(),
  perSecond: rate,
  timesYardstick: positive,
});
const wrongAnswers = z.record(
  z.string(),
  z.strictObject({ count: z.int().positive(), examples: z.array(z.string()).min(1).max(3) }),
);
const compared = z.strictObject({
  version: z.string(),
  cases: z.int().positive(),
  wrongVerdicts: count,
  allowsWhatChromiumBlocks: wrongAnswers,
  blocksWhatChromiumAllows: wrongAnswers,
  undecided: count,
  needlessPreflights: count,
  perSecond: rate,
  corsCodePerSecond: rate,
  preflight: z.strictObject({
    wrongVerdicts: count,
    perSecond: rate,
    timesFaster: positive,
    timesFasterThanCorsCode: positive,
  }),
});
const report = z.strictObject({
  machine: z.strictObject({ node: z.string(), cpu: z.string().nullable(), cores: z.int().positive() }),
  profiles: z.strictObject({
    yardstick: z.strictObject({ perSecond: rate }),
    chromium: profile,
    firefox: profile,
    webkit: profile,
    standard: profile,
    mix: profile,
    mixWithOrdinaryHeaders: profile,
  }),
  comparison: z.strictObject({ jsdom: compared, happyDom: compared }),
});

test("the engine's benchmark prints one JSON document, whose wrong answers add up", async () => {
  const size = [`--cases=${String(CASES)}`, "--rounds=2", "--warm-up-rounds=1", "--comparison-rounds=1"];
  const { stdout } = await promisify(execFile)(process.execPath, ["tests/bench/engine.ts", ...size], { cwd: ROOT });
  const { profiles, comparison } = report.parse(JSON.parse(stdout));
  expect([profiles.chromium.cases, profiles.mix.cases]).toEqual([CASES, 4 * CASES]);
  expect(profiles.chromium.wrongVerdicts).not.toBeNull();
  expect(comparison.happyDom.cases).toBe(CASES);
  for (const { wrongVerdicts, allowsWhatChromiumBlocks, blocksWhatChromiumAllows } of Object.values(comparison)) {
    const named = [allowsWhatChromiumBlocks, blocksWhatChromiumAllows].flatMap((wrong) => Object.values(wrong));
    expect(named.reduce((sum, wrong) => sum + wrong.count, 0)).toBe(wrongVerdicts);
  }
});
