import { CorsPreflightCache } from "./cors-preflight-cache.ts";
import { isConclusive } from "./exchange.ts";
import { currentUrl, networkError, note, type FetchParams, type FetchResult } from "./fetch-params.ts";
import { filteredResponse, NOTHING_READABLE } from "./filtered-response.ts";
import { isForbiddenRequestHeader } from "./forbidden-request-header.ts";
import {
  byteLowercase,
  combineLines,
  getHeader,
  hasHeader,
  trimOptionalWhitespace,
  type HeaderLine,
  type HeaderList,
} from "./header-list.ts";
import { mainFetch } from "./main-fetch.ts";
import { isCorsSafelistedMethod, isForbiddenMethod, normalizeMethod } from "./method.ts";
import type { DroppedHeader, FetchOutcome } from "./outcome.ts";
import type { BrowserProfile } from "./profile.ts";
import type { EngineRun } from "./recording.ts";
import type { FetchRequest } from "./request.ts";
import { isNoCorsSafelistedRequestHeader } from "./safelisted-request-header.ts";

/**
 * One request as that browser would perform it: yields each request that it would put on the wire, is fed what came
 * of it, and returns what the page gets together with every step taken. Does no I/O and never throws for a request with
 * an absolute URL.
 * https://fetch.spec.whatwg.org/#dom-global-fetch
 */
export function* corsFetch(request: FetchRequest, browser: BrowserProfile): EngineRun {
  const params: FetchParams = {
    browser,
    origin: request.origin,
    mode: request.initiator === "font" && browser.loadsFontsWithoutCors ? "no-cors" : request.mode,
    credentials: request.credentials,
    redirect: request.redirect,
    useCorsPreflight: isUploadObserved(request, browser) || request.body === "stream",
    initiator: request.initiator,
    urlList: [new URL(request.url)],
    method: normalizeMethod(request.method),
    headers: [],
    body: request.body,
    responseTainting: "basic",
    redirectCount: 0,
    initialHeaders: [],
    corsPreflightCache: new CorsPreflightCache(browser),
    trace: [],
    exchangeCount: 0,
    preflight: { needed: false, because: [], verdict: null },
    preflightCacheSeconds: null,
    authorizationCoveredByWildcard: false,
  };
  const dropped = fillHeaders(params, request);
  params.initialHeaders = params.headers;
  const result = refusedByConstructor(params, request) ?? (yield* mainFetch(params));
  return outcomeOf(params, result, dropped);
}

/** https://xhr.spec.whatwg.org/#upload-listener-flag */
function isUploadObserved({ useCorsPreflight, body }: FetchRequest, browser: BrowserProfile): boolean {
  return useCorsPreflight && (body !== "none" || !browser.observesOnlyUploadsWithBody);
}

/** What is thrown before anything is fetched, in the order of https://fetch.spec.whatwg.org/#dom-request; null for nothing. */
function refusedByConstructor(params: FetchParams, request: FetchRequest): FetchResult | null {
  const refuse = (step: string, detail: string) => {
    note(params, "request-constructor", step, "fail", detail);
  };
  const url = currentUrl(params);
  if (request.initiator === "fetch" && (url.username !== "" || url.password !== "")) {
    refuse("5.3", "The URL includes a username or password.");
    return networkError(params, "url-with-credentials");
  }
  if (isForbiddenMethod(request.method)) {
    const detail = `The method \`${request.method}\` is forbidden.`;
    if (request.initiator.startsWith("xhr")) note(params, "xhr-open", "3", "fail", detail);
    else refuse("25.2", detail);
    return networkError(params, "forbidden-method", { method: request.method });
  }
  if (request.mode === "no-cors" && !isCorsSafelistedMethod(params.method)) {
    refuse("32.1", `The mode \`no-cors\` allows GET, HEAD and POST only, not \`${params.method}\`.`);
    return networkError(params, "no-cors-method", { method: params.method });
  }
  if (request.body !== "none" && ["GET", "HEAD"].includes(params.method)) {
    refuse("35", `A ${params.method} request cannot have a body.`);
    return networkError(params, "get-with-body", { method: params.method });
  }
  return null;
}

/**
 * The headers that survive the guard, in the order given; a text body without `Content-Type` gets the default one.
 * Returns those that were dropped. https://fetch.spec.whatwg.org/#concept-headers-append
 */
function fillHeaders(params: FetchParams, request: FetchRequest): DroppedHeader[] {
  const allKept: HeaderLine[] = [];
  const dropped: DroppedHeader[] = [];
  for (const [index, header] of request.headers.entries()) {
    const because = whyDropped(params, allKept, header);
    if (because === null) allKept.push(header);
    else dropped.push({ index, name: header[0], because });
  }
  // XMLHttpRequest joins them itself: https://xhr.spec.whatwg.org/#the-setrequestheader()-method
  const isJoined = params.browser.combinesRepeatedHeaders || request.initiator.startsWith("xhr");
  const joined = isJoined ? combineLines(allKept) : allKept;
  const kept = params.browser.trimsCombinedHeaders
    ? joined.map(([name, value]): HeaderLine => [name, trimOptionalWhitespace(value)])
    : joined;
  for (const { name } of dropped) {
    note(params, "headers-fill", "3", "info", `A script cannot set \`${name}\` here; it is dropped without an error.`);
  }
  const needsContentType = request.body === "text" && !hasHeader(kept, "content-type");
  params.headers = needsContentType ? [...kept, ["Content-Type", "text/plain;charset=UTF-8"]] : kept;
  return dropped;
}

/** Why a script may not append this header to those it has; null when it may. */
function whyDropped(
  { browser, mode }: FetchParams,
  before: HeaderList,
  header: HeaderLine,
): DroppedHeader["because"] | null {
  const [name, value] = header;
  if (isForbiddenRequestHeader(header)) return "forbidden";
  if (browser.extraForbiddenRequestHeaders.has(byteLowercase(name))) return "browser";
  if (mode !== "no-cors") return null;
  const earlier = getHeader(before, name);
  const combined: HeaderLine = [name, earlier === null ? value : `${earlier}, ${value}`];
  return isNoCorsSafelistedRequestHeader(combined, browser) ? null : "no-cors";
}

function outcomeOf(
  params: FetchParams,
  result: FetchResult,
  droppedRequestHeaders: readonly DroppedHeader[],
): FetchOutcome {
  const { trace, preflight, preflightCacheSeconds, authorizationCoveredByWildcard } = params;
  const common = {
    urlList: params.urlList.map((url) => url.href),
    trace,
    preflight,
    preflightCacheSeconds,
    authorizationCoveredByWildcard,
    droppedRequestHeaders,
    error: null,
    stoppedBy: null,
    readable: NOTHING_READABLE,
    responseStep: null,
  };
  switch (result.kind) {
    case "network-error":
      return { ...common, outcome: "blocked", error: result.error };
    case "stopped": {
      const isUnreachable = result.by.kind === "failure" && isConclusive(result.by);
      return { ...common, outcome: isUnreachable ? "unreachable" : "undetermined", stoppedBy: result.by };
    }
    case "response":
      return {
        ...common,
        outcome: result.type === "opaque" || result.type === "opaqueredirect" ? "opaque" : "allowed",
        readable: filteredResponse(params, result),
        responseStep: result.response === null ? null : params.exchangeCount - 1,
      };
  }
}
