import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { BrowserName } from "#lib/contract/terms.ts";
import type { Browser } from "#lib/browsers/browser.ts";
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { answersFrom, drive, occurrenceCounter, recordingKey, type RecordedAnswer } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { BrowserRun, Observation } from "./observation.ts";
import { NO_PROBES, type AskedProbes } from "./probes/fact.ts";
import { resultsOf } from "./probes/probing.ts";

/** A recorded answer with the index of its exchange; null when the request was not sent. */
export interface ObservedAnswer extends RecordedAnswer {
  readonly exchange: number | null;
}

export interface ObservedRecord {
  readonly request: FetchRequest;
  readonly cookiesGiven: boolean;
  readonly exchanges: readonly Exchange[];
  readonly recording: readonly ObservedAnswer[];
  readonly probes: AskedProbes;
}

/** Runs every engine that is built against what was recorded. */
export function observe(record: ObservedRecord): Observation {
  const answers = answersFrom(record.recording);
  const exchanges = new Map(
    record.recording.map((entry) => [recordingKey(entry.request, entry.occurrence), entry.exchange]),
  );
  const observed = observation(record, (browser) => {
    const run = drive(corsFetch(record.request, browser.profile), answers);
    const occurrenceOf = occurrenceCounter();
    const exchangeOfStep = run.steps.map(
      ({ request }) => exchanges.get(recordingKey(request, occurrenceOf(request))) ?? null,
    );
    return { browser, ...run, exchangeOfStep, report: browser.report(record.request, run) };
  });
  const isProbed = record.probes.asked.length > 0 || record.probes.leftOut !== null;
  return isProbed ? { ...observed, probes: resultsOf(observed, record.probes) } : observed;
}

/** Puts the runs of all engines together; the first one built gives the diagnosis its verdict. */
export function observation(
  record: Pick<ObservedRecord, "request" | "cookiesGiven" | "exchanges"> & { readonly unusedResponses?: number },
  runOf: (browser: Browser) => BrowserRun,
): Observation {
  const runs = new Map<BrowserName, BrowserRun>();
  for (const browser of Object.values(BROWSERS_BUILT)) runs.set(browser.profile.name, runOf(browser));
  const main = runs.get("chromium");
  if (main === undefined) throw new Error("the chromium engine is always built");
  const { request, cookiesGiven, exchanges, unusedResponses = 0 } = record;
  return { request, cookiesGiven, exchanges, probes: NO_PROBES, runs, main, unusedResponses };
}
