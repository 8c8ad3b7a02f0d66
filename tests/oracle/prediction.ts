import type { Browser } from "#lib/browsers/browser.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { byteLowercase, getHeader, type HeaderList } from "#lib/fetch/header-list.ts";
import { drive, type FinishedRun } from "#lib/fetch/recording.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import { enginesAnswers, fieldsOf, isPreflight, type OracleCase } from "./case.ts";
import type { Observation } from "./oracle.ts";

/** What the engine says of a case, in the form in which a real browser is observed. */
export interface Prediction {
  readonly observation: Observation;
  readonly run: FinishedRun;
}

export function predict(oracleCase: OracleCase, { profile, report: reportOf }: Browser): Prediction {
  const read = readFields(fieldsOf(oracleCase));
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  const run = drive(corsFetch(read.request, profile), enginesAnswers(oracleCase));
  const report = reportOf(read.request, run);
  const { readable } = run.outcome;
  return {
    run,
    observation: {
      type: readable.type === "error" ? null : readable.type,
      exception: report.exception,
      readable: readable.headers,
      console: [report.console.reason, ...report.console.also].filter((line) => line !== null),
      corsError: report.corsError ?? null,
      wire: run.steps.map(({ request: { method, url, headers } }) => ({ method, url, headers })),
    },
  };
}

/** What two observations of a case can differ in, the gravest first. */
export const DIFFERENCES = ["verdict", "wire", "reason", "console", "exception", "readable"] as const;
export type Difference = (typeof DIFFERENCES)[number];

/** In what the engine is wrong about a case; some lines of the console cannot be compared. */
export function differences(
  oracleCase: OracleCase,
  predicted: Observation,
  observed: Observation,
  leavesOut: RegExp | null,
): Difference[] {
  const lines = ({ console }: Observation) => console.filter((line) => leavesOut?.test(line) !== true);
  const aspects: Record<Difference, (observation: Observation) => unknown> = {
    verdict: ({ type }) => type,
    wire: (observation) => comparableWire(oracleCase, observation),
    reason: (observation) => [lines(observation)[0] ?? null, observation.corsError],
    console: lines,
    exception: ({ exception }) => exception,
    readable: ({ readable, wire }) => (wire.length === 0 ? [] : ownHeaders(oracleCase, readable)),
  };
  return DIFFERENCES.filter(
    (aspect) => JSON.stringify(aspects[aspect](predicted)) !== JSON.stringify(aspects[aspect](observed)),
  );
}

const ALWAYS = [
  "origin",
  "access-control-request-method",
  "access-control-request-headers",
  "content-type",
  "authorization",
];
/** Names that transports set, too, or whose values they write anew. */
const TRANSPORTS_OWN = ["host", "cookie", "date", "via", "user-agent", "accept", "accept-language", "range"];

/** The requests of an observation, with what is compared of them. */
export function comparableWire({ request: { headers } }: OracleCase, { wire }: Observation) {
  return wire.map((request) => comparable(request, headers));
}

/** The part of a request that is decided by the page and by CORS, not by the transport. */
function comparable({ method, url, headers }: Observation["wire"][number], authors: HeaderList) {
  const authorsNames = isPreflight(method, headers) ? [] : authors.map(([name]) => byteLowercase(name));
  const names = new Set([...authorsNames, ...ALWAYS].filter((name) => !TRANSPORTS_OWN.includes(name)));
  const kept = [...names].sort().map((name) => [name, getHeader(headers, name)]);
  return { method, url, headers: kept.filter(([, value]) => value !== null) };
}

/** The names that a case's own servers sent: transports add some. */
function ownHeaders({ hops }: OracleCase, readable: readonly string[]): string[] {
  const own = new Set(hops.flatMap(({ actual }) => actual.headers.map(([name]) => byteLowercase(name))));
  return readable.filter((name) => own.has(name)).sort();
}
