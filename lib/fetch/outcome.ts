import type { Outcome, Reason } from "#lib/contract/terms.ts";
import type { PreflightSummary, Readable } from "#lib/contract/diagnosis.ts";
import type { ExchangeFailure, IncomingResponse, NotSent, OutgoingRequest } from "./exchange.ts";
import type { TraceEntry } from "./trace.ts";

/** https://fetch.spec.whatwg.org/#concept-network-error, with the reason that the standard itself does not expose. */
export interface NetworkError {
  readonly reason: Reason;
  /** Index into the run's steps of the exchange whose answer was refused; null when nothing was sent. */
  readonly exchange: number | null;
  /** The URL at which it failed. */
  readonly url: string;
  /** The combined value of the header that was refused, where there is one. */
  readonly value?: string;
  readonly headerName?: string;
  readonly method?: string;
  readonly status?: number;
  /** The browser's profile makes this an error; the standard does not. */
  readonly deviation?: true;
}

/** One request of a run together with what came of it. */
export interface RunStep {
  readonly request: OutgoingRequest;
  readonly answer: IncomingResponse | ExchangeFailure | NotSent;
}

/** An author's header that never leaves the browser. */
export interface DroppedHeader {
  /** Index into the request's headers. */
  readonly index: number;
  readonly name: string;
  /** Forbidden by the standard, kept to itself by this browser, or not sent in the mode `no-cors`. */
  readonly because: "forbidden" | "browser" | "no-cors";
}

/** What one browser makes of one fetch: all that a run of the engine establishes. */
export interface FetchOutcome {
  readonly outcome: Exclude<Outcome, "varies">;
  /** Set exactly when the outcome is `blocked`. */
  readonly error: NetworkError | null;
  /** The answer that ended the run as `unreachable` or `undetermined`. */
  readonly stoppedBy: ExchangeFailure | NotSent | null;
  /** All URLs of the request, redirects included, first to last. */
  readonly urlList: readonly string[];
  readonly trace: readonly TraceEntry[];
  readonly preflight: PreflightSummary;
  /** How long this browser may reuse the last preflight that passed; null when none passed. */
  readonly preflightCacheSeconds: number | null;
  readonly readable: Readable;
  /** The author's headers that the browser drops without a word. */
  readonly droppedRequestHeaders: readonly DroppedHeader[];
  /** A preflight passed only because `*` was taken to cover `Authorization`, against the standard. */
  readonly authorizationCoveredByWildcard: boolean;
  /** Index of the step whose response the page gets; null when there is none. */
  readonly responseStep: number | null;
}
