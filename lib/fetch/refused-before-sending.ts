import { isBadPort } from "./bad-port.ts";
import { currentUrl, networkError, note, type FetchParams, type NetworkErrorResult } from "./fetch-params.ts";
import { isSameOrigin, originOfUrl } from "./origin.ts";
import { isBlockedMixedContent } from "./potentially-trustworthy.ts";

/**
 * Step 7 of https://fetch.spec.whatwg.org/#concept-main-fetch, as far as it depends on the URL. It names no order;
 * browsers look at mixed content first, and some at the mode before either.
 */
export function refusedBeforeSending(params: FetchParams): NetworkErrorResult | null {
  const url = currentUrl(params);
  const isFirstUrl = params.urlList.length === 1;
  const isRuledOut = params.mode === "same-origin" || (params.mode === "no-cors" && params.redirect !== "follow");
  const isModeFirst = params.browser.checksModeFirst && isFirstUrl && isRuledOut;
  if (isModeFirst && !isSameOrigin(originOfUrl(url), params.origin) && url.protocol !== "data:") return null;
  if (isBlockedMixedContent(params.origin, url, params.browser)) {
    note(params, "main-fetch", "7", "fail", "A page loaded over https must not load an http URL.");
    return networkError(params, "mixed-content", { beforeSending: true });
  }
  return refusedForPort(params);
}

/** https://fetch.spec.whatwg.org/#block-bad-port */
export function refusedForPort(params: FetchParams): NetworkErrorResult | null {
  const url = currentUrl(params);
  if (!isHttpScheme(url) || !isBadPort(effectivePort(url))) return null;
  note(params, "main-fetch", "7", "fail", `Port ${url.port} belongs to another protocol; browsers do not contact it.`);
  return networkError(params, "bad-port", { value: url.port, beforeSending: true });
}

export function isHttpScheme(url: URL): boolean {
  return ["http:", "https:"].includes(url.protocol);
}

function effectivePort(url: URL): number {
  if (url.port !== "") return Number(url.port);
  return url.protocol === "https:" ? 443 : 80;
}
