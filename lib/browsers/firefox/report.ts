import type { Reason } from "#lib/contract/terms.ts";
import type { IncomingResponse } from "#lib/fetch/exchange.ts";
import { getHeaderLines, trimOptionalWhitespace, type HeaderList } from "#lib/fetch/header-list.ts";
import { isToken } from "#lib/fetch/method.ts";
import { isSameOrigin, originOfUrl, serializeOrigin } from "#lib/fetch/origin.ts";
import type { FetchOutcome, NetworkError } from "#lib/fetch/outcome.ts";
import type { FinishedRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { isRedirectStatus } from "#lib/fetch/response-status.ts";
import { utf8Decode } from "#lib/fetch/utf8-decode.ts";
import type { Report } from "#lib/browsers/browser.ts";
import { failureTold, namesRefusedAloud, upgradedUrls } from "#lib/browsers/initiator.ts";

const NETWORK_ERROR = "TypeError: NetworkError when attempting to fetch resource.";
const OPEN_ERROR = "SecurityError: The operation is insecure.";
const SILENT: Report = { console: { reason: null, also: [] }, exception: null };

/** What Firefox prints for a request, to the letter, and what the page is told. */
export function firefoxReport(request: FetchRequest, run: FinishedRun): Report {
  const report = reportOf(request, run);
  const before = [
    ...namesRefusedAloud(request, run.outcome).map((name) => `Attempt to set a forbidden header was denied: ${name}`),
    ...upgradedUrls(request, run.outcome).map(
      (url) => `Mixed Content: Upgrading insecure display request ‘${url}’ to use ‘https’`,
    ),
  ];
  const isFailure = ["blocked", "unreachable"].includes(run.outcome.outcome);
  const after = isFailure ? linesOfConsumer(request, run.outcome) : [];
  return { ...report, console: { ...report.console, also: [...before, ...report.console.also, ...after] } };
}

/** What scripts and event sources add when they get nothing. */
function linesOfConsumer({ initiator, mode, url }: FetchRequest, { error }: FetchOutcome): string[] {
  if (initiator === "eventsource") return [`Firefox can’t establish a connection to the server at ${url}.`];
  if (initiator !== "script" && initiator !== "module") return [];
  const isNeverStarted = error?.reason === "bad-port" || error?.reason === "mixed-content";
  const isModule = initiator === "module";
  return mode === "no-cors" || isNeverStarted
    ? [`Loading failed for the ${isModule ? "module" : "<script>"} with source “${url}”.`]
    : [`${isModule ? "Module" : "<script>"} source URI is not allowed in this document: “${url}”.`];
}

function reportOf(request: FetchRequest, run: FinishedRun): Report {
  const { error, outcome, authorizationCoveredByWildcard } = run.outcome;
  if (error !== null) return blockedReport(request, run, error);
  if (outcome === "unreachable") return unreachableReport(request, run);
  return authorizationCoveredByWildcard ? warningReport(request, run) : SILENT;
}

/** Firefox blames CORS for failures of the network too, and says it twice for a preflight. */
function unreachableReport(request: FetchRequest, { steps, outcome }: FinishedRun): Report {
  const last = steps.at(-1)?.request;
  if (last === undefined || !isSubjectToCors(request, outcome.urlList)) {
    return { ...SILENT, exception: failureTold(request, NETWORK_ERROR) };
  }
  const line = corsLine(last.url, DID_NOT_SUCCEED);
  return {
    console: { reason: line, also: last.role === "preflight" ? [line] : [] },
    exception: failureTold(request, NETWORK_ERROR),
  };
}

/** Once a redirect has led to another origin, CORS applies even when a later one leads back home. */
function isSubjectToCors(request: FetchRequest, urls: readonly string[]): boolean {
  const isCrossOrigin = (url: string) => !isSameOrigin(originOfUrl(new URL(url)), request.origin);
  return request.mode === "cors" && urls.some(isCrossOrigin);
}

/** Firefox announces that it will follow the standard one day. */
function warningReport(request: FetchRequest, { steps }: FinishedRun): Report {
  const url = steps.find((step) => step.request.role === "preflight")?.request.url ?? request.url;
  const line = `Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at ${url} soon. (Reason: When the \`Access-Control-Allow-Headers\` is \`*\`, the \`Authorization\` header is not covered. To include the \`Authorization\` header, it must be explicitly listed in CORS header \`Access-Control-Allow-Headers\`).`;
  return { console: { reason: null, also: [line] }, exception: null };
}

const NOT_HTTP = "CORS request not http).";
const DID_NOT_SUCCEED = "CORS request did not succeed). Status code: (null).";

/** The sentence after `Reason: ` carries its own closing bracket, because some put a status behind it. */
function corsLine(url: string, reason: string): string {
  return `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${url}. (Reason: ${reason}`;
}

function blockedReport(request: FetchRequest, run: FinishedRun, error: NetworkError): Report {
  const typeError = CONSTRUCTOR_ERRORS[error.reason]?.(error);
  if (typeError !== undefined) {
    const isFetch = request.initiator === "fetch";
    return { ...SILENT, exception: isFetch ? `TypeError: Window.fetch: ${typeError}` : OPEN_ERROR };
  }
  if (request.initiator === "beacon" && error.reason === "scheme-not-cors-enabled") {
    return { ...SILENT, exception: beaconError(error) };
  }
  const step = error.exchange === null ? undefined : run.steps[error.exchange];
  const response = step?.answer.kind === "response" ? step.answer : null;
  const leadsTo = error.reason === "redirect-location-credentials" ? [error.value ?? error.url] : [];
  const isCors = isSubjectToCors(request, [...run.outcome.urlList, ...leadsTo]);
  const text = response === null || !isCors ? undefined : REASON_TEXTS[error.reason]?.({ request, error, response });
  if (text === undefined || response === null) {
    const line = OTHER_LINES[error.reason]?.(request, error);
    const redirectedFrom = error.reason === "redirect-scheme-not-http" ? error.url : run.outcome.urlList.at(-2);
    const failedRedirect = isCors && redirectedFrom !== undefined ? [corsLine(redirectedFrom, DID_NOT_SUCCEED)] : [];
    const [reason = null, ...also] = [...(line == null ? [] : [line]), ...failedRedirect];
    return { console: { reason, also }, exception: failureTold(request, NETWORK_ERROR) };
  }
  const isQuoted = error.reason.endsWith("allow-origin-wildcard-with-credentials");
  const line = corsLine(isQuoted ? `‘${error.url}’` : error.url, text);
  const also = linesAfter(request, error, response, step?.request.role === "preflight");
  return {
    console: { reason: line, also: also.map((after) => corsLine(error.url, after)) },
    exception: failureTold(request, NETWORK_ERROR),
  };
}

/** What Firefox adds once the request that was refused comes to its end. */
function linesAfter(
  request: FetchRequest,
  error: NetworkError,
  response: IncomingResponse,
  isPreflight: boolean,
): string[] {
  const isRedirect = isRedirectStatus(response.status) && getHeaderLines(response.headers, "location").length > 0;
  if (error.reason === "preflight-redirect") {
    return isFollowable(error) ? [preflightStatus(response.status), DID_NOT_SUCCEED] : [DID_NOT_SUCCEED];
  }
  if (isPreflight) {
    const isFollowed =
      isRedirect && error.reason !== "preflight-status-not-ok" && error.reason !== "redirect-invalid-location";
    return isFollowed ? [DID_NOT_SUCCEED, DID_NOT_SUCCEED] : [DID_NOT_SUCCEED];
  }
  const isFailedCheck = error.reason.startsWith("allow-");
  return isFailedCheck && isRedirect && request.redirect === "follow" ? [DID_NOT_SUCCEED] : [];
}

/** Redirects that Firefox would refuse anyway do not get as far as to be called external. */
function isFollowable({ value = "", url }: NetworkError): boolean {
  const location = URL.parse(value, url);
  return location?.username === "" && location.password === "" && ["http:", "https:"].includes(location.protocol);
}

function preflightStatus(status: number): string {
  return `CORS preflight response did not succeed). Status code: ${String(status)}.`;
}

function beaconError({ url }: NetworkError): string {
  return `TypeError: Navigator.sendBeacon: Beacon URL ${url} must be either http:// or https://.`;
}

const CONSTRUCTOR_ERRORS: Partial<Record<Reason, (error: NetworkError) => string>> = {
  "url-with-credentials": ({ url }) => `${url} is an url with embedded credentials.`,
  "forbidden-method": ({ method = "" }) => `Invalid request method ${method}.`,
  "no-cors-method": ({ method = "" }) => `Invalid request method ${method}.`,
  "get-with-body": () => "HEAD or GET Request cannot have a body.",
};

interface Refused {
  readonly request: FetchRequest;
  readonly error: NetworkError;
  readonly response: IncomingResponse;
}
type ReasonText = (refused: Refused) => string;

const doesNotMatch: ReasonText = ({ response: { headers }, error }) =>
  headers.filter(([name]) => name === "Access-Control-Allow-Origin").length > 1
    ? "Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed)."
    : `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${utf8Decode(error.value ?? "")}’).`;
const missing: ReasonText = ({ response: { status } }) =>
  `CORS header ‘Access-Control-Allow-Origin’ missing). Status code: ${String(status)}.`;
const notSupportingCredentials: ReasonText = () =>
  "Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).";
const allowCredentials: ReasonText = () => "expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).";
const invalidToken = (name: string): ReasonText => {
  return ({ response: { headers } }) =>
    `invalid token ‘${utf8Decode(firstInvalidToken(headers, name))}’ in CORS header ‘${name}’).`;
};

function firstInvalidToken(headers: HeaderList, name: string): string {
  const elements = getHeaderLines(headers, name).join(", ").split(",").map(trimOptionalWhitespace);
  return elements.find((element) => element !== "" && !isToken(element)) ?? "";
}

const REASON_TEXTS: Partial<Record<Reason, ReasonText>> = {
  "allow-origin-missing": missing,
  "preflight-allow-origin-missing": missing,
  "allow-origin-wildcard-with-credentials": notSupportingCredentials,
  "preflight-allow-origin-wildcard-with-credentials": notSupportingCredentials,
  "allow-origin-multiple-values": doesNotMatch,
  "preflight-allow-origin-multiple-values": doesNotMatch,
  "allow-origin-invalid-value": doesNotMatch,
  "preflight-allow-origin-invalid-value": doesNotMatch,
  "allow-origin-mismatch": doesNotMatch,
  "preflight-allow-origin-mismatch": doesNotMatch,
  "allow-credentials-not-true": allowCredentials,
  "preflight-allow-credentials-not-true": allowCredentials,
  "preflight-redirect": ({ error }) =>
    isFollowable(error) ? "CORS request external redirect not allowed)." : DID_NOT_SUCCEED,
  "preflight-status-not-ok": ({ response: { status } }) => preflightStatus(status),
  "preflight-allow-methods-unparsable": invalidToken("Access-Control-Allow-Methods"),
  "preflight-allow-headers-unparsable": invalidToken("Access-Control-Allow-Headers"),
  "preflight-method-not-allowed": () => "Did not find method in CORS header ‘Access-Control-Allow-Methods’).",
  "preflight-header-not-allowed": ({ error }) =>
    `header ‘${error.headerName ?? ""}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).`,
  "redirect-location-credentials": () => DID_NOT_SUCCEED,
  "redirect-too-many": () => DID_NOT_SUCCEED,
  "redirect-invalid-location": () => DID_NOT_SUCCEED,
};

type OtherLine = (request: FetchRequest, error: NetworkError) => string | null;

const OTHER_LINES: Partial<Record<Reason, OtherLine>> = {
  "mixed-content": (_request, { url }) => `Blocked loading mixed active content “${url}”`,
  "mode-same-origin-cross-origin": (request, { url }) =>
    `Security Error: Content at ${serializeOrigin(request.origin)}/ may not load data from ${url}.`,
  "scheme-not-cors-enabled": (request, { url, value: scheme = "" }) => {
    if (["file", "view-source"].includes(scheme)) {
      return `Security Error: Content at ${serializeOrigin(request.origin)}/ may not load or link to ${url}.`;
    }
    const isSilent =
      request.mode !== "cors" ||
      ["stylesheet", "eventsource"].includes(request.initiator) ||
      ["ws", "wss", "chrome"].includes(scheme);
    return isSilent ? null : corsLine(url, NOT_HTTP);
  },
  "redirect-scheme-not-http": (request, { value: location = "", url }) => {
    const scheme = location.split(":")[0] ?? "";
    if (["file", "view-source"].includes(scheme)) {
      const from = request.origin.kind === "opaque" ? "null/" : url;
      return `Security Error: Content at ${from} may not load or link to ${location}.`;
    }
    if (scheme === "data") return `Redirecting to data: URI not allowed (Blocked loading of: “${location}”)`;
    if (["blob", "javascript", "ws", "wss"].includes(scheme)) return null;
    if (request.mode === "same-origin") {
      return `Security Error: Content at ${serializeOrigin(request.origin)}/ may not load data from ${location}.`;
    }
    return request.mode === "cors" ? corsLine(location, NOT_HTTP) : null;
  },
  "corp-blocked": (_request, { url }) =>
    `The resource at “${url}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). See https://developer.mozilla.org/docs/Web/HTTP/Cross-Origin_Resource_Policy_(CORP)#`,
};
