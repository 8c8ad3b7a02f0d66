import type { Answer } from "./exchange.ts";
import { withoutFragment } from "./cors-preflight-fetch.ts";
import { currentUrl, note, serializeRequestOrigin, type FetchAlgorithm, type FetchParams } from "./fetch-params.ts";
import type { HeaderLine } from "./header-list.ts";

/**
 * Puts the actual request on the wire. https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch
 *
 * The HTTP cache is taken to be empty, and the prompts for 401 and 407 are left out: nobody is there to answer them.
 */
export function* httpNetworkOrCacheFetch(params: FetchParams, preflighted: boolean): FetchAlgorithm<Answer> {
  // 8.3.
  const includeCredentials =
    params.credentials === "include" || (params.credentials === "same-origin" && params.responseTainting === "basic");
  const headers: HeaderLine[] = [...params.browser.combineRequestHeaders(params.headers, params.body !== "none")];
  // 8.11.
  const origin = requestOriginHeader(params);
  if (origin !== null) headers.push(["Origin", origin]);
  const exchange = params.exchangeCount++;
  const sentOrigin = origin === null ? "without `Origin`" : `with \`Origin: ${origin}\``;
  note(params, "http-network-or-cache-fetch", "8", "info", `Sends ${params.method} ${sentOrigin}.`, exchange);
  return yield {
    role: "actual",
    hop: params.redirectCount,
    method: params.method,
    url: withoutFragment(currentUrl(params)),
    headers,
    includeCredentials,
    withBody: params.body !== "none",
    preflighted,
  };
}

/**
 * The value of `Origin`, null when the header is not sent. The referrer policy is taken to be the default one,
 * `strict-origin-when-cross-origin`.
 * https://fetch.spec.whatwg.org/#append-a-request-origin-header
 */
function requestOriginHeader(params: FetchParams): string | null {
  // 1-2.
  const serializedOrigin = serializeRequestOrigin(params);
  if (params.responseTainting === "cors" || isLoadedWithOrigin(params)) return serializedOrigin;
  // 3.
  if (["GET", "HEAD"].includes(params.method)) return null;
  const isDowngrade =
    params.origin.kind === "tuple" && params.origin.scheme === "https" && currentUrl(params).protocol !== "https:";
  return params.mode !== "cors" && isDowngrade ? "null" : serializedOrigin;
}

/** Whether this browser sends `Origin` to the page's own origin too, because an element asks with CORS. */
function isLoadedWithOrigin({ browser, initiator, mode }: FetchParams): boolean {
  const isElement = ["image", "script", "module", "font", "stylesheet"].includes(initiator);
  return browser.elementsAlwaysSendOrigin && isElement && mode === "cors";
}
