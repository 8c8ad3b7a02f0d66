import { CHROMIUM } from "#lib/browsers/browsers.ts";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { isSharedWith } from "#lib/fetch/cors-check.ts";
import type { Answer, IncomingResponse, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { byteLowercase, getHeader, hasHeader } from "#lib/fetch/header-list.ts";
import { OPAQUE_ORIGIN, type Origin } from "#lib/fetch/origin.ts";
import type { FetchOutcome, RunStep } from "#lib/fetch/outcome.ts";
import { drive } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { Observation } from "../observation.ts";
import { isSecretHeaderName } from "../secrets.ts";

/** One more question to the server, beside the requests of the page. */
export interface Probe {
  readonly id: string;
  /** A sentence: what is asked, and why. It quotes no URL and no value that the author wrote. */
  readonly purpose: string;
  readonly outgoing: OutgoingRequest;
  /** The fetch that `outgoing` would be the first request of; what a browser adds depends on it. */
  readonly request: FetchRequest;
  /** A sentence: what is learned. */
  readonly conclude: (response: IncomingResponse) => string;
}

export interface ProbeAnswer {
  readonly answer: Answer;
  /** The place of its exchange in the diagnosis; null when the probe was not sent. */
  readonly exchange: number | null;
}

/** A line of questions: yields probes, is fed their answers, and returns what they have shown. Does no I/O. */
export type Probing<T> = Generator<Probe, T, ProbeAnswer>;

/** A response to a probe. */
export interface Answered {
  readonly response: IncomingResponse;
  readonly exchange: number;
}

/** A request of the page's that probes vary. */
export interface Subject {
  /** Its place among the exchanges. */
  readonly index: number;
  readonly exchange: Exchange;
  readonly step: RunStep;
  readonly response: IncomingResponse;
  /** The fetch that this would be the first request of. */
  readonly request: FetchRequest;
}

/** An origin that no server has in a list. The scheme is the target's, so that no content is mixed. */
export function strangeOrigin(url: string): Extract<Origin, { kind: "tuple" }> {
  const { protocol } = new URL(url);
  return { kind: "tuple", scheme: protocol.slice(0, -1), serialized: `${protocol}//preflight-probe.example` };
}

/** Chromium, but asking for permission even where there is no upload to listen to. */
const PROFILE = { ...CHROMIUM.profile, observesOnlyUploadsWithBody: false };

const METHODS: readonly string[] = ["OPTIONS", "GET", "HEAD"];

/** The first request of a fetch; null when it must not be sent as a probe, or when the browser sends nothing. */
export function firstRequest(request: FetchRequest): OutgoingRequest | null {
  const [first] = drive(corsFetch(request, PROFILE), () => ({ kind: "not-sent", because: "planning" })).steps;
  if (first === undefined || !METHODS.includes(first.request.method) || first.request.withBody) return null;
  return first.request.headers.some(([name]) => isSecretHeaderName(name)) ? null : first.request;
}

/** What the fetch comes to when its first request gets that response, and no other is sent. */
export function outcomeAfter(request: FetchRequest, response: IncomingResponse): FetchOutcome {
  let isFirst = true;
  return drive(corsFetch(request, PROFILE), () => {
    const answer: Answer = isFirst ? response : { kind: "not-sent", because: "planning" };
    isFirst = false;
    return answer;
  }).outcome;
}

/** Whether a response lets a page of that origin read it. */
export function isShared(
  response: IncomingResponse,
  origin: Origin,
  credentials: FetchRequest["credentials"],
): boolean {
  return isSharedWith(response, origin, credentials, PROFILE);
}

/** Asks the first request of a fetch; null when it cannot be asked, was not sent or has no response. */
export function* ask(
  request: FetchRequest,
  question: Pick<Probe, "id" | "purpose" | "conclude">,
  outgoing = firstRequest(request),
): Probing<Answered | null> {
  if (outgoing === null) return null;
  const { answer, exchange } = yield { ...question, request, outgoing };
  return answer.kind === "response" && exchange !== null ? { response: answer, exchange } : null;
}

/**
 * The request of a step as the first one of a fetch, without the redirects that led to it; null when there is no
 * response to it.
 */
export function subjectOf({ request, main, exchanges }: Observation, stepIndex: number): Subject | null {
  const step = main.steps[stepIndex];
  const index = main.exchangeOfStep[stepIndex] ?? null;
  const exchange = index === null ? undefined : exchanges[index];
  if (step?.answer.kind !== "response" || index === null || exchange === undefined) return null;
  const { role, url, headers, method } = step.request;
  const named = namesAskedFor(step.request);
  const isPreflight = role === "preflight";
  return {
    index,
    exchange,
    step,
    response: step.answer,
    request: {
      ...request,
      url,
      origin: getHeader(headers, "origin") === "null" ? OPAQUE_ORIGIN : request.origin,
      method: isPreflight ? (getHeader(headers, "access-control-request-method") ?? method) : method,
      headers: request.headers.filter(([name]) =>
        isPreflight ? named.includes(byteLowercase(name)) : hasHeader(headers, name),
      ),
      body: "none",
      useCorsPreflight: isPreflight,
    },
  };
}

/** The header names that a preflight asks for, in lower case. */
export function namesAskedFor({ headers }: Pick<OutgoingRequest, "headers">): string[] {
  return getHeader(headers, "access-control-request-headers")?.split(",") ?? [];
}
