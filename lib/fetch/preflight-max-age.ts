import { extractDeltaSeconds, FAILURE } from "./extract-header-list-values.ts";
import { getHeader, type HeaderList } from "./header-list.ts";
import type { BrowserProfile } from "./profile.ts";

/** How long a preflight's answer is reused when the server does not say. */
export const DEFAULT_MAX_AGE_SECONDS = 5;

/**
 * How long this browser reuses the preflight's answer, in seconds, with a sentence that says why.
 * Steps 7.8 to 7.10 of https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
 */
export function preflightMaxAgeSeconds(
  headers: HeaderList,
  browser: Pick<BrowserProfile, "preflightMaxAgeCapSeconds" | "unparsableMaxAgeSeconds" | "negativeMaxAgeSeconds">,
): { readonly seconds: number; readonly detail: string } {
  const maxAge = extractDeltaSeconds(headers, "access-control-max-age");
  if (maxAge === null) {
    return { seconds: DEFAULT_MAX_AGE_SECONDS, detail: "Without `Access-Control-Max-Age` the answer counts for 5 s." };
  }
  if (maxAge === FAILURE) {
    const value = getHeader(headers, "access-control-max-age") ?? "";
    const seconds = /^-\d+$/.test(value) ? browser.negativeMaxAgeSeconds : browser.unparsableMaxAgeSeconds;
    return {
      seconds,
      detail: `\`Access-Control-Max-Age: ${value}\` is not a number of seconds; ${String(seconds)} s count.`,
    };
  }
  const cap = browser.preflightMaxAgeCapSeconds;
  const seconds = cap === null ? maxAge : Math.min(maxAge, cap);
  const capped = seconds < maxAge ? `, which this browser cuts to ${String(seconds)} s` : "";
  return { seconds, detail: `\`Access-Control-Max-Age\` is ${String(maxAge)} s${capped}.` };
}
