import type { Exchange } from "#lib/contract/diagnosis.ts";
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import type { ObservedAnswer, ObservedRecord } from "#lib/diagnosis/observe.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { Answer, NotSent, OutgoingRequest } from "#lib/fetch/exchange.ts";
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

/** What a replay of the request over that network leaves behind. It has no cookies to send. */
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
  return { request, cookiesGiven: false, exchanges, recording: [...recording.values()] };
}

function observed(
  request: OutgoingRequest,
  occurrence: number,
  came: ReturnType<Network>,
  exchanges: Exchange[],
): ObservedAnswer {
  if ("kind" in came && came.kind === "not-sent") return { request, occurrence, answer: came, exchange: null };
  const exchange = exchanges.push(exchangeOf(request, came)) - 1;
  return { request, occurrence, answer: answerOf(came), exchange };
}

function answerOf(came: Reply | Failure): Answer {
  if ("kind" in came) return { kind: "failure", phase: came.phase, code: came.code };
  return { kind: "response", status: came.status, headers: came.headers };
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
