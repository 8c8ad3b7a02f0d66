import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { BrowserName } from "#lib/contract/terms.ts";
import type { Browser, Report } from "#lib/browsers/browser.ts";
import type { FetchOutcome, RunStep } from "#lib/fetch/outcome.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { ProbeResults } from "./probes/fact.ts";

/** What one browser made of the fetch, with its requests mapped to the exchanges of the observation. */
export interface BrowserRun {
  readonly browser: Browser;
  readonly outcome: FetchOutcome;
  readonly steps: readonly RunStep[];
  /** For each step its index into `exchanges`; null when it was not sent. */
  readonly exchangeOfStep: readonly (number | null)[];
  readonly report: Report;
}

/** All that is known when findings are looked for. */
export interface Observation {
  readonly request: FetchRequest;
  readonly cookiesGiven: boolean;
  /** Those of the page's own requests. */
  readonly exchanges: readonly Exchange[];
  /** What was asked besides; the exchanges of the probes come after the others. */
  readonly probes: ProbeResults;
  readonly runs: ReadonlyMap<BrowserName, BrowserRun>;
  /** The run whose verdict stands at the top of the diagnosis. */
  readonly main: BrowserRun;
  /** How many of the caller's responses no engine asked for; 0 for a network diagnosis. */
  readonly unusedResponses: number;
}

/** The exchanges of the diagnosis: those of the page, then those of the probes. */
export function allExchanges({ exchanges, probes }: Pick<Observation, "exchanges" | "probes">): readonly Exchange[] {
  return [...exchanges, ...probes.asked.map(({ exchange }) => exchange)];
}

/** The exchange that a step of a run stands for. */
export function exchangeOf(
  observation: Pick<Observation, "exchanges">,
  run: BrowserRun,
  step: number | null,
): { readonly index: number; readonly exchange: Exchange } | null {
  const index = step === null ? null : (run.exchangeOfStep[step] ?? null);
  const exchange = index === null ? undefined : observation.exchanges[index];
  return index === null || exchange === undefined ? null : { index, exchange };
}
