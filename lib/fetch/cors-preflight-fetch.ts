import type { Reason } from "#lib/contract/terms.ts";
import { corsCheck } from "./cors-check.ts";
import type { CacheRequest } from "./cors-preflight-cache.ts";
import type { IncomingResponse } from "./exchange.ts";
import { isConclusive } from "./exchange.ts";
import { extractTokens, FAILURE } from "./extract-header-list-values.ts";
import {
  currentUrl,
  networkError,
  note,
  serializeRequestOrigin,
  type FetchAlgorithm,
  type FetchParams,
  type FetchResult,
  type NetworkErrorResult,
} from "./fetch-params.ts";
import {
  byteLowercase,
  equalsByteCaseInsensitive,
  getHeader,
  hasHeader,
  type HeaderLine,
  type HeaderList,
} from "./header-list.ts";
import { asksForRedirect } from "./location-url.ts";
import { isCorsSafelistedMethod } from "./method.ts";
import { isSameOrigin, originOfUrl, serializeOrigin } from "./origin.ts";
import { preflightMaxAgeSeconds } from "./preflight-max-age.ts";
import { refusedByNetworkStack } from "./refused-by-network-stack.ts";
import { refusedForPort } from "./refused-before-sending.ts";
import { isOkStatus } from "./response-status.ts";
import {
  corsUnsafeRequestHeaderNames,
  isCorsNonWildcardRequestHeaderName,
  unsortedUnsafeNames,
} from "./safelisted-request-header.ts";

type PreflightResult = { readonly kind: "passed" } | Exclude<FetchResult, { kind: "response" }>;

function headersToAskFor({ browser, headers, initialHeaders }: FetchParams): HeaderList {
  return browser.preflightNamesRemovedHeaders ? initialHeaders : headers;
}

/** What a preflight carries as its `Origin`; by the standard the same as the request that follows it. */
function preflightOrigin(params: FetchParams): string {
  return params.browser.preflightIgnoresRedirectTaint ? serializeOrigin(params.origin) : serializeRequestOrigin(params);
}

/** How the cache knows this request. */
export function cacheRequestOf(params: FetchParams): CacheRequest {
  return {
    serializedOrigin: preflightOrigin(params),
    url: currentUrl(params).href,
    credentials: params.credentials,
  };
}

/**
 * Asks the server for permission and reads the answer in the order of the browser's profile.
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch-0
 */
export function* corsPreflightFetch(params: FetchParams): FetchAlgorithm<PreflightResult> {
  params.preflight.needed = true;
  params.preflight.verdict = "unknown";
  const unsafeNames = corsUnsafeRequestHeaderNames(headersToAskFor(params), params.browser);

  // 1-5.
  const headers: HeaderLine[] = [
    ["Accept", "*/*"],
    ["Access-Control-Request-Method", params.method],
  ];
  if (unsafeNames.length > 0) headers.push(["Access-Control-Request-Headers", unsafeNames.join(",")]);
  headers.push(["Origin", preflightOrigin(params)]);
  const asked = unsafeNames.length > 0 ? ` and the headers \`${unsafeNames.join(",")}\`` : "";
  const exchange = params.exchangeCount++;
  note(params, "cors-preflight-fetch", "1", "info", `Asks for the method \`${params.method}\`${asked}.`, exchange);

  // 6.
  const answer = yield {
    role: "preflight",
    hop: params.redirectCount,
    method: "OPTIONS",
    url: withoutFragment(currentUrl(params)),
    headers,
    includeCredentials: false,
    withBody: false,
    preflighted: false,
  };
  if (answer.kind !== "response") {
    if (answer.kind === "failure" && isConclusive(answer)) params.preflight.verdict = "failed";
    note(params, "cors-preflight-fetch", "6", "fail", "There is no HTTP answer to the preflight.");
    return { kind: "stopped", by: answer };
  }

  const refused = refusedForPort(params);
  if (refused !== null) return refused;
  // 7-8.
  const error = checkPreflightResponse(params, answer, unsafeNames);
  if (error !== null) {
    params.preflight.verdict = "failed";
    return error;
  }
  params.preflight.verdict = "passed";
  note(params, "cors-preflight-fetch", "7", "pass", "The preflight allows the request.");
  return { kind: "passed" };
}

