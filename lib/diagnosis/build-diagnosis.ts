import type {
  BrowserVerdict,
  Diagnosis,
  DiagnosedRequest,
  Finding,
  ServerClue,
  TraceStep,
} from "#lib/contract/diagnosis.ts";
import { SEVERITIES, type Outcome, type Source } from "#lib/contract/terms.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import { SPEC } from "#lib/fetch/spec.ts";
import { FINDINGS } from "./findings/index.ts";
import { allExchanges, type BrowserRun, type Observation } from "./observation.ts";
import { remedied, type Remedied } from "./remedies/remedies.ts";
import { knownOf } from "./remedies/what-if.ts";
import { recognizeServers } from "./servers/recognize-servers.ts";
import { summarize } from "./summary.ts";

/** What the engines cannot know of the request. */
export interface RequestFacts {
  readonly bodyBytes: number;
  readonly cookiesSent: boolean;
}

/** The diagnosis of an observation, not yet saved: `id`, `permalink` and the dates are null. */
export function buildDiagnosis(observation: Observation, source: Source, facts: RequestFacts): Diagnosis {
  const { main } = observation;
  const findings = findingsOf(observation);
  const outcome = agreedOutcome(observation);
  const server = recognizeServers(observation.exchanges);
  const { problems, remedies } = whatHelps(observation, server);
  return {
    version: 1,
    source,
    id: null,
    permalink: null,
    createdAt: null,
    expiresAt: null,
    request: diagnosedRequest(observation, facts),
    outcome,
    reason: outcome === "varies" ? null : (main.outcome.error?.reason ?? null),
    summary: summarize(observation, findings, outcome),
    preflight: main.outcome.preflight,
    exchanges: [...allExchanges(observation)],
    trace: traceOf(main),
    findings,
    problems,
    browsers: Object.fromEntries([...observation.runs].map(([name, run]) => [name, verdictOf(run, main)])),
    readable: main.outcome.readable,
    remedies,
    server,
  };
}

/** Remedies are for requests that a browser blocks, not for those whose answer is missing. */
function whatHelps(observation: Observation, servers: readonly ServerClue[]): Remedied {
  const isBlocked = [...observation.runs].some(([name, run]) => name !== "standard" && run.outcome.error !== null);
  return isBlocked
    ? remedied(
        knownOf(observation),
        servers.map(({ name }) => name),
      )
    : { problems: [], remedies: [] };
}

/** All findings, the most severe first. */
function findingsOf(observation: Observation): Finding[] {
  const findings = FINDINGS.flatMap((definition) => definition.find(observation));
  return findings.sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));
}

/** The outcome that all browsers share; `varies` when they do not. The standard is not a browser. */
function agreedOutcome(observation: Observation): Outcome {
  const outcomes = new Set<Outcome>();
  for (const [name, run] of observation.runs) {
    if (name !== "standard") outcomes.add(run.outcome.outcome);
  }
  return outcomes.size > 1 ? "varies" : observation.main.outcome.outcome;
}

function diagnosedRequest({ request }: Observation, facts: RequestFacts): DiagnosedRequest {
  const { url, method, headers, credentials, mode, redirect, initiator } = request;
  const origin = serializeOrigin(request.origin);
  return { url, origin, method, headers, credentials, mode, redirect, initiator, ...facts };
}

function traceOf(run: BrowserRun): TraceStep[] {
  return run.outcome.trace.map(({ algorithm, step, exchange, outcome, detail }) => ({
    algorithm,
    step,
    spec: SPEC[algorithm],
    exchange: exchange === null ? null : (run.exchangeOfStep[exchange] ?? null),
    outcome,
    detail,
  }));
}

function verdictOf(run: BrowserRun, main: BrowserRun): BrowserVerdict {
  const { outcome, report } = run;
  const differs = <T>(value: T, other: T) => JSON.stringify(value) !== JSON.stringify(other);
  return {
    outcome: outcome.outcome,
    reason: outcome.error?.reason ?? null,
    exchanges: run.exchangeOfStep.filter((index) => index !== null),
    console: { reason: report.console.reason, also: [...report.console.also] },
    exception: report.exception,
    ...(report.corsError === undefined ? {} : { corsError: report.corsError }),
    preflightCacheSeconds: outcome.preflightCacheSeconds,
    ...(differs(outcome.preflight, main.outcome.preflight) ? { preflight: outcome.preflight } : {}),
    ...(differs(outcome.readable, main.outcome.readable) ? { readable: outcome.readable } : {}),
  };
}
