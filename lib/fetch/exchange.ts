import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { ExchangeRole, FailureCode, FailurePhase, Limit, NotSentReason } from "#lib/contract/terms.ts";
import type { HeaderList } from "./header-list.ts";

/** A request that the browser would put on the wire, as the engine decides it. */
export interface OutgoingRequest {
  readonly role: Exclude<ExchangeRole, "probe">;
  /** Redirects followed so far: 0 for the URL that the page asked for. */
  readonly hop: number;
  readonly method: string;
  /** Absolute, without fragment. */
  readonly url: string;
  /** What the standard and the page's author put there; transport headers (Host, User-Agent, Sec-Fetch-*) are not included. */
  readonly headers: HeaderList;
  /** Whether cookies and other credentials would go along. */
  readonly includeCredentials: boolean;
  /** Whether the author's body goes along; it is dropped when a redirect turns POST into GET. */
  readonly withBody: boolean;
  /** For an actual request: whether a preflight had to pass (or a cached one stood in) before it. */
  readonly preflighted: boolean;
}

/** An HTTP answer as its raw lines: order and duplicates kept, values Latin-1 with surrounding SP and TAB trimmed. */
export interface IncomingResponse {
  readonly kind: "response";
  readonly status: number;
  readonly headers: HeaderList;
}

/** No HTTP answer came back. */
export interface ExchangeFailure {
  readonly kind: "failure";
  readonly phase: FailurePhase;
  readonly code: FailureCode;
}

/** The driver did not send the request, so its answer is unknown. */
export interface NotSent {
  readonly kind: "not-sent";
  readonly because: NotSentReason;
  readonly limit?: Limit;
}

export type Answer = IncomingResponse | ExchangeFailure | NotSent;

/** What the engine gets to see of an exchange. */
export function answerOf({ response, failure }: Pick<Exchange, "response" | "failure">): Answer {
  if (response !== null) return { kind: "response", status: response.status, headers: response.headers };
  if (failure !== null) return { kind: "failure", phase: failure.phase, code: failure.code };
  throw new Error("An exchange has either a response or a failure");
}

/**
 * The limit of ours that a failure stands for, or null when a browser would have met the same failure.
 */
export function limitBehind(failure: Pick<ExchangeFailure, "phase" | "code">): Limit | null {
  if (failure.phase === "timeout") {
    return failure.code as "name-lookup" | "connect" | "response" | "deadline";
  }
  return failure.code === "headers-too-large" ? "response-headers" : null;
}

/**
 * Whether a browser at the user's desk would have met the same failure. Our own limits, our own egress guard and the
 * places where our HTTP parser is stricter than a browser's say nothing about that.
 */
export function isConclusive(failure: Pick<ExchangeFailure, "phase" | "code">): boolean {
  return (
    failure.phase !== "egress" &&
    limitBehind(failure) === null &&
    !["malformed-response", "http2-only", "request-not-representable"].includes(failure.code)
  );
}