function checkPreflightResponse(
  params: FetchParams,
  response: IncomingResponse,
  unsafeNames: readonly string[],
): NetworkErrorResult | null {
  const refusal = refusedByNetworkStack(params, response, "preflight");
  if (refusal !== null) return refusal;
  for (const check of params.browser.preflightCheckOrder) {
    const error = PREFLIGHT_CHECKS[check](params, response);
    if (error !== null) return error;
  }
  return readPermissions(params, response, unsafeNames);
}

const PREFLIGHT_CHECKS: Record<
  FetchParams["browser"]["preflightCheckOrder"][number],
  (params: FetchParams, response: IncomingResponse) => NetworkErrorResult | null
> = {
  "cors-check": (params, response) => {
    const isHome = isSameOrigin(originOfUrl(currentUrl(params)), params.origin);
    if (params.browser.preflightIgnoresRedirectTaint && isHome) return null;
    const failure = corsCheck(params, response, preflightOrigin(params));
    return failure && networkError(params, `preflight-${failure.reason}` as Reason, { value: failure.value });
  },
  redirect: (params, response) => {
    const { status, headers } = response;
    if (!hasHeader(headers, "location") || !asksForRedirect(params, response)) return null;
    if (params.browser.preflightHasRedirectMode && params.redirect !== "follow") return null;
    const detail = `The preflight is answered with a redirect (${String(status)}); preflights do not follow redirects.`;
    note(params, "cors-preflight-fetch", "7", "fail", detail);
    return networkError(params, "preflight-redirect", { status, value: getHeader(headers, "location") ?? "" });
  },
  status: (params, { status }) => {
    if (isOkStatus(status)) return null;
    note(params, "cors-preflight-fetch", "7", "fail", `The preflight's status is ${String(status)}, not 200 to 299.`);
    return networkError(params, "preflight-status-not-ok", { status });
  },
};

/** Steps 7.1 to 7.15 of https://fetch.spec.whatwg.org/#cors-preflight-fetch-0 */
function readPermissions(
  params: FetchParams,
  response: IncomingResponse,
  unsafeNames: readonly string[],
): NetworkErrorResult | null {
  const step = (number: string, outcome: "pass" | "fail" | "info", detail: string) => {
    note(params, "cors-preflight-fetch", number, outcome, detail);
  };
  const wildcardCounts = params.credentials !== "include";

  // 7.1-7.3.
  const extractedMethods = extractTokens(response.headers, "access-control-allow-methods");
  if (extractedMethods === FAILURE) {
    step("7.3", "fail", "`Access-Control-Allow-Methods` cannot be parsed as a list of methods.");
    const value = getHeader(response.headers, "access-control-allow-methods") ?? "";
    return networkError(params, "preflight-allow-methods-unparsable", { value });
  }
  const extractedNames = extractTokens(response.headers, "access-control-allow-headers");
  const unparsableNames = () => {
    step("7.3", "fail", "`Access-Control-Allow-Headers` cannot be parsed as a list of header names.");
    const value = getHeader(response.headers, "access-control-allow-headers") ?? "";
    return networkError(params, "preflight-allow-headers-unparsable", { value });
  };
  if (extractedNames === FAILURE && !params.browser.checksMethodBeforeAllowHeaders) return unparsableNames();
  // 7.4.
  const methods = extractedMethods ?? (params.useCorsPreflight ? [params.method] : []);

  // 7.5.
  const methodAllowed =
    methods.includes(params.method) ||
    isCorsSafelistedMethod(params.method) ||
    (wildcardCounts && methods.includes("*"));
  if (!methodAllowed) {
    const value = getHeader(response.headers, "access-control-allow-methods") ?? "";
    step("7.5", "fail", `The method \`${params.method}\` is not in \`Access-Control-Allow-Methods\`.`);
    return networkError(params, "preflight-method-not-allowed", { method: params.method, value });
  }
  step("7.5", "pass", `The method \`${params.method}\` is allowed.`);
  if (extractedNames === FAILURE) return unparsableNames();
  const headerNames = extractedNames ?? [];

  // 7.6-7.7.
  const error = checkHeaderNames(params, response, unsafeNames, headerNames);
  if (error !== null) return error;

  // 7.8-7.10.
  const maxAge = preflightMaxAgeSeconds(response.headers, params.browser);
  params.preflightCacheSeconds = maxAge.seconds;
  step("7.10", "info", maxAge.detail);
  // 7.11-7.15.
  if (maxAge.seconds > 0) params.corsPreflightCache.store(cacheRequestOf(params), methods, headerNames);
  return null;
}

