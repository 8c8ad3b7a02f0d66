import type { Exchange } from "#lib/contract/diagnosis.ts";
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import type { ObservedAnswer, ObservedRecord } from "#lib/diagnosis/observe.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { NotSent, OutgoingRequest } from "#lib/fetch/exchange.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import { drive, recordingKey } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";

interface Reply {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: string;
}

/** A network as a function: what comes back depends on the request alone. */
export type Network = (outgoing: OutgoingRequest) => Reply | NotSent;

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
  reply: Reply | NotSent,
  exchanges: Exchange[],
): ObservedAnswer {
  if ("kind" in reply) return { request, occurrence, answer: reply, exchange: null };
  const { status, headers } = reply;
  const exchange = exchanges.push(exchangeOf(request, reply)) - 1;
  return { request, occurrence, answer: { kind: "response", status, headers }, exchange };
}

function exchangeOf({ role, hop, method, url, headers }: OutgoingRequest, reply: Reply): Exchange {
  const isReadable = reply.status >= 300 && reply.body !== "";
  return {
    role,
    hop,
    request: { method, url, headers },
    response: {
      status: reply.status,
      httpVersion: null,
      headers: reply.headers,
      // As in a replay, which leaves what went well alone.
      bodyStart: isReadable ? reply.body : null,
    },
    failure: null,
    // Nothing is resolved: a name stands for its address.
    remoteAddress: new URL(url).hostname,
    timingMs: null,
  };
}
