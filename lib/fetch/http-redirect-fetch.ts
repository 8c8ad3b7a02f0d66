import type { IncomingResponse } from "./exchange.ts";
import {
  currentUrl,
  networkError,
  note,
  type FetchAlgorithm,
  type FetchParams,
  type NetworkErrorResult,
} from "./fetch-params.ts";
import { byteLowercase, getHeaderLines, hasHeader, withoutHeaders } from "./header-list.ts";
import { locationUrl, REDIRECTS_MAX } from "./location-url.ts";
import { mainFetch } from "./main-fetch.ts";
import { isSameOrigin, originOfUrl } from "./origin.ts";

/** https://fetch.spec.whatwg.org/#request-body-header-name */
const REQUEST_BODY_HEADER_NAMES = ["Content-Encoding", "Content-Language", "Content-Location", "Content-Type"];

/** https://fetch.spec.whatwg.org/#concept-http-redirect-fetch */
export function* httpRedirectFetch(params: FetchParams, response: IncomingResponse): FetchAlgorithm {
  const { status } = response;
  const from = currentUrl(params);
  const fail = (step: string, detail: string) => {
    note(params, "http-redirect-fetch", step, "fail", detail);
  };
  // 3-5.
  const location = locationUrl(params, response);
  if (location === null) return { kind: "response", type: params.responseTainting, response };
  if (location === "failure") {
    fail("5", "`Location` is not one URL.");
    const value = getHeaderLines(response.headers, "location").join(", ");
    return networkError(params, "redirect-invalid-location", { value, status });
  }
  const circumstances = { value: location.href, status };
  // 6.
  if (!["http:", "https:"].includes(location.protocol)) {
    fail("6", `\`Location\` has the scheme \`${location.protocol}\`, which is not an HTTP(S) scheme.`);
    return networkError(params, "redirect-scheme-not-http", circumstances);
  }
  // 7-8.
  if (params.redirectCount === REDIRECTS_MAX) {
    fail("7", `This would be redirect number ${String(REDIRECTS_MAX + 1)}.`);
    return networkError(params, "redirect-too-many", circumstances);
  }
  // 9-10.
  const refusal = refusedForCredentials(params, location, status);
  if (refusal !== null) return refusal;
  const toOrigin = originOfUrl(location);
  // 11.
  if (status !== 303 && params.body === "stream") {
    fail("11", "The request's body is a stream, which cannot be sent a second time.");
    return networkError(params, "redirect-stream-body", circumstances);
  }
  params.redirectCount += 1;
  if (params.browser.restoresHeadersOnRedirect) params.headers = params.initialHeaders;
  // 12.
  const becomesGet =
    ([301, 302].includes(status) && params.method === "POST") ||
    (status === 303 && !["GET", "HEAD"].includes(params.method));
  if (becomesGet) {
    note(params, "http-redirect-fetch", "12", "info", `${params.method} becomes GET after a ${String(status)}.`);
    params.method = "GET";
    params.body = "none";
  }
  // What is restored has to be removed again, from a GET too.
  if (becomesGet || (params.browser.restoresHeadersOnRedirect && status === 303 && params.method !== "HEAD")) {
    params.headers = withoutHeaders(params.headers, REQUEST_BODY_HEADER_NAMES);
  }
  // 13.
  if (!isSameOrigin(originOfUrl(from), toOrigin) && hasHeader(params.headers, "authorization")) {
    note(params, "http-redirect-fetch", "13", "info", "`Authorization` is dropped, because the origin changes.");
    params.headers = withoutHeaders(params.headers, ["Authorization"]);
  }
  if (!isSameOrigin(params.origin, toOrigin)) removeForThisBrowser(params);
  // 14-19.
  params.urlList.push(location);
  note(params, "http-redirect-fetch", "18", "info", `Follows the redirect to \`${location.href}\`.`);
  // 21.
  return yield* mainFetch(params);
}

/** Steps 9 and 10: a redirect to a URL with a username or password; null when it may be followed. */
export function refusedForCredentials(params: FetchParams, location: URL, status: number): NetworkErrorResult | null {
  if (location.username === "" && location.password === "") return null;
  const fail = (step: string, detail: string, circumstances: { readonly deviation?: true } = {}) => {
    note(params, "http-redirect-fetch", step, "fail", `\`Location\` includes a username or password${detail}`);
    return networkError(params, "redirect-location-credentials", { value: location.href, status, ...circumstances });
  };
  if (params.mode === "cors" && !isSameOrigin(params.origin, originOfUrl(location))) {
    return fail("9", " and leads to another origin than the page's.");
  }
  if (params.responseTainting === "cors") return fail("10", ", and the response is subject to CORS.");
  const isRuledOutAnyway = params.mode === "same-origin" && !isSameOrigin(params.origin, originOfUrl(location));
  if (params.browser.refusesAnyCredentialsInRedirect && !isRuledOutAnyway) {
    return fail("10", ", which this browser never follows.", { deviation: true });
  }
  return null;
}

/** A deviation: what some browser removes on the way to another origin than the page's. */
function removeForThisBrowser(params: FetchParams): void {
  const { removedByCrossOriginRedirect: names } = params.browser;
  const removed = params.headers.map(([name]) => name).filter((name) => names.has(byteLowercase(name)));
  if (removed.length === 0) return;
  const list = removed.map((name) => `\`${name}\``).join(", ");
  note(params, "http-redirect-fetch", "13", "info", `This browser drops ${list} on the way to another origin.`);
  params.headers = withoutHeaders(params.headers, removed);
}
