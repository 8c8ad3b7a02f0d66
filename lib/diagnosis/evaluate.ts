import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { BrowserName, FailureCode, FailurePhase } from "#lib/contract/terms.ts";
import type { Browser } from "#lib/browsers/browser.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { trimOptionalWhitespace, type HeaderList } from "#lib/fetch/header-list.ts";
import { drive, occurrenceCounter, recordingKey } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { BrowserRun, Observation } from "./observation.ts";
import { observation } from "./observe.ts";

/** Which requests a supplied response answers; what is absent matches anything. */
export interface ResponseMatch {
  readonly role?: "preflight" | "actual" | undefined;
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Redirects followed before the request. */
  readonly hop?: number | undefined;
  readonly browsers?: readonly BrowserName[] | undefined;
}

/** A response or failure that the caller supplies instead of the network. */
export type SuppliedResponse = { readonly match?: ResponseMatch | undefined } & (
  | { readonly status: number; readonly headers: HeaderList }
  | { readonly failure: { readonly phase: FailurePhase; readonly code: FailureCode } }
);

/**
 * Runs every engine against supplied responses, each fed independently: a response with `match` answers every request
 * that it matches, the others are consumed in order. Too few leave the request unanswered.
 */
export function evaluate(
  request: FetchRequest,
  responses: readonly SuppliedResponse[],
  { cookiesGiven = false }: { readonly cookiesGiven?: boolean } = {},
): Observation {
  const exchanges: Exchange[] = [];
  const indexByQuestion = new Map<string, number>();
  const used = new Set<SuppliedResponse>();

  const runOf = (browser: Browser): BrowserRun => {
    const queue = responses.filter((response) => response.match === undefined);
    const supplied = new Map<OutgoingRequest, SuppliedResponse>();
    const run = drive(corsFetch(request, browser.profile), (outgoing) => {
      const response =
        responses.find(({ match }) => match !== undefined && matches(match, outgoing, browser)) ?? queue.shift();
      if (response === undefined) return { kind: "not-sent", because: "answer-missing" };
      used.add(response);
      supplied.set(outgoing, response);
      return answerOf(response);
    });
    const occurrenceOf = occurrenceCounter();
    const exchangeOfStep = run.steps.map(({ request: outgoing, answer }) => {
      const response = supplied.get(outgoing);
      const occurrence = occurrenceOf(outgoing);
      if (response === undefined) return null;
      const question = `${String(responses.indexOf(response))} ${recordingKey(outgoing, occurrence)}`;
      const known = indexByQuestion.get(question);
      if (known !== undefined) return known;
      indexByQuestion.set(question, exchanges.length);
      return exchanges.push(suppliedExchange(outgoing, answer)) - 1;
    });
    return { browser, ...run, exchangeOfStep, report: browser.report(request, run) };
  };

  const runs = observation({ request, cookiesGiven, exchanges }, runOf);
  return { ...runs, unusedResponses: responses.filter((response) => !used.has(response)).length };
}

function matches(
  { role, method, url, hop, browsers }: ResponseMatch,
  outgoing: OutgoingRequest,
  { profile }: Browser,
): boolean {
  return (
    (role === undefined || role === outgoing.role) &&
    (hop === undefined || hop === outgoing.hop) &&
    (browsers === undefined || browsers.includes(profile.name)) &&
    (method === undefined || method === outgoing.method) &&
    (url === undefined || url === outgoing.url || (URL.canParse(url) && new URL(url).href === outgoing.url))
  );
}

function answerOf(response: SuppliedResponse): Answer {
  if ("failure" in response) return { kind: "failure", ...response.failure };
  return {
    kind: "response",
    status: response.status,
    headers: response.headers.map(([name, value]) => [name, trimOptionalWhitespace(value)]),
  };
}

/** An exchange that no wire has seen: what the engine asked for, and what it was given. */
export function suppliedExchange(outgoing: OutgoingRequest, answer: Answer): Exchange {
  const { role, hop, method, url, headers } = outgoing;
  return {
    role,
    hop,
    request: { method, url, headers },
    response:
      answer.kind === "response"
        ? { status: answer.status, httpVersion: null, headers: answer.headers, bodyStart: null }
        : null,
    failure:
      answer.kind === "failure" ? { phase: answer.phase, code: answer.code, message: failureSentence(answer) } : null,
    remoteAddress: null,
    timingMs: null,
  };
}

function failureSentence({ phase, code }: { phase: FailurePhase; code: FailureCode }): string {
  return `the caller says that it failed (${phase}: ${code.replaceAll("-", " ")}).`;
}
