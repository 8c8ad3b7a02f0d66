import type { Exchange, TimingMs } from "#lib/contract/diagnosis.ts";
import type { ConnectionProgress } from "#lib/egress/connector.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import type { ExchangeFailureCode } from "./failure.ts";
import { failureSentence } from "./failure-sentence.ts";

/** One HTTP/1.1 request. `Host`, `Connection` and `Content-Length` are added by the transport. */
export interface WireRequest {
  readonly method: string;
  /** Absolute, without fragment. */
  readonly url: string;
  readonly headers: HeaderList;
  readonly body: Uint8Array | null;
}

export type WireExchange = Pick<Exchange, "request" | "response" | "failure" | "remoteAddress" | "timingMs">;

/** Methods for which undici writes `Content-Length: 0` when there is no body. */
const METHODS_THAT_EXPECT_A_BODY: readonly string[] = ["PUT", "POST", "PATCH", "QUERY", "PROPFIND", "PROPPATCH"];

/** What one exchange has shown so far. */
export class WireObservation {
  readonly #request: WireRequest;
  readonly #startedAt = performance.now();
  #connectedAt = this.#startedAt;
  #remoteAddress: string | null = null;
  #timing: Omit<TimingMs, "total"> = { dns: null, connect: null, tls: null, firstByte: null };

  constructor(request: WireRequest) {
    this.#request = request;
  }

  progress(progress: ConnectionProgress): void {
    this.#timing = { ...this.#timing, [progress.phase]: roundMs(progress.durationMs) };
    if (progress.phase === "connect") this.#remoteAddress = progress.remoteAddress;
    this.#connectedAt = performance.now();
  }

  headersArrived(): void {
    this.#timing = { ...this.#timing, firstByte: roundMs(performance.now() - this.#connectedAt) };
  }

  answered(response: NonNullable<Exchange["response"]>): WireExchange {
    return { ...this.#common(), response, failure: null };
  }

  failed(failure: ExchangeFailureCode): WireExchange {
    return { ...this.#common(), response: null, failure: { ...failure, message: failureSentence(failure) } };
  }

  #common(): Omit<WireExchange, "response" | "failure"> {
    const { method, url } = this.#request;
    return {
      request: { method, url, headers: sentLines(this.#request) },
      remoteAddress: this.#remoteAddress,
      timingMs: { ...this.#timing, total: roundMs(performance.now() - this.#startedAt) },
    };
  }
}

/** The lines as undici writes them, with its own. */
function sentLines({ method, url, headers, body }: WireRequest): HeaderList {
  const length = body?.length ?? 0;
  const sendsLength = length > 0 || METHODS_THAT_EXPECT_A_BODY.includes(method);
  return [
    ["host", URL.parse(url)?.host ?? ""],
    ["connection", method === "HEAD" ? "close" : "keep-alive"],
    ...headers,
    ...(sendsLength ? [["content-length", String(length)] as const] : []),
  ];
}

function roundMs(durationMs: number): number {
  return Math.round(durationMs * 10) / 10;
}
