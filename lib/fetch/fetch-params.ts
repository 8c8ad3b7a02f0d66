import type { CredentialsMode, Initiator, RedirectMode, Reason, RequestMode } from "#lib/contract/terms.ts";
import type { PreflightSummary } from "#lib/contract/diagnosis.ts";
import type { CorsPreflightCache } from "./cors-preflight-cache.ts";
import type { Answer, ExchangeFailure, IncomingResponse, NotSent, OutgoingRequest } from "./exchange.ts";
import type { HeaderList } from "./header-list.ts";
import { isSameOrigin, originOfUrl, serializeOrigin, type Origin } from "./origin.ts";
import type { NetworkError } from "./outcome.ts";
import type { BrowserProfile } from "./profile.ts";
import type { SpecAlgorithm } from "./spec.ts";
import type { TraceEntry } from "./trace.ts";

/**
 * The state of one fetch while it runs. https://fetch.spec.whatwg.org/#fetch-params and the request it carries,
 * https://fetch.spec.whatwg.org/#concept-request
 */
export interface FetchParams {
  readonly browser: BrowserProfile;
  readonly origin: Origin;
  readonly mode: RequestMode;
  readonly credentials: CredentialsMode;
  readonly redirect: RedirectMode;
  readonly useCorsPreflight: boolean;
  readonly initiator: Initiator;
  readonly urlList: URL[];
  method: string;
  headers: HeaderList;
  body: "none" | "text" | "stream";
  responseTainting: "basic" | "cors" | "opaque";
  redirectCount: number;
  /** The author's headers before any redirect removed some. */
  initialHeaders: HeaderList;
  readonly corsPreflightCache: CorsPreflightCache;
  readonly trace: TraceEntry[];
  /** Requests yielded so far. */
  exchangeCount: number;
  preflight: { needed: boolean; because: PreflightSummary["because"]; verdict: PreflightSummary["verdict"] };
  preflightCacheSeconds: number | null;
  authorizationCoveredByWildcard: boolean;
}

/** What an algorithm of the standard returns, its network errors told apart. */
export type FetchResult =
  | {
      readonly kind: "response";
      readonly type: "cors" | "basic" | "opaque" | "opaqueredirect";
      /** null for a response that needs no network, such as a `data:` URL's. */
      readonly response: IncomingResponse | null;
    }
  | { readonly kind: "network-error"; readonly error: NetworkError }
  | { readonly kind: "stopped"; readonly by: ExchangeFailure | NotSent };

export type NetworkErrorResult = Extract<FetchResult, { kind: "network-error" }>;

/** An algorithm of the standard that may put requests on the wire. */
export type FetchAlgorithm<T = FetchResult> = Generator<OutgoingRequest, T, Answer>;

/** https://fetch.spec.whatwg.org/#concept-request-current-url */
export function currentUrl(params: Pick<FetchParams, "urlList">): URL {
  const url = params.urlList.at(-1);
  if (url === undefined) throw new Error("a request has at least one URL");
  return url;
}

/** https://fetch.spec.whatwg.org/#concept-request-tainted-origin */
export function hasRedirectTaint(params: Pick<FetchParams, "origin" | "urlList">): boolean {
  if (params.urlList.length === 1) return false;
  let last: Origin | null = null;
  for (const url of params.urlList) {
    const origin = originOfUrl(url);
    if (last !== null && !isSameOrigin(origin, last) && !isSameOrigin(params.origin, last)) return true;
    last = origin;
  }
  return false;
}

/** https://fetch.spec.whatwg.org/#byte-serializing-a-request-origin */
export function serializeRequestOrigin(params: Pick<FetchParams, "origin" | "urlList">): string {
  return hasRedirectTaint(params) ? "null" : serializeOrigin(params.origin);
}

/** Appends a step to the trace; it belongs to the latest exchange unless said otherwise. */
export function note(
  params: Pick<FetchParams, "trace" | "exchangeCount">,
  algorithm: SpecAlgorithm,
  step: string,
  outcome: TraceEntry["outcome"],
  detail: string,
  exchange: number | null = params.exchangeCount === 0 ? null : params.exchangeCount - 1,
): void {
  params.trace.push({ algorithm, step, exchange, outcome, detail });
}

/** https://fetch.spec.whatwg.org/#concept-network-error */
export function networkError(
  params: FetchParams,
  reason: Reason,
  circumstances: Omit<NetworkError, "reason" | "exchange" | "url"> & { readonly beforeSending?: boolean } = {},
): NetworkErrorResult {
  const { beforeSending = false, ...rest } = circumstances;
  const exchange = beforeSending || params.exchangeCount === 0 ? null : params.exchangeCount - 1;
  return { kind: "network-error", error: { reason, exchange, url: currentUrl(params).href, ...rest } };
}
