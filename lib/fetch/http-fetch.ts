import { cacheRequestOf, corsPreflightFetch } from "./cors-preflight-fetch.ts";
import type { IncomingResponse } from "./exchange.ts";
import { corsCheck } from "./cors-check.ts";
import { crossOriginResourcePolicyCheck } from "./cross-origin-resource-policy-check.ts";
import {
  hasRedirectTaint,
  networkError,
  note,
  serializeRequestOrigin,
  type FetchAlgorithm,
  type FetchParams,
  type NetworkErrorResult,
} from "./fetch-params.ts";
import { getHeader, hasHeader } from "./header-list.ts";
import { httpNetworkOrCacheFetch } from "./http-network-or-cache-fetch.ts";
import { httpRedirectFetch, refusedForCredentials } from "./http-redirect-fetch.ts";
import { asksForRedirect, locationUrl } from "./location-url.ts";
import { isPreflightedAgain, isPreflightedBeforeRefusal } from "./main-fetch.ts";
import { isCorsSafelistedMethod } from "./method.ts";
import { isSameOrigin, originOfUrl } from "./origin.ts";
import { refusedByNetworkStack } from "./refused-by-network-stack.ts";
import { refusedBeforeSending } from "./refused-before-sending.ts";
import { isRedirectStatus } from "./response-status.ts";
import { corsUnsafeRequestHeaderNames } from "./safelisted-request-header.ts";

/**
 * https://fetch.spec.whatwg.org/#concept-http-fetch
 *
 * Step 3 (service workers) is left out: the replay has none. Steps 4.2 and 4.5 have no bearing on CORS.
 */
export function* httpFetch(params: FetchParams, makeCorsPreflight: boolean): FetchAlgorithm {
  // 4.1.
  let preflighted = false;
  if (makeCorsPreflight) {
    preflighted = true;
    if (needsPreflight(params)) {
      const preflight = yield* corsPreflightFetch(params);
      if (preflight.kind !== "passed") return preflight;
    } else {
      note(params, "http-fetch", "4.1", "pass", "An earlier preflight of this fetch still covers the request.");
    }
  }
  const refusedLate = isPreflightedBeforeRefusal(params) ? refusedBeforeSending(params) : null;
  if (refusedLate !== null) return refusedLate;
  // 4.3.
  const answer = yield* httpNetworkOrCacheFetch(params, preflighted);
  if (answer.kind !== "response") return { kind: "stopped", by: answer };
  const refusal = refusedByNetworkStack(params, answer, "actual");
  if (refusal !== null) return refusal;
  // 4.4.
  const unshared = params.responseTainting === "cors" ? refusedByCorsCheck(params, answer) : null;
  if (unshared !== null) return unshared;
  // 5.
  if (params.responseTainting === "opaque") {
    const blockedBy = crossOriginResourcePolicyCheck(params, answer);
    if (blockedBy !== null) return networkError(params, "corp-blocked", { value: blockedBy });
  }
  // 6.
  const type = params.responseTainting;
  if (!isRedirectStatus(answer.status)) return { kind: "response", type, response: answer };
  const { redirectErrorNeeds } = params.browser;
  const isOrdinary =
    (params.redirect === "follow" && !asksForRedirect(params, answer)) ||
    (params.redirect === "error" && !asksForRedirect(params, answer, redirectErrorNeeds));
  if (isOrdinary) return { kind: "response", type, response: answer };
  // 6.2.
  switch (params.redirect) {
    case "error": {
      const refused = params.browser.checksRedirectCredentialsFirst ? refusedLocation(params, answer) : null;
      if (refused !== null && refused.error.deviation !== true) return refused;
      note(params, "http-fetch", "6.2", "fail", "The response is a redirect, and the redirect mode is `error`.");
      return networkError(params, "redirect-mode-error", {
        status: answer.status,
        value: getHeader(answer.headers, "location") ?? "",
      });
    }
    case "manual":
      note(params, "http-fetch", "6.2", "info", "The redirect mode is `manual`: the page gets an empty response.");
      return { kind: "response", type: "opaqueredirect", response: answer };
    case "follow":
      return yield* httpRedirectFetch(params, answer);
  }
}

/** Step 4.4. */
function refusedByCorsCheck(params: FetchParams, answer: IncomingResponse): NetworkErrorResult | null {
  const keepsCredentials = asksForRedirect(params, answer) && hasKeptCredentials(params);
  const refused = keepsCredentials ? refusedLocation(params, answer) : null;
  if (refused !== null) return refused;
  const include = params.credentials === "include" || keepsCredentials;
  const failure = corsCheck(params, answer, serializeRequestOrigin(params), include);
  return failure && networkError(params, failure.reason, { value: failure.value, status: answer.status });
}

/** Whether the redirect leads to a username or password that it must not. */
function refusedLocation(params: FetchParams, answer: IncomingResponse): NetworkErrorResult | null {
  const location = locationUrl(params, answer);
  return location instanceof URL ? refusedForCredentials(params, location, answer.status) : null;
}

/** Whether this browser still has the credentials in mind with which the fetch began at home. */
function hasKeptCredentials({ browser, credentials, origin, urlList }: FetchParams): boolean {
  const [first] = urlList;
  const beganAtHome = first !== undefined && isSameOrigin(originOfUrl(first), origin);
  return browser.redirectsKeepCredentials && credentials === "same-origin" && beganAtHome;
}

/** https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch, step 8.19: these set the cache mode to `no-store`. */
const CONDITIONAL_HEADERS = ["if-modified-since", "if-none-match", "if-unmodified-since", "if-match", "if-range"];

/** Whether this browser does not look for a remembered preflight. */
function bypassesPreflightCache(params: FetchParams): boolean {
  const { preflightsConditionalRequestsAnew, reusesPreflightsAfterTaint } = params.browser;
  return (
    (preflightsConditionalRequestsAnew && CONDITIONAL_HEADERS.some((name) => hasHeader(params.headers, name))) ||
    (!reusesPreflightsAfterTaint && hasRedirectTaint(params))
  );
}

/** Step 4.1's condition: the cache of this fetch does not cover the request. */
function needsPreflight(params: FetchParams): boolean {
  if (bypassesPreflightCache(params)) return true;
  const request = cacheRequestOf(params);
  const cache = params.corsPreflightCache;
  const methodCovered =
    cache.hasMethodMatch(request, params.method) || (isCorsSafelistedMethod(params.method) && !params.useCorsPreflight);
  return (
    (isPreflightedAgain(params) && !cache.hasAnyMatch(request)) ||
    !methodCovered ||
    corsUnsafeRequestHeaderNames(params.headers, params.browser).some(
      (name) => !cache.hasHeaderNameMatch(request, name),
    )
  );
}
