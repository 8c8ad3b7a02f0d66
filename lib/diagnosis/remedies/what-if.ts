import type { Edit, Exchange } from "#lib/contract/diagnosis.ts";
import type { BrowserName } from "#lib/contract/terms.ts";
import type { Browser } from "#lib/browsers/browser.ts";
import { CHROMIUM, FIREFOX, WEBKIT } from "#lib/browsers/browsers.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { IncomingResponse, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { getHeader, hasHeader, type HeaderList } from "#lib/fetch/header-list.ts";
import { drive, type FinishedRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { allExchanges, type Observation } from "../observation.ts";
import { editRequest, editResponse } from "./edits.ts";

/** What is known of the page's request and of the servers that it meets. */
export interface Known {
  readonly request: FetchRequest;
  readonly exchanges: readonly Exchange[];
  /** The exchanges that each browser had, as indexes, in its order. */
  readonly exchangesOf: Readonly<Partial<Record<BrowserName, readonly number[]>>>;
}

/** Where an answer comes from: seen for this very request, seen for one like it, or never seen. */
export type AnswerSource =
  | { readonly kind: "seen"; readonly exchange: number }
  | { readonly kind: "like"; readonly exchange: number }
  | { readonly kind: "assumed" };

/** One browser's fetch with edits applied. */
export interface WhatIfRun extends FinishedRun {
  /** The request with its edits. */
  readonly request: FetchRequest;
  readonly browser: Browser;
  /** For each step where its answer comes from. */
  readonly sources: readonly AnswerSource[];
}

/** What an observation knows. */
export function knownOf(observation: Observation): Known {
  const { request, runs } = observation;
  const exchangesOf = Object.fromEntries(
    [...runs].map(([name, { exchangeOfStep }]) => [name, exchangeOfStep.filter((index) => index !== null)]),
  );
  return { request, exchanges: allExchanges(observation), exchangesOf };
}

/** The browsers that a remedy has to satisfy. */
export const REMEDIED_BROWSERS: readonly Browser[] = [CHROMIUM, FIREFOX, WEBKIT];

/** Whether the page gets what it asked for. */
export function isThrough({ outcome }: FinishedRun): boolean {
  return outcome.outcome === "allowed" || outcome.outcome === "opaque";
}

/**
 * Runs one engine against the answers that are known, with edits applied to the request and to the answers. What was
 * never seen is taken to be a plain success without a header; then the edits have to say what it needs.
 */
export function whatIf(known: Known, edits: readonly Edit[], browser: Browser): WhatIfRun {
  const sources: AnswerSource[] = [];
  const answerTo = answersOf(known, browser.profile.name);
  const request = editRequest(known.request, edits);
  const run = drive(corsFetch(request, browser.profile), (outgoing, occurrence) => {
    const source = answerTo(outgoing, occurrence);
    sources.push(source);
    return editResponse(responseOf(known, source, outgoing), outgoing, edits);
  });
  return { browser, request, ...run, sources };
}

/** The first browser that still blocks, in the order in which developers meet them; null when all let the page through. */
export function firstBlocked(known: Known, edits: readonly Edit[]): WhatIfRun | null {
  for (const browser of REMEDIED_BROWSERS) {
    const run = whatIf(known, edits, browser);
    if (!isThrough(run)) return run;
  }
  return null;
}

/** Finds the answer to each request of one browser's run: its own exchanges come before those of other browsers. */
function answersOf(
  { request, exchanges, exchangesOf }: Known,
  browser: BrowserName,
): (outgoing: OutgoingRequest, occurrence: number) => AnswerSource {
  const counts = new Map<string, number>();
  const own: ReadonlySet<number> = new Set(exchangesOf[browser]);
  return (outgoing, occurrence) => {
    const alike = exchanges.flatMap((exchange, index) => (isLike(exchange, outgoing) ? [index] : []));
    const same = alike.filter((index) => isSame(exchanges[index], outgoing, request.headers));
    const ownSame = same.filter((index) => own.has(index));
    const place = `${outgoing.role} ${outgoing.url}`;
    const count = counts.get(place) ?? 0;
    counts.set(place, count + 1);
    const seen = (ownSame.length > 0 ? ownSame : same)[occurrence];
    if (seen !== undefined) return { kind: "seen", exchange: seen };
    // A probe asks in a way of its own, so it answers for nothing but that very question.
    const others = alike.filter((index) => exchanges[index]?.role !== "probe");
    const like = others[count] ?? others.at(-1);
    return like === undefined ? { kind: "assumed" } : { kind: "like", exchange: like };
  };
}

/** The same question to the same server, whatever else differs. */
function isLike({ role, request, response }: Exchange, outgoing: OutgoingRequest): boolean {
  if (response === null || request.method !== outgoing.method || request.url !== outgoing.url) return false;
  const isPreflight = hasHeader(request.headers, "access-control-request-method");
  return role === outgoing.role || (role === "probe" && isPreflight === (outgoing.role === "preflight"));
}

/** Whether the page's part of the request is what was sent; the transport's own headers do not count. */
function isSame(exchange: Exchange | undefined, { headers }: OutgoingRequest, author: HeaderList): boolean {
  if (exchange === undefined) return false;
  const names = [...ASKING_HEADER_NAMES, ...author.map(([name]) => name), ...headers.map(([name]) => name)];
  return names.every((name) => getHeader(exchange.request.headers, name) === getHeader(headers, name));
}

const ASKING_HEADER_NAMES = ["origin", "access-control-request-method", "access-control-request-headers"];

function responseOf({ exchanges }: Known, source: AnswerSource, { role }: OutgoingRequest): IncomingResponse {
  if (source.kind === "assumed") return { kind: "response", status: assumedStatus(role), headers: [] };
  const response = exchanges[source.exchange]?.response;
  if (response == null) throw new Error("only exchanges with a response answer");
  return { kind: "response", status: response.status, headers: response.headers };
}

/** The status of an answer that was never seen. */
export function assumedStatus(role: OutgoingRequest["role"]): number {
  return role === "preflight" ? 204 : 200;
}
