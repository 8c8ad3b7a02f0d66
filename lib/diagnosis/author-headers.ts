import type { Evidence } from "#lib/contract/diagnosis.ts";
import type { Severity } from "#lib/contract/terms.ts";
import { byteLowercase } from "#lib/fetch/header-list.ts";
import { blockedBy } from "./finding.ts";
import type { Observation } from "./observation.ts";
import { isRefused } from "./refused-headers.ts";

/** Headers that the page's code sets and that the browser sends, by what becomes of them. */
export interface AuthorHeaders {
  /** As the author wrote them. */
  readonly names: string[];
  /** Whether they are among the reasons for the preflight. */
  readonly arePreflighted: boolean;
  /** Whether there would be no preflight without them. */
  readonly areOnlyCause: boolean;
  /** Those that the answer to the preflight leaves out, where a browser blocks for such a reason. */
  readonly refused: string[];
  readonly evidence: Evidence[];
}

/** The author's headers of that kind, by their lower-case names; null when none is sent. */
export function authorHeaders(observation: Observation, isMeant: (lowerName: string) => boolean): AuthorHeaders | null {
  const { request, main } = observation;
  const dropped = new Set(main.outcome.droppedRequestHeaders.map(({ index }) => index));
  const sent = request.headers.flatMap(([name], index) =>
    isMeant(byteLowercase(name)) && !dropped.has(index) ? [{ name, index }] : [],
  );
  if (sent.length === 0) return null;
  const { because } = main.outcome.preflight;
  const isCause = ({ kind, name = "" }: (typeof because)[number]) => kind === "header" && isMeant(byteLowercase(name));
  const blocked = blockedBy(observation, (reason) => reason === "preflight-header-not-allowed");
  const names = [...new Set(sent.map(({ name }) => name))];
  return {
    names,
    arePreflighted: because.some(isCause),
    areOnlyCause: because.length > 0 && because.every(isCause),
    refused: blocked === null ? [] : names.filter((name) => isRefused(blocked, byteLowercase(name))),
    evidence: sent.map(({ index }) => ({ request: "headers", index })),
  };
}

/** What the findings about headers that a page could do without speak of. */
export type NeedlessHeadersParams = {
  names: string[];
  areOnlyCause: boolean;
  refused: string[];
};

/**
 * The author's headers of that kind where they matter: nothing else needs the preflight, or its answer refuses them.
 * A warning where the preflight fails.
 */
export function needlessHeaders(
  observation: Observation,
  isMeant: (lowerName: string) => boolean,
): { readonly params: NeedlessHeadersParams; readonly evidence: Evidence[]; readonly severity: Severity }[] {
  const headers = authorHeaders(observation, isMeant);
  if (headers === null || !(headers.areOnlyCause || headers.refused.length > 0)) return [];
  const { names, areOnlyCause, refused, evidence } = headers;
  const isFailed = observation.main.outcome.preflight.verdict === "failed";
  return [
    {
      params: { names, areOnlyCause, refused },
      evidence,
      severity: isFailed || refused.length > 0 ? "warning" : "info",
    },
  ];
}

/** One sentence: what the headers do to the request. */
export function whatHeadersDo({ names, areOnlyCause, refused }: NeedlessHeadersParams): string {
  if (!areOnlyCause) return `The answer to the preflight does not allow ${inBackticks(refused)}.`;
  const all = names.length === 1 ? "it" : "them";
  const which = refused.length === names.length ? all : inBackticks(refused);
  const refusal = refused.length === 0 ? "" : `, and its answer does not allow ${which}`;
  return `Nothing but ${inBackticks(names)} makes a preflight necessary${refusal}.`;
}

function inBackticks(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}
