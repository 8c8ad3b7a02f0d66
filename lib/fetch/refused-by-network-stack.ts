import type { IncomingResponse } from "./exchange.ts";
import { networkError, note, type FetchParams, type NetworkErrorResult } from "./fetch-params.ts";
import { getHeaderLines } from "./header-list.ts";
import { asksForRedirect, locationUrl, REDIRECTS_MAX } from "./location-url.ts";
import { isBlockedMixedContent } from "./potentially-trustworthy.ts";
import { isRedirectStatus } from "./response-status.ts";

const PROXY_AUTHENTICATION_REQUIRED = 407;

/**
 * What the browser's network stack refuses before any check of the Fetch standard is made; null when nothing.
 */
export function refusedByNetworkStack(
  params: FetchParams,
  response: IncomingResponse,
  role: "preflight" | "actual",
): NetworkErrorResult | null {
  if (params.browser.refusesProxyAuthentication && response.status === PROXY_AUTHENTICATION_REQUIRED) {
    note(params, "http-network-or-cache-fetch", "15", "fail", "The status 407 does not come from a proxy.");
    return networkError(params, "network-error", { status: response.status, deviation: true });
  }
  const { refusesAmbiguousLocation, refusesUnparsableLocationFirst, countsRedirectsFirst } = params.browser;
  const lines = getHeaderLines(response.headers, "location");
  if (lines.length === 0 && !isRedirectStatus(response.status)) return null;
  const circumstances = { value: lines.join(", "), status: response.status };
  const isAmbiguous = refusesAmbiguousLocation && new Set(lines).size > 1;
  const isLookedAt =
    refusesUnparsableLocationFirst === "always" ||
    (refusesUnparsableLocationFirst === "when-followed" && params.redirect === "follow");
  const isUnparsable = isLookedAt && asksForRedirect(params, response) && locationUrl(params, response) === "failure";
  if (isAmbiguous || isUnparsable) {
    note(
      params,
      "http-redirect-fetch",
      "5",
      "fail",
      "`Location` is not one URL, so the browser drops the response unread.",
    );
    const failsAnyway = isRedirectStatus(response.status) && (role === "preflight" || params.redirect !== "manual");
    return networkError(params, "redirect-invalid-location", {
      ...circumstances,
      ...(!failsAnyway && { deviation: true }),
    });
  }
  if (
    countsRedirectsFirst &&
    role === "actual" &&
    asksForRedirect(params, response) &&
    params.redirect === "follow" &&
    params.redirectCount === REDIRECTS_MAX
  ) {
    note(params, "http-redirect-fetch", "7", "fail", `This would be redirect number ${String(REDIRECTS_MAX + 1)}.`);
    return networkError(params, "redirect-too-many", circumstances);
  }
  return role === "actual" ? refusedForTarget(params, response) : null;
}

/** A redirect to what the browser would not load anyway, refused before the CORS check of the response. */
function refusedForTarget(params: FetchParams, response: IncomingResponse): NetworkErrorResult | null {
  const { redirectSchemesRefusedFirst, redirectSchemesNeverAccepted, checksMixedContentOfRedirectFirst } =
    params.browser;
  const location = asksForRedirect(params, response) ? locationUrl(params, response) : null;
  if (!(location instanceof URL)) return null;
  // Without CORS, the check of the resource policy comes first.
  const isFollowed = params.redirect === "follow" && params.responseTainting !== "opaque";
  if (
    redirectSchemesNeverAccepted.has(location.protocol) ||
    (isFollowed && redirectSchemesRefusedFirst.has(location.protocol))
  ) {
    note(params, "http-redirect-fetch", "6", "fail", `\`Location\` has the scheme \`${location.protocol}\`.`);
    return networkError(params, "redirect-scheme-not-http", { value: location.href, status: response.status });
  }
  const isMixedContentFirst = checksMixedContentOfRedirectFirst && isFollowed;
  if (isMixedContentFirst && isBlockedMixedContent(params.origin, location, params.browser)) {
    note(params, "main-fetch", "7", "fail", "A page loaded over https must not load an http URL.");
    params.urlList.push(location);
    return networkError(params, "mixed-content", { beforeSending: true });
  }
  return null;
}
