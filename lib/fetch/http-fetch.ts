import { cacheRequestOf, corsPreflightFetch } from "./cors-preflight-fetch.ts";
import { corsCheck } from "./cors-check.ts";
import { crossOriginResourcePolicyCheck } from "./cross-origin-resource-policy-check.ts";
import { networkError, note, type FetchAlgorithm, type FetchParams } from "./fetch-params.ts";
import { getHeader } from "./header-list.ts";
import { httpNetworkOrCacheFetch } from "./http-network-or-cache-fetch.ts";
import { httpRedirectFetch } from "./http-redirect-fetch.ts";
import { asksForRedirect, refusedByNetworkStack } from "./location-url.ts";
import { isPreflightedAgain } from "./main-fetch.ts";
import { isCorsSafelistedMethod } from "./method.ts";
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
  // 4.3.
  const answer = yield* httpNetworkOrCacheFetch(params, preflighted);
  if (answer.kind !== "response") return { kind: "stopped", by: answer };
  const refusal = refusedByNetworkStack(params, answer, "actual");
  if (refusal !== null) return refusal;
  // 4.4.
  if (params.responseTainting === "cors") {
    const failure = corsCheck(params, answer);
    if (failure !== null) {
      const { reason, value } = failure;
      return networkError(params, reason, { value, status: answer.status });
    }
  }
  // 5.
  if (params.responseTainting === "opaque") {
    const blockedBy = crossOriginResourcePolicyCheck(params, answer);
    if (blockedBy !== null) return networkError(params, "corp-blocked", { value: blockedBy });
  }
  // 6.
  const type = params.responseTainting;
  if (!isRedirectStatus(answer.status)) return { kind: "response", type, response: answer };
  if (params.redirect !== "manual" && !asksForRedirect(params, answer)) {
    return { kind: "response", type, response: answer };
  }
  // 6.2.
  switch (params.redirect) {
    case "error":
      note(params, "http-fetch", "6.2", "fail", "The response is a redirect, and the redirect mode is `error`.");
      return networkError(params, "redirect-mode-error", {
        status: answer.status,
        value: getHeader(answer.headers, "location") ?? "",
      });
    case "manual":
      note(params, "http-fetch", "6.2", "info", "The redirect mode is `manual`: the page gets an empty response.");
      return { kind: "response", type: "opaqueredirect", response: answer };
    case "follow":
      return yield* httpRedirectFetch(params, answer);
  }
}

/** Step 4.1's condition: the cache of this fetch does not cover the request. */
function needsPreflight(params: FetchParams): boolean {
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
