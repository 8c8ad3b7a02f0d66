import { REASONS, type Reason } from "#lib/contract/terms.ts";
import type { Browser } from "#lib/browsers/browser.ts";
import type { GeneratedCase } from "./generated.ts";
import type { Observation, Oracle } from "./oracle.ts";
import { causeOf } from "./known-causes.ts";
import { DIFFERENCES, differences, predict, type Difference } from "./prediction.ts";
import { UNREACHABLE_REASONS } from "./unreachable-reasons.ts";

/** How often each reason has to come up before agreement on it counts. Smaller runs are too small to demand it. */
const FLOOR = { times: 20, outOf: 5_000 };

/** The share of cases in which the reason, and the first line of the console, have to be equal. */
const REASON_SHARE: Readonly<Record<Oracle["name"], number>> = { chromium: 0.999, firefox: 0.995, webkit: 0.995 };

/** A case about which the engine is wrong. */
export interface Disagreement {
  readonly generated: GeneratedCase;
  readonly differences: readonly Difference[];
  readonly predicted: Observation;
  readonly observed: Observation;
  /** Why, as far as that is known. */
  readonly cause: string;
}

export interface Step {
  pass: number;
  fail: number;
}

/** What a run of one browser has shown. */
export interface Agreement {
  readonly browser: Oracle["name"];
  readonly version: string;
  readonly cases: number;
  /** How many cases differ in each aspect. */
  readonly wrong: Readonly<Record<Difference, number>>;
  readonly disagreements: readonly Disagreement[];
  /** How many cases ended with each outcome or reason, as the engine has it. */
  readonly ends: ReadonlyMap<string, number>;
  /** How many cases passed and failed each step of the standard, in their last use of it. */
  readonly steps: ReadonlyMap<string, Step>;
  /** Why this is not enough; empty when it is. */
  readonly shortcomings: readonly string[];
}

/** Compares what the engine says with what was seen. */
export function agreementOf(
  { name, version, leavesOut }: Pick<Oracle, "name" | "version" | "leavesOut">,
  browser: Browser,
  cases: readonly GeneratedCase[],
  seen: ReadonlyMap<string, Observation>,
): Agreement {
  const wrong = Object.fromEntries(DIFFERENCES.map((aspect) => [aspect, 0])) as Record<Difference, number>;
  const disagreements: Disagreement[] = [];
  const ends = new Map<string, number>();
  const steps = new Map<string, Step>();
  for (const generated of cases) {
    const { oracleCase } = generated;
    const observed = seen.get(oracleCase.id);
    if (observed === undefined) throw new Error(`${name} did not answer for ${oracleCase.id}`);
    const { observation: predicted, run } = predict(oracleCase, browser);
    const found = differences(oracleCase, predicted, observed, leavesOut);
    for (const aspect of found) wrong[aspect] += 1;
    if (found.length > 0) {
      const cause = causeOf(name, { oracleCase, differences: found, predicted, observed });
      disagreements.push({ generated, differences: found, predicted, observed, cause });
    }

    const end = run.outcome.error?.reason ?? run.outcome.outcome;
    ends.set(end, (ends.get(end) ?? 0) + 1);
    const outcomes = new Map(
      run.outcome.trace.map(({ algorithm, step, outcome }) => [`${algorithm} ${step}`, outcome]),
    );
    for (const [key, outcome] of outcomes) {
      if (outcome === "info") continue;
      const step = steps.get(key) ?? { pass: 0, fail: 0 };
      step[outcome] += 1;
      steps.set(key, step);
    }
  }
  const agreement = { browser: name, version, cases: cases.length, wrong, disagreements, ends, steps };
  return { ...agreement, shortcomings: shortcomingsOf(agreement) };
}

function shortcomingsOf({ browser, cases, wrong, ends }: Omit<Agreement, "shortcomings">): string[] {
  const shortcomings: string[] = [];
  if (wrong.verdict > 0) shortcomings.push(`${String(wrong.verdict)} verdicts differ`);
  const share = 1 - wrong.reason / cases;
  if (share < REASON_SHARE[browser]) {
    shortcomings.push(`${percent(share)} of the reasons are equal, not ${percent(REASON_SHARE[browser])}`);
  }
  const floor = Math.floor(cases / FLOOR.outOf) * FLOOR.times;
  for (const reason of REASONS) {
    const times = ends.get(reason) ?? 0;
    if (!isReachable(browser, reason)) {
      if (times > 0) shortcomings.push(`${reason} is said to be out of reach, and came up ${String(times)} times`);
    } else if (times < floor) {
      shortcomings.push(`${reason} came up ${String(times)} times, not ${String(floor)}`);
    }
  }
  return shortcomings;
}

function isReachable(browser: Oracle["name"], reason: Reason): boolean {
  return UNREACHABLE_REASONS[browser][reason] === undefined;
}

export function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
