import { DIAGNOSIS_DEADLINE_MS, MAX_EXCHANGES } from "#lib/config/limits.ts";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import { answerOf, type Answer, type OutgoingRequest } from "#lib/fetch/exchange.ts";
import type { BrowserProfile } from "#lib/fetch/profile.ts";
import {
  occurrenceCounter,
  recordingKey,
  requestKey,
  type EngineRun,
  type RecordedAnswer,
} from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { browserHeaders } from "./browser-headers.ts";
import { isUnsafe, reasonNotToSend, type SendingPolicy } from "./not-sent.ts";
import type { Transport } from "./transport.ts";

export interface ReplayPorts {
  readonly corsFetch: (request: FetchRequest, browser: BrowserProfile) => EngineRun;
  readonly transport: Transport;
  /** Address of this instance, named in `User-Agent`. */
  readonly publicUrl: string;
  readonly deadlineMs?: number;
  readonly maxExchanges?: number;
}

export interface ReplayOptions {
  readonly actualRequest: SendingPolicy;
  readonly body?: string | null;
  /** A `Cookie` value for the host of the request's URL. */
  readonly cookies?: string | null;
  /** Aborting rejects the replay with the signal's reason. */
  readonly signal: AbortSignal;
  readonly onStart?: (request: OutgoingRequest) => void;
  /** Called as each exchange ends, with its index in `exchanges`. */
  readonly onExchange?: (exchange: Exchange, index: number) => void;
}

/** A recorded answer together with the index of its exchange; null when the request was not sent. */
export interface ReplayedAnswer extends RecordedAnswer {
  readonly exchange: number | null;
}

export interface Replayed {
  /** One entry per distinct request and occurrence, in the order in which they were first asked for. */
  readonly recording: readonly ReplayedAnswer[];
  /** In the order sent. */
  readonly exchanges: readonly Exchange[];
  /** When the time for the diagnosis is over, on the clock of `performance.now()`. */
  readonly endsAt: number;
}

export type Replay = (
  request: FetchRequest,
  profiles: readonly BrowserProfile[],
  options: ReplayOptions,
) => Promise<Replayed>;

/**
 * Runs the engines one after another against the network. They share one memo of answers, so what all of them would
 * send alike is sent once.
 */
export function createReplay(ports: ReplayPorts): Replay {
  return async (request, profiles, options) => {
    const session = new ReplaySession(request, options, ports);
    for (const profile of profiles) await session.run(profile);
    return { recording: session.recording, exchanges: session.exchanges, endsAt: session.endsAt };
  };
}

class ReplaySession {
  readonly exchanges: Exchange[] = [];
  readonly endsAt: number;
  readonly #memo = new Map<string, ReplayedAnswer>();
  readonly #unsafeKeyByHop = new Map<number, string>();
  readonly #request: FetchRequest;
  readonly #options: ReplayOptions;
  readonly #ports: ReplayPorts;

  constructor(request: FetchRequest, options: ReplayOptions, ports: ReplayPorts) {
    this.#request = request;
    this.#options = options;
    this.#ports = ports;
    this.endsAt = performance.now() + (ports.deadlineMs ?? DIAGNOSIS_DEADLINE_MS);
  }

  get recording(): readonly ReplayedAnswer[] {
    return [...this.#memo.values()];
  }

  async run(profile: BrowserProfile): Promise<void> {
    const engine = this.#ports.corsFetch(this.#request, profile);
    const occurrenceOf = occurrenceCounter();
    const sequence: OutgoingRequest[] = [];
    let next = engine.next();
    while (!next.done) {
      const outgoing = next.value;
      sequence.push(outgoing);
      next = engine.next(await this.#answer(outgoing, occurrenceOf(outgoing), sequence, profile));
    }
  }

  async #answer(
    outgoing: OutgoingRequest,
    occurrence: number,
    sequence: readonly OutgoingRequest[],
    profile: BrowserProfile,
  ): Promise<Answer> {
    const key = recordingKey(outgoing, occurrence);
    const known = this.#memo.get(key);
    if (known) return known.answer;
    const notSent = reasonNotToSend(outgoing, {
      policy: this.#options.actualRequest,
      exchangesLeft: (this.#ports.maxExchanges ?? MAX_EXCHANGES) - this.exchanges.length,
      timeLeftMs: this.endsAt - performance.now(),
      unsafeKeyByHop: this.#unsafeKeyByHop,
    });
    if (notSent) {
      this.#memo.set(key, { request: outgoing, occurrence, answer: notSent, exchange: null });
      return notSent;
    }
    if (isUnsafe(outgoing)) this.#unsafeKeyByHop.set(outgoing.hop, requestKey(outgoing));
    const exchange = await this.#send(outgoing, sequence, profile);
    const answer = answerOf(exchange);
    const index = this.exchanges.push(exchange) - 1;
    this.#memo.set(key, { request: outgoing, occurrence, answer, exchange: index });
    this.#options.onExchange?.(exchange, index);
    return answer;
  }

  async #send(
    outgoing: OutgoingRequest,
    sequence: readonly OutgoingRequest[],
    { registrableDomain }: BrowserProfile,
  ): Promise<Exchange> {
    const { signal, cookies = null, body = null, onStart } = this.#options;
    const { transport, publicUrl } = this.#ports;
    const headers = browserHeaders(outgoing, {
      request: this.#request,
      sequence,
      registrableDomain,
      cookies,
      publicUrl,
    });
    onStart?.(outgoing);
    const sent = await transport.send(
      {
        method: outgoing.method,
        url: outgoing.url,
        headers,
        body: outgoing.withBody && body !== null ? Buffer.from(body, "utf8") : null,
      },
      { signal, deadlineMs: this.endsAt - performance.now() },
    );
    return { role: outgoing.role, hop: outgoing.hop, ...sent };
  }
}
