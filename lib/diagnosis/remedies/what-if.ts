import type { Edit, Exchange } from "#lib/contract/diagnosis.ts";
import type { BrowserName } from "#lib/contract/terms.ts";
import type { Browser } from "#lib/browsers/browser.ts";
import { CHROMIUM, FIREFOX, WEBKIT } from "#lib/browsers/browsers.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { IncomingResponse, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { byteLowercase, hasHeader, type HeaderList } from "#lib/fetch/header-list.ts";
import { drive, type FinishedRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { allExchanges, type Observation } from "../observation.ts";
import { editRequest, editResponse } from "./edits.ts";

/** What is known of the page's request and of the servers that it meets. */
export interface Known {
  readonly request: FetchRequest;
  readonly exchanges: readonly Exchange[];
  /** The exchanges that each browser had, as indexes. */
  readonly exchangesOf: ReadonlyMap<BrowserName, ReadonlySet<number>>;
  /** The answers by the place that was asked, in the order of the exchanges. */
  readonly answersAt: ReadonlyMap<string, readonly KnownAnswer[]>;
  /** Names of the request headers that tell two questions to the same place apart, in lower case. */
  readonly tellingNames: ReadonlySet<string>;
}

interface KnownAnswer {
  readonly exchange: number;
  readonly isProbe: boolean;
  /** What the page's part of the request said. */
  readonly question: string;
}

const ASKING_HEADER_NAMES = [
  "origin",
  "access-control-request-method",
  "access-control-request-headers",
  "content-type",
];

/** Prepares what is known for many runs. */
export function know(request: FetchRequest, exchanges: readonly Exchange[], exchangesOf: Known["exchangesOf"]): Known {
  const tellingNames = new Set([...ASKING_HEADER_NAMES, ...request.headers.map(([name]) => byteLowercase(name))]);
  const answersAt = new Map<string, KnownAnswer[]>();
  for (const [exchange, { role, request: asked, response }] of exchanges.entries()) {
    if (response === null) continue;
    const isProbe = role === "probe";
    const isPreflight = isProbe ? hasHeader(asked.headers, "access-control-request-method") : role === "preflight";
    const place = placeOf(isPreflight ? "preflight" : "actual", asked);
    const question = questionOf(asked.headers, tellingNames);
    answersAt.set(place, [...(answersAt.get(place) ?? []), { exchange, isProbe, question }]);
  }
  return { request, exchanges, exchangesOf, answersAt, tellingNames };
}

function placeOf(role: OutgoingRequest["role"], { method, url }: Pick<OutgoingRequest, "method" | "url">): string {
  return `${role} ${method} ${url}`;
}

/** The page's part of the request; the transport's own headers do not count. */
function questionOf(headers: HeaderList, tellingNames: ReadonlySet<string>): string {
  const lines = new Map<string, string>();
  for (const [name, value] of headers) {
    const lower = byteLowercase(name);
    if (!tellingNames.has(lower)) continue;
    const earlier = lines.get(lower);
    lines.set(lower, earlier === undefined ? value : `${earlier}, ${value}`);
  }
  return JSON.stringify([...lines].sort(([a], [b]) => (a < b ? -1 : 1)));
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
  const exchangesOf = [...observation.runs].map(
    ([name, { exchangeOfStep }]) => [name, new Set(exchangeOfStep.filter((index) => index !== null))] as const,
  );
  return know(observation.request, allExchanges(observation), new Map(exchangesOf));
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
  { answersAt, exchangesOf, tellingNames }: Known,
  browser: BrowserName,
): (outgoing: OutgoingRequest, occurrence: number) => AnswerSource {
  const counts = new Map<string, number>();
  const own = exchangesOf.get(browser);
  return (outgoing, occurrence) => {
    const place = placeOf(outgoing.role, outgoing);
    const count = counts.get(place) ?? 0;
    counts.set(place, count + 1);
    const alike = answersAt.get(place);
    if (alike === undefined) return { kind: "assumed" };
    const question = questionOf(outgoing.headers, tellingNames);
    const same = alike.filter((answer) => answer.question === question);
    const ownSame = same.filter(({ exchange }) => own?.has(exchange));
    const seen = (ownSame.length > 0 ? ownSame : same)[occurrence];
    if (seen !== undefined) return { kind: "seen", exchange: seen.exchange };
    // A probe asks in a way of its own, so it answers for nothing but that very question.
    const others = alike.filter(({ isProbe }) => !isProbe);
    const like = others[count] ?? others.at(-1);
    return like === undefined ? { kind: "assumed" } : { kind: "like", exchange: like.exchange };
  };
}

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
