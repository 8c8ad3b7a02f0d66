import { currentUrl, type FetchParams } from "./fetch-params.ts";
import type { IncomingResponse } from "./exchange.ts";
import { getHeaderLines } from "./header-list.ts";
import { isRedirectStatus } from "./response-status.ts";
import { utf8DecodeWithoutFailure } from "./utf8-decode.ts";

/** The redirects that a fetch follows. */
export const REDIRECTS_MAX = 20;

/**
 * The URL that a redirect leads to; null when there is none.
 * https://fetch.spec.whatwg.org/#concept-response-location-url
 */
export function locationUrl(
  params: Pick<FetchParams, "browser" | "urlList">,
  response: IncomingResponse,
): URL | "failure" | null {
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
