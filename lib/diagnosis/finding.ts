import type { Evidence, Finding } from "#lib/contract/diagnosis.ts";
import type { Reason, Severity } from "#lib/contract/terms.ts";
import { getHeaderLines, equalsByteCaseInsensitive, type HeaderList } from "#lib/fetch/header-list.ts";
import { exchangeOf, type BrowserRun, type Observation } from "./observation.ts";

export type FindingParams = Finding["params"];

/** One occurrence of a finding: its params and the lines that prove it. */
export interface Occurrence<P extends FindingParams> {
  readonly params: P;
  readonly evidence: readonly Evidence[];
  /** Overrides the definition's severity, where it depends on the case. */
  readonly severity?: Severity;
}

/** One thing worth knowing: what it is called, when it holds, and what it says. Pure, total, never throws. */
export interface FindingDefinition<Id extends string = string> {
  readonly id: Id;
  readonly severity: Severity;
  /** A descriptive title that stands without a case, for the list of all findings. */
  readonly title: string;
  /** Two or three sentences for the finding's own page. */
  readonly about: string;
  /** It names the cause behind the browser's message, which the message keeps quiet about, and is shown before it. */
  readonly isCause: boolean;
  readonly find: (observation: Observation) => Finding[];
}

interface Draft<Id extends string, P extends FindingParams> {
  readonly id: Id;
  readonly severity: Severity;
  readonly title: string;
  readonly about: string;
  readonly isCause?: boolean;
  readonly explain: (params: P) => string;
  readonly detect: (observation: Observation) => readonly Occurrence<P>[];
}

/** Ties a finding's params to its text, so that `explain` and `detect` agree. */
export function defineFinding<const Id extends string, P extends FindingParams>(
  draft: Draft<Id, P>,
): FindingDefinition<Id> {
  return {
    id: draft.id,
    severity: draft.severity,
    title: draft.title,
    about: draft.about,
    isCause: draft.isCause ?? false,
    find: (observation) =>
      draft.detect(observation).map(({ params, evidence, severity }) => ({
        id: draft.id,
        severity: severity ?? draft.severity,
        title: draft.title,
        explanation: draft.explain(params),
        params,
        evidence: [...evidence],
        docs: `/findings/${draft.id}`,
      })),
  };
}

/** What is known of the error that a reason finding speaks of. */
export interface BlockedCase {
  readonly observation: Observation;
  readonly run: BrowserRun;
  /** Index of the refused exchange; null when nothing was sent. */
  readonly exchange: number | null;
}

/** A finding that says why a browser blocks: it holds when an engine that counts gives that reason. */
export function defineReason<const Id extends Reason, P extends FindingParams>(draft: {
  readonly id: Id;
  readonly title: string;
  readonly about: string;
  readonly params: (blocked: BlockedCase) => P;
  readonly explain: (params: P) => string;
  readonly evidence: (blocked: BlockedCase) => readonly Evidence[];
}): FindingDefinition<Id> {
  return defineFinding({
    ...draft,
    severity: "error",
    detect: (observation) => {
      const blocked = blockedBy(observation, (reason) => reason === draft.id);
      return blocked === null ? [] : [{ params: draft.params(blocked), evidence: draft.evidence(blocked) }];
    },
  });
}

/** The first browser that blocks for such a reason. The standard alone blocks nobody. */
export function blockedBy(observation: Observation, isMeant: (reason: Reason) => boolean): BlockedCase | null {
  for (const [name, run] of observation.runs) {
    if (name === "standard" || run.outcome.error === null || !isMeant(run.outcome.error.reason)) continue;
    return { observation, run, exchange: exchangeOf(observation, run, run.outcome.error.exchange)?.index ?? null };
  }
  return null;
}

/** Evidence for the lines of that name in an exchange's response, or for their absence. */
export function responseHeaderEvidence(
  observation: Pick<Observation, "exchanges">,
  exchange: number | null,
  name: string,
): Evidence[] {
  const response = exchange === null ? null : observation.exchanges[exchange]?.response;
  if (exchange === null || !response) return [];
  const lines = indexesOf(response.headers, name);
  return lines.length === 0
    ? [{ exchange, missing: canonicalName(name) }]
    : lines.map((header) => ({ exchange, header }));
}

/** Evidence for the URL of a hop: the request's own, or the `Location` line that led there. */
export function urlEvidence(observation: Pick<Observation, "exchanges">, run: BrowserRun, hop: number): Evidence[] {
  if (hop === 0) return [{ request: "url" }];
  const redirect = run.steps.findLastIndex(({ request }) => request.hop === hop - 1 && request.role === "actual");
  return responseHeaderEvidence(observation, exchangeOf(observation, run, redirect)?.index ?? null, "location");
}

/** The value of a response header, empty when it is absent. */
export function responseHeader(
  observation: Pick<Observation, "exchanges">,
  exchange: number | null,
  name: string,
): string {
  const response = exchange === null ? null : observation.exchanges[exchange]?.response;
  return getHeaderLines(response?.headers ?? [], name).join(", ");
}

/** The value of a header that an exchange's request carries, empty when it is absent. */
export function requestHeader(
  observation: Pick<Observation, "exchanges">,
  exchange: number | null,
  name: string,
): string {
  const request = exchange === null ? undefined : observation.exchanges[exchange]?.request;
  return getHeaderLines(request?.headers ?? [], name).join(", ");
}

/** Evidence for the lines of that name in an exchange's request. */
export function requestHeaderEvidence(
  { exchanges }: Pick<Observation, "exchanges">,
  exchange: number | null,
  name: string,
): Evidence[] {
  const headers = exchange === null ? undefined : exchanges[exchange]?.request.headers;
  return exchange === null ? [] : indexesOf(headers ?? [], name).map((requestHeader) => ({ exchange, requestHeader }));
}

/** The spelling that documents use: `access-control-allow-origin` becomes `Access-Control-Allow-Origin`. */
function canonicalName(lowerName: string): string {
  return lowerName.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

function indexesOf(headers: HeaderList, name: string): number[] {
  return headers.flatMap(([candidate], index) => (equalsByteCaseInsensitive(candidate, name) ? [index] : []));
}
