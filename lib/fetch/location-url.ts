import { currentUrl, networkError, note, type FetchParams, type FetchResult } from "./fetch-params.ts";
import type { IncomingResponse } from "./exchange.ts";
import { getHeaderLines } from "./header-list.ts";
import { isBlockedMixedContent } from "./potentially-trustworthy.ts";
import { isRedirectStatus } from "./response-status.ts";
import { utf8DecodeWithoutFailure } from "./utf8-decode.ts";

/** The redirects that a fetch follows. */
export const REDIRECTS_MAX = 20;

const PROXY_AUTHENTICATION_REQUIRED = 407;

/**
 * The URL that a redirect leads to; null when there is none.
 * https://fetch.spec.whatwg.org/#concept-response-location-url
 */
export function locationUrl(params: FetchParams, response: IncomingResponse): URL | "failure" | null {
  const lines = getHeaderLines(response.headers, "location");
  const [line] = lines;
  if (line === undefined) return null;
  if (lines.length > 1 && !(params.browser.followsRepeatedLocation && new Set(lines).size === 1)) return "failure";
  const base = currentUrl(params);
  const location = URL.parse(percentEncodeStrayBytes(line), base);
  if (location === null) return "failure";
  // `hash` is empty for an empty fragment too, which is kept.
  if (!location.href.includes("#")) location.hash = base.hash;
  return location;
}

/** Bytes that are not UTF-8 go into the URL as they are, percent-encoded. */
function percentEncodeStrayBytes(line: string): string {
  return (
    utf8DecodeWithoutFailure(line) ??
    line.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
  );
}

/** Whether the response asks for a redirect, in the eyes of this browser. */
export function asksForRedirect(
  params: FetchParams,
  response: IncomingResponse,
  needs = params.browser.redirectNeeds,
): boolean {
  if (!isRedirectStatus(response.status)) return false;
  const lines = getHeaderLines(response.headers, "location");
  switch (needs) {
    case "status":
      return true;
    case "location-line":
      return lines.length > 0;
    case "location-value":
      return lines.some((line) => line !== "");
  }
}

/**
 * What the browser's network stack refuses before any check of the Fetch standard is made; null when nothing.
 */
export function refusedByNetworkStack(
  params: FetchParams,
  response: IncomingResponse,
  role: "preflight" | "actual",
): Extract<FetchResult, { kind: "network-error" }> | null {
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
function refusedForTarget(
  params: FetchParams,
  response: IncomingResponse,
): Extract<FetchResult, { kind: "network-error" }> | null {
  const { redirectSchemesRefusedFirst, redirectSchemesNeverAccepted, checksMixedContentOfRedirectFirst } =
    params.browser;
  const location = asksForRedirect(params, response) ? locationUrl(params, response) : null;
  if (!(location instanceof URL)) return null;
  const isFollowed = params.redirect === "follow";
  if (
    redirectSchemesNeverAccepted.has(location.protocol) ||
    (isFollowed && redirectSchemesRefusedFirst.has(location.protocol))
  ) {
    note(params, "http-redirect-fetch", "6", "fail", `\`Location\` has the scheme \`${location.protocol}\`.`);
    return networkError(params, "redirect-scheme-not-http", { value: location.href, status: response.status });
  }
  const isMixedContentFirst = checksMixedContentOfRedirectFirst && isFollowed && params.responseTainting !== "opaque";
  if (isMixedContentFirst && isBlockedMixedContent(params.origin, location, params.browser)) {
    note(params, "main-fetch", "7", "fail", "A page loaded over https must not load an http URL.");
    params.urlList.push(location);
    return networkError(params, "mixed-content", { beforeSending: true });
  }
  return null;
}
