import { Client, type buildConnector, type Dispatcher } from "undici";
import {
  BODY_START_TIMEOUT_MS,
  MAX_BODY_START_BYTES,
  MAX_RESPONSE_HEADER_BYTES,
  RESPONSE_TIMEOUT_MS,
} from "#lib/config/limits.ts";
import type { Egress } from "#lib/egress/egress.ts";
import { checkTarget } from "#lib/egress/target.ts";
import { getHeader, trimOptionalWhitespace, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { isOkStatus } from "#lib/fetch/response-status.ts";
import { readBodyStart } from "./body-start.ts";
import { failureOf, type ExchangeFailureCode } from "./failure.ts";
import { WireObservation, type WireExchange, type WireRequest } from "./wire-observation.ts";

export interface SendOptions {
  /** Aborted by the user: `send` then rejects with its reason, because that is no answer of the server's. */
  readonly signal: AbortSignal;
  /** From now on, whatever the server does. */
  readonly deadlineMs: number;
}

export interface Transport {
  send(request: WireRequest, options: SendOptions): Promise<WireExchange>;
}

export interface TransportLimits {
  readonly responseTimeoutMs: number;
  readonly responseHeaderBytes: number;
  readonly bodyStartBytes: number;
  readonly bodyStartTimeoutMs: number;
}

const DEFAULT_LIMITS: TransportLimits = {
  responseTimeoutMs: RESPONSE_TIMEOUT_MS,
  responseHeaderBytes: MAX_RESPONSE_HEADER_BYTES,
  bodyStartBytes: MAX_BODY_START_BYTES,
  bodyStartTimeoutMs: BODY_START_TIMEOUT_MS,
};

/**
 * Sends single requests, each over a connection of its own, and follows no redirects. Failures are values; only the
 * caller's signal and errors of our own make `send` reject.
 */
export function createTransport(egress: Egress, limits: Partial<TransportLimits> = {}): Transport {
  const effective = { ...DEFAULT_LIMITS, ...limits };
  return { send: (request, options) => send(egress, effective, request, options) };
}

async function send(
  egress: Egress,
  limits: TransportLimits,
  request: WireRequest,
  { signal, deadlineMs }: SendOptions,
): Promise<WireExchange> {
  signal.throwIfAborted();
  const seen = new WireObservation(request);
  const checked = checkTarget(request.url);
  if (checked.kind === "denied") return seen.failed({ phase: "egress", code: checked.denial });

  const stop = AbortSignal.any([signal, AbortSignal.timeout(Math.max(0, Math.ceil(deadlineMs)))]);
  const connect = egress.connector(request.url, { signal: stop, onProgress: (progress) => seen.progress(progress) });
  const client = createClient(checked.target.url.origin, connect, limits);
  try {
    const response = await respond(client, request, stop);
    const headers = trimmedLines(response.headers as unknown as readonly string[]);
    seen.headersArrived();
    const bodyStart = await bodyStartOf(response, headers, limits, stop);
    signal.throwIfAborted();
    return seen.answered({ status: response.statusCode, httpVersion: null, headers, bodyStart });
  } catch (error) {
    signal.throwIfAborted();
    const failure: ExchangeFailureCode | null = stop.aborted
      ? { phase: "timeout", code: "deadline" }
      : failureOf(error);
    if (failure === null) throw error;
    return seen.failed(failure);
  } finally {
    void client.destroy();
  }
}

function createClient(origin: string, connect: buildConnector.connector, limits: TransportLimits): Client {
  return new Client(origin, {
    allowH2: false,
    // 0 would write `Connection: close`, which browsers do not send.
    pipelining: 1,
    maxHeaderSize: limits.responseHeaderBytes,
    headersTimeout: limits.responseTimeoutMs,
    bodyTimeout: 0,
    connect,
  });
}

async function respond(client: Client, request: WireRequest, stop: AbortSignal): Promise<Dispatcher.ResponseData> {
  const { pathname, search } = new URL(request.url);
  // undici looks at the signal of a request only once there is a connection.
  const stopped = Promise.withResolvers<never>();
  const onStop = () => {
    stopped.reject(stop.reason as Error);
  };
  stop.addEventListener("abort", onStop, { once: true });
  if (stop.aborted) onStop();
  try {
    return await Promise.race([
      client.request({
        method: request.method,
        path: pathname + search,
        headers: request.headers.flat(),
        body: request.body,
        responseHeaders: "raw",
      }),
      stopped.promise,
    ]);
  } finally {
    stop.removeEventListener("abort", onStop);
  }
}

/** A body of a 2xx answer is the user's data and none of our business; another one may say why it was refused. */
async function bodyStartOf(
  response: Dispatcher.ResponseData,
  headers: HeaderList,
  limits: TransportLimits,
  stop: AbortSignal,
): Promise<string | null> {
  const encoding = getHeader(headers, "content-encoding") ?? "identity";
  if (isOkStatus(response.statusCode) || encoding.toLowerCase() !== "identity") {
    response.body.on("error", () => undefined).destroy();
    return null;
  }
  const { bodyStartBytes: maxBytes, bodyStartTimeoutMs: timeoutMs } = limits;
  return readBodyStart(response.body, { maxBytes, timeoutMs }, stop);
}

function trimmedLines(flat: readonly string[]): HeaderLine[] {
  return flat.flatMap((name, index): HeaderLine[] =>
    index % 2 === 0 ? [[name, trimOptionalWhitespace(flat[index + 1] ?? "")]] : [],
  );
}