function checkHeaderNames(
  params: FetchParams,
  response: IncomingResponse,
  unsafeNames: readonly string[],
  headerNames: readonly string[],
): NetworkErrorResult | null {
  const value = getHeader(response.headers, "access-control-allow-headers") ?? "";
  const isListed = (name: string) => headerNames.some((allowed) => equalsByteCaseInsensitive(allowed, name));
  const hasWildcard = params.credentials !== "include" && headerNames.includes("*");

  const nonWildcardName = params.headers.map(([name]) => name).find(isCorsNonWildcardRequestHeaderName);
  if (nonWildcardName !== undefined && !isListed(nonWildcardName)) {
    const headerName = byteLowercase(nonWildcardName);
    if (!params.browser.wildcardCoversAuthorization) {
      const detail = `\`${headerName}\` has to be listed by name in \`Access-Control-Allow-Headers\`.`;
      note(params, "cors-preflight-fetch", "7.6", "fail", detail);
      const reason = hasWildcard ? "preflight-authorization-wildcard" : "preflight-header-not-allowed";
      return networkError(params, reason, { headerName, value });
    }
    if (hasWildcard) {
      params.authorizationCoveredByWildcard = true;
      const detail = `The standard wants \`${headerName}\` listed by name; this browser takes \`*\` to cover it.`;
      note(params, "cors-preflight-fetch", "7.6", "info", detail);
    }
  }
  const refused = hasWildcard ? [] : unsafeNames.filter((name) => !isListed(name));
  const headerName = namedFirst(params, refused);
  if (headerName !== undefined) {
    const detail = `The request header \`${headerName}\` is not in \`Access-Control-Allow-Headers\`.`;
    note(params, "cors-preflight-fetch", "7.7", "fail", detail);
    return networkError(params, "preflight-header-not-allowed", { headerName, value });
  }
  if (unsafeNames.length > 0) {
    note(params, "cors-preflight-fetch", "7.7", "pass", `The headers \`${unsafeNames.join(",")}\` are allowed.`);
  }
  return null;
}

/** Which of the refused headers the browser names. */
function namedFirst(params: FetchParams, refused: readonly string[]): string | undefined {
  const { browser, initialHeaders, urlList } = params;
  const [first, second] = refused;
  const [firstUrl] = urlList;
  if (second === undefined || browser.refusedHeaderOrder === null || firstUrl === undefined) return first;
  const asked = headersToAskFor(params);
  const inOrder = browser.refusedHeaderOrder(initialHeaders, firstUrl).filter(([name]) => hasHeader(asked, name));
  return unsortedUnsafeNames(inOrder, browser).find((name) => refused.includes(name));
}

/** A URL as it is put on the wire: no fragment, no userinfo. */
export function withoutFragment(url: URL): string {
  if (!/[#@]/.test(url.href)) return url.href;
  const copy = new URL(url);
  copy.hash = "";
  copy.username = "";
  copy.password = "";
  return copy.href;
}
