import { currentUrl, networkError, note, type FetchAlgorithm, type FetchParams } from "./fetch-params.ts";
import { httpFetch } from "./http-fetch.ts";
import { isCorsSafelistedMethod } from "./method.ts";
import { isSameOrigin, originOfUrl, serializeOrigin } from "./origin.ts";
import { isBlockedMixedContent } from "./potentially-trustworthy.ts";
import { isHttpScheme, refusedBeforeSending } from "./refused-before-sending.ts";
import { corsUnsafeRequestHeaderNames } from "./safelisted-request-header.ts";
import type { PreflightSummary } from "#lib/contract/diagnosis.ts";

/**
 * https://fetch.spec.whatwg.org/#concept-main-fetch, up to step 13; the filtering of step 14 is in filtered-response.ts.
 *
 * Left out, because they depend on the page and not on the request: steps 3, 4 and 6 (Content Security Policy) and 8 to 10 (referrer, HSTS).
 */
export function* mainFetch(params: FetchParams): FetchAlgorithm {
  // 5.
  upgradeMixedContent(params);
  const url = currentUrl(params);
  const urlOrigin = originOfUrl(url);
  const sameOrigin = isSameOrigin(urlOrigin, params.origin);
  // 7.
  const refusal = isPreflightedBeforeRefusal(params) ? null : refusedBeforeSending(params);
  if (refusal !== null) return refusal;
  // 12.
  const step12 = (outcome: "pass" | "fail" | "info", detail: string) => {
    note(params, "main-fetch", "12", outcome, detail);
  };
  const isNoCorsWithoutFollow = params.mode === "no-cors" && params.redirect !== "follow";
  const isRefusedData = isNoCorsWithoutFollow && params.browser.noCorsDataNeedsFollow && url.protocol === "data:";
  if (!isRefusedData && ((sameOrigin && params.responseTainting === "basic") || url.protocol === "data:")) {
    step12(
      "info",
      sameOrigin ? "The URL has the page's own origin: CORS does not apply." : "A `data:` URL is not fetched.",
    );
    return yield* schemeFetch(params);
  }
  if (params.mode === "same-origin") {
    step12("fail", "The mode is `same-origin`, and the URL has another origin than the page.");
    return networkError(params, "mode-same-origin-cross-origin", { beforeSending: true });
  }
  if (params.mode === "no-cors") {
    if (isNoCorsWithoutFollow) {
      step12("fail", "The mode is `no-cors`, and the redirect mode is not `follow`.");
      return networkError(params, "redirect-no-cors-not-follow", { beforeSending: true });
    }
    step12("info", "The mode is `no-cors`: the response stays opaque.");
    params.responseTainting = "opaque";
    return yield* schemeFetch(params);
  }
  if (!isHttpScheme(url)) {
    step12("fail", `CORS is defined for http and https only, not for \`${url.protocol}\`.`);
    return networkError(params, "scheme-not-cors-enabled", { value: url.protocol.slice(0, -1), beforeSending: true });
  }
  params.responseTainting = "cors";
  const because = preflightCauses(params);
  addCauses(params, because);
  const needsPreflight = because.length > 0 || isPreflightedAgain(params);
  step12(
    "info",
    `${serializeOrigin(urlOrigin)} is another origin than the page's: a CORS request ${needsPreflight ? "with" : "without"} a preflight.`,
  );
  return yield* httpFetch(params, needsPreflight);
}

/** Images are asked for over https instead. https://w3c.github.io/webappsec-mixed-content/#upgrade-algorithm */
function upgradeMixedContent(params: FetchParams): void {
  const url = currentUrl(params);
  if (params.initiator !== "image" || !isBlockedMixedContent(params.origin, url, params.browser)) return;
  if (isIpAddress(url.hostname)) return;
  const upgraded = new URL(url);
  upgraded.protocol = "https:";
  params.urlList[params.urlList.length - 1] = upgraded;
  note(params, "main-fetch", "5", "info", "The page was loaded over https, so its image is asked for over https too.");
}

/** A host as the URL parser writes it. */
function isIpAddress(hostname: string): boolean {
  return /^(\[.*\]|\d+(\.\d+){3})$/.test(hostname);
}

/** https://fetch.spec.whatwg.org/#concept-scheme-fetch */
function* schemeFetch(params: FetchParams): FetchAlgorithm {
  const url = currentUrl(params);
  if (isHttpScheme(url)) return yield* httpFetch(params, false);
  if (url.protocol === "data:") return { kind: "response", type: "basic", response: null };
  note(params, "scheme-fetch", "3", "fail", `The scheme \`${url.protocol}\` cannot be fetched from a page.`);
  return networkError(params, "scheme-not-cors-enabled", { value: url.protocol.slice(0, -1), beforeSending: true });
}

/** Whether this browser preflights the redirected request although it does not need it any more. */
export function isPreflightedAgain(params: FetchParams): boolean {
  const { browser, preflight, initialHeaders } = params;
  if (!browser.preflightsAgainAfterRedirect || params.redirectCount === 0) return false;
  return preflight.needed || corsUnsafeRequestHeaderNames(initialHeaders, browser).length > 0;
}

/** Whether this browser asks for permission first, and looks at mixed content and ports after that. */
export function isPreflightedBeforeRefusal(params: FetchParams): boolean {
  const { browser, redirectCount, mode, responseTainting, origin } = params;
  if (!browser.preflightsBeforeRefusingRedirects || redirectCount === 0 || mode !== "cors") return false;
  const url = currentUrl(params);
  const isBasic = responseTainting === "basic" && isSameOrigin(originOfUrl(url), origin);
  return isHttpScheme(url) && !isBasic && (isPreflightedAgain(params) || preflightCauses(params).length > 0);
}

/** What makes the current request need a preflight; empty when nothing does. */
export function preflightCauses(params: FetchParams): PreflightSummary["because"] {
  const because: PreflightSummary["because"] = [];
  // The flag outlives a stream that a redirect has dropped.
  const isForStream = params.body === "stream" || params.preflight.because.some(({ kind }) => kind === "stream");
  if (params.useCorsPreflight) because.push({ kind: isForStream ? "stream" : "upload-listener" });
  if (!isCorsSafelistedMethod(params.method)) because.push({ kind: "method", name: params.method });
  for (const name of new Set(corsUnsafeRequestHeaderNames(params.headers, params.browser)))
    because.push({ kind: "header", name });
  return because;
}

function addCauses(params: FetchParams, causes: PreflightSummary["because"]): void {
  const known = params.preflight.because;
  known.push(...causes.filter(({ kind, name }) => !known.some((old) => old.kind === kind && old.name === name)));
}
