import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import { MAX_PROBES } from "#lib/config/limits.ts";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import { observe, type ObservedAnswer, type ObservedRecord } from "#lib/diagnosis/observe.ts";
import { NO_PROBES, type AskedProbe } from "#lib/diagnosis/probes/fact.ts";
import { conclusionOf, NOT_ASKED, probing } from "#lib/diagnosis/probes/probing.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { answerOf, type Answer, type OutgoingRequest } from "#lib/fetch/exchange.ts";
import { getHeader, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { drive, recordingKey } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";

/** What a server sees of a request. */
export interface Seen {
  readonly method: string;
  readonly url: URL;
  readonly origin: string | null;
  /** Of a preflight; empty for other requests. */
  readonly asksFor: string;
  /** Of a preflight. */
  readonly asksForHeaders: readonly string[];
  readonly headers: HeaderList;
}

/** A server as a function; null when it breaks the connection off. */
export type SimulatedServer = (seen: Seen) => { readonly status: number; readonly headers: HeaderList } | null;

/** What a diagnosis leaves behind: what all browsers got of the server, and the probes. */
export function recordOf(
  request: FetchRequest,
  server: SimulatedServer,
  maxProbes: number = MAX_PROBES,
): ObservedRecord {
  const exchanges: Exchange[] = [];
  const entries = new Map<string, ObservedAnswer>();
  for (const { profile } of Object.values(BROWSERS_BUILT)) {
    drive(corsFetch(request, profile), (outgoing, occurrence) => {
      const key = recordingKey(outgoing, occurrence);
      const known = entries.get(key);
      if (known) return known.answer;
      const isHeldBack = outgoing.preflighted && !["GET", "HEAD", "OPTIONS"].includes(outgoing.method);
      const exchange = isHeldBack ? null : exchangeWith(server, outgoing);
      const answer: Answer =
        exchange === null ? { kind: "not-sent", because: "actual-request-policy" } : answerOf(exchange);
      const index = exchange === null ? null : exchanges.push(exchange) - 1;
      entries.set(key, { request: outgoing, occurrence, answer, exchange: index });
      return answer;
    });
  }
  const record = { request, cookiesGiven: true, exchanges, recording: [...entries.values()], probes: NO_PROBES };
  const asked: AskedProbe[] = [];
  const run = probing(observe(record));
  let leftOut: "probes" | null = null;
  let next = run.next();
  while (!next.done) {
    if (asked.length === maxProbes) {
      leftOut = "probes";
      next = run.next(NOT_ASKED);
      continue;
    }
    const { id, outgoing, purpose } = next.value;
    const sent = exchangeWith(server, outgoing);
    const answer = answerOf(sent);
    const exchange = { ...sent, role: "probe" as const, purpose, conclusion: conclusionOf(next.value, answer) };
    const index = exchanges.length + asked.push({ id, exchange }) - 1;
    next = run.next({ answer, exchange: index });
  }
  return { ...record, probes: { asked, leftOut } };
}

function exchangeWith(server: SimulatedServer, { role, hop, method, url, headers }: OutgoingRequest): Exchange {
  const asked = getHeader(headers, "access-control-request-headers");
  const answer = server({
    method,
    url: new URL(url),
    origin: getHeader(headers, "origin"),
    asksFor: getHeader(headers, "access-control-request-method") ?? "",
    asksForHeaders: asked?.split(",") ?? [],
    headers,
  });
  return {
    role,
    hop,
    request: { method, url, headers },
    response: answer && { ...answer, httpVersion: null, bodyStart: null },
    failure: answer ? null : { phase: "response", code: "connection-closed", message: "It closed the connection." },
    remoteAddress: "192.0.2.1",
    timingMs: null,
  };
}

/** The lines of an answer that lets that origin in for all methods and headers. */
export function allowing(origin: string | null, ...lines: readonly HeaderLine[]): HeaderList {
  return [
    ["Access-Control-Allow-Origin", origin ?? "*"],
    ["Access-Control-Allow-Methods", "GET, PUT, DELETE"],
    ["Access-Control-Allow-Headers", "content-type, x-a, x-b, x-c, x-d, x-e"],
    ...lines,
  ];
}
