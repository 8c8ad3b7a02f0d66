import type { Exchange } from "#lib/contract/diagnosis.ts";
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import { MAX_PROBES } from "#lib/config/limits.ts";
import type { Observation } from "#lib/diagnosis/observation.ts";
import { observe, type ObservedAnswer, type ObservedRecord } from "#lib/diagnosis/observe.ts";
import { NO_PROBES, type AskedProbe, type AskedProbes } from "#lib/diagnosis/probes/fact.ts";
import { conclusionOf, NOT_ASKED, probing } from "#lib/diagnosis/probes/probing.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { answerOf, type NotSent, type OutgoingRequest } from "#lib/fetch/exchange.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import { drive, recordingKey } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { isOkStatus } from "#lib/fetch/response-status.ts";

interface Reply {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: string;
}

type Failure = { readonly kind: "failure" } & NonNullable<Exchange["failure"]>;

/** A network as a function: what comes back depends on the request alone. */
export type Network = (outgoing: OutgoingRequest) => Reply | Failure | NotSent;

/** What a replay of the request over that network, and the probes after it, leave behind. There are no cookies to send. */
export function recordOver(request: FetchRequest, network: Network): ObservedRecord {
  const exchanges: Exchange[] = [];
  const recording = new Map<string, ObservedAnswer>();
  for (const { profile } of Object.values(BROWSERS_BUILT)) {
    drive(corsFetch(request, profile), (outgoing, occurrence) => {
      const key = recordingKey(outgoing, occurrence);
      const entry = recording.get(key) ?? observed(outgoing, occurrence, network(outgoing), exchanges);
      recording.set(key, entry);
      return entry.answer;
    });
  }
  const record = { request, cookiesGiven: false, exchanges, recording: [...recording.values()], probes: NO_PROBES };
  return { ...record, probes: probesOver(observe(record), network) };
}

function probesOver(observation: Observation, network: Network): AskedProbes {
  const asked: AskedProbe[] = [];
  const run = probing(observation);
  let leftOut: AskedProbes["leftOut"] = null;
  let next = run.next();
  while (!next.done) {
    const probe = next.value;
    const came = network(probe.outgoing);
    if (asked.length === MAX_PROBES) leftOut = "probes";
    if (leftOut !== null || isNotSent(came)) {
      next = run.next(NOT_ASKED);
      continue;
    }
    const exchange = { ...exchangeOf(probe.outgoing, came), role: "probe" as const, purpose: probe.purpose };
    const answer = answerOf(exchange);
    asked.push({ id: probe.id, exchange: { ...exchange, conclusion: conclusionOf(probe, answer) } });
    next = run.next({ answer, exchange: observation.exchanges.length + asked.length - 1 });
  }
  return { asked, leftOut };
}

function observed(
  request: OutgoingRequest,
  occurrence: number,
  came: ReturnType<Network>,
  exchanges: Exchange[],
): ObservedAnswer {
  if (isNotSent(came)) return { request, occurrence, answer: came, exchange: null };
  const exchange = exchangeOf(request, came);
  return { request, occurrence, answer: answerOf(exchange), exchange: exchanges.push(exchange) - 1 };
}

function isNotSent(came: ReturnType<Network>): came is NotSent {
  return "kind" in came && came.kind === "not-sent";
}

function exchangeOf({ role, hop, method, url, headers }: OutgoingRequest, came: Reply | Failure): Exchange {
  const common = { role, hop, request: { method, url, headers }, timingMs: null };
  if ("kind" in came) {
    const { phase, code, message } = came;
    return { ...common, response: null, failure: { phase, code, message }, remoteAddress: null };
  }
  // As in a replay, which leaves what went well alone.
  const isBodyRead = !isOkStatus(came.status) && came.body !== "";
  return {
    ...common,
    response: {
      status: came.status,
      httpVersion: null,
      headers: came.headers,
      bodyStart: isBodyRead ? came.body : null,
    },
    failure: null,
    // Nothing is resolved: a name stands for its address.
    remoteAddress: new URL(url).hostname,
  };
}
