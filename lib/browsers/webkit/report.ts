import type { Initiator, Reason } from "#lib/contract/terms.ts";
import type { Report } from "#lib/browsers/browser.ts";
import { webkitSpelling } from "./header-names.ts";
import { failureTold, namesRefusedAloud, upgradedUrls } from "#lib/browsers/initiator.ts";
import type { IncomingResponse } from "#lib/fetch/exchange.ts";
import { getHeader } from "#lib/fetch/header-list.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import type { NetworkError, RunStep } from "#lib/fetch/outcome.ts";
import type { FinishedRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { isPotentiallyTrustworthyUrl } from "#lib/fetch/potentially-trustworthy.ts";
import { isRedirectStatus } from "#lib/fetch/response-status.ts";

const LOAD_FAILED = "TypeError: Load failed";
const SILENT: Report = { console: { reason: null, also: [] }, exception: null };
const OPEN_ERROR = "SecurityError: The operation is insecure.";
const NOT_HTTP = "Redirection to URL with a scheme that is not HTTP(S)";
const NOT_ALLOWED = "Not allowed to request resource";

/** What WebKit prints for a request, to the letter, and what the page is told. */
export function webkitReport(request: FetchRequest, run: FinishedRun): Report {
  const report = reportOf(request, run);
  const before = [
    ...namesRefusedAloud(request, run.outcome).map((name) => `Refused to set unsafe header "${name}"`),
    ...upgradedUrls(request, run.outcome).map((url) => upgradeLine(request, url)),
  ];
  return { ...report, console: { ...report.console, also: [...before, ...report.console.also] } };
}

function upgradeLine({ origin }: FetchRequest, url: string): string {
  return `The page at ${serializeOrigin(origin)}/ requested insecure content from ${url}. This content was automatically upgraded and should be served over HTTPS.\n`;
}

function reportOf(request: FetchRequest, run: FinishedRun): Report {
  const { error, outcome } = run.outcome;
  if (error !== null) return blockedReport(request, run, error);
  // What else is printed when there is no answer comes from the network library of each port.
  return outcome === "unreachable" ? { ...SILENT, exception: failureTold(request, LOAD_FAILED) } : SILENT;
}

const LOADERS: Partial<Record<Initiator, string>> = {
  fetch: "Fetch API",
  xhr: "XMLHttpRequest",
  "xhr-upload": "XMLHttpRequest",
  eventsource: "EventSource",
};

/** What whoever asked adds to the reason. */
function accessControl({ initiator, url: firstUrl }: FetchRequest, url: string, reason = NOT_ALLOWED): string[] {
  const loader = LOADERS[initiator];
  if (loader !== undefined) return [`${loader} cannot load ${withoutUserinfo(url)} due to access control checks.`];
  if (initiator === "image") return [`Cannot load image ${firstUrl} due to access control checks.`];
  if (initiator === "script") return ["Cross-origin script load denied by Cross-Origin Resource Sharing policy."];
  return initiator === "beacon" ? [`Beacon API cannot load ${url}. ${reason}`] : [];
}

function blockedReport(request: FetchRequest, run: FinishedRun, error: NetworkError): Report {
  const typeError = CONSTRUCTOR_ERRORS[error.reason]?.(error);
  if (typeError !== undefined) {
    return { ...SILENT, exception: request.initiator === "fetch" ? `TypeError: ${typeError}` : OPEN_ERROR };
  }
  if (request.initiator === "beacon" && error.reason === "scheme-not-cors-enabled") {
    return { ...SILENT, exception: "TypeError: Beacons can only be sent over HTTP(S)" };
  }
  const other = OTHER_LINES[error.reason]?.(request, error, run);
  if (other !== undefined) {
    const [reason = null, ...also] = other;
    return { console: { reason, also }, exception: failureTold(request, LOAD_FAILED) };
  }
  const step = error.exchange === null ? undefined : run.steps[error.exchange];
  const text = step === undefined ? undefined : REASON_TEXTS[error.reason]?.({ request, error, step });
  if (step === undefined || text == null) return { ...SILENT, exception: failureTold(request, LOAD_FAILED) };
  const isOpaque = isRedirectWithoutCors(request, error);
  const notHttp = request.initiator === "fetch" ? `${NOT_HTTP}.` : NOT_HTTP;
  const reason = isOpaque ? notHttp : redirectPrefix(step, error) + text;
  const also = accessControl(request, isOpaque ? (error.value ?? error.url) : error.url, reason);
  return { console: { reason, also }, exception: failureTold(request, LOAD_FAILED) };
}

function isRedirectWithoutCors({ mode, initiator }: FetchRequest, { reason }: NetworkError): boolean {
  return reason === "redirect-scheme-not-http" && (mode === "no-cors" || initiator === "font");
}

/** A check that fails on a redirect is told as a redirect that is denied. */
function redirectPrefix({ request, answer }: RunStep, error: NetworkError): string {
  if (request.role === "preflight" || answer.kind !== "response" || !isRedirectStatus(answer.status)) return "";
  if (["redirect-mode-error", "redirect-too-many"].includes(error.reason)) return "";
  const line = getHeader(answer.headers, "location");
  if (line === null) return "";
  const shown = URL.parse(line, error.url);
  if (shown !== null) {
    shown.href = withoutUserinfo(shown.href);
    if (!shown.href.includes("#")) shown.hash = new URL(error.url).hash;
  }
  return `Cross-origin redirection to ${shown?.href ?? line} denied by Cross-Origin Resource Sharing policy: `;
}

const CONSTRUCTOR_ERRORS: Partial<Record<Reason, (error: NetworkError) => string>> = {
  "url-with-credentials": () => "URL is not valid or contains user credentials.",
  "forbidden-method": () => "Method is forbidden.",
  "no-cors-method": () => "Method must be GET, POST or HEAD in no-cors mode.",
  "get-with-body": ({ method = "" }) => `Request has method '${method}' and cannot have a body`,
};

interface Refused {
  readonly request: FetchRequest;
  readonly error: NetworkError;
  readonly step: RunStep;
}
type ReasonText = (refused: Refused) => string | null;

const NON_CORS_SCHEME = "not allowed to follow a cross-origin CORS redirection with non CORS scheme";

/** Without what the redirect inherits from the URL before. */
function locationOf({ answer }: RunStep, { url, value = "" }: NetworkError): string {
  const line = answer.kind === "response" ? getHeader(answer.headers, "location") : null;
  return URL.parse(line ?? "", url)?.href ?? value;
}

function hasOrigin({ request }: RunStep): boolean {
  return getHeader(request.headers, "origin") !== null;
}

const originNotAllowed: ReasonText = ({ step }) =>
  `Origin ${getHeader(step.request.headers, "origin") ?? ""} is not allowed by Access-Control-Allow-Origin. Status code: ${String(statusOf(step))}`;
const multipleValues: ReasonText = (refused) =>
  refused.error.value?.includes(",") === true
    ? "Access-Control-Allow-Origin cannot contain more than one origin."
    : originNotAllowed(refused);
const wildcard: ReasonText = () => "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.";
const allowCredentials: ReasonText = () =>
  'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".';
const preflightStatus: ReasonText = ({ step }) =>
  `Preflight response is not successful. Status code: ${String(statusOf(step))}`;

function statusOf({ answer }: RunStep): IncomingResponse["status"] {
  return answer.kind === "response" ? answer.status : 0;
}

const REASON_TEXTS: Partial<Record<Reason, ReasonText>> = {
  "allow-origin-missing": originNotAllowed,
  "preflight-allow-origin-missing": originNotAllowed,
  "allow-origin-mismatch": originNotAllowed,
  "preflight-allow-origin-mismatch": originNotAllowed,
  "allow-origin-invalid-value": originNotAllowed,
  "preflight-allow-origin-invalid-value": originNotAllowed,
  "allow-origin-multiple-values": multipleValues,
  "preflight-allow-origin-multiple-values": multipleValues,
  "allow-origin-wildcard-with-credentials": wildcard,
  "preflight-allow-origin-wildcard-with-credentials": wildcard,
  "allow-credentials-not-true": allowCredentials,
  "preflight-allow-credentials-not-true": allowCredentials,
  "preflight-redirect": preflightStatus,
  "preflight-status-not-ok": preflightStatus,
  "preflight-allow-methods-unparsable": ({ error }) =>
    `Header Access-Control-Allow-Methods has an invalid value: ${error.value ?? ""}`,
  "preflight-allow-headers-unparsable": ({ error }) =>
    `Header Access-Control-Allow-Headers has an invalid value: ${error.value ?? ""}`,
  "preflight-method-not-allowed": ({ error }) =>
    `Method ${error.method ?? ""} is not allowed by Access-Control-Allow-Methods.`,
  "preflight-header-not-allowed": ({ request, error }) =>
    `Request header field ${webkitSpelling(request.headers, error.headerName ?? "")} is not allowed by Access-Control-Allow-Headers.`,
  "redirect-location-credentials": ({ error, step }) => `redirection URL ${locationOf(step, error)} has credentials`,
  "redirect-invalid-location": ({ step }) => (hasOrigin(step) ? NON_CORS_SCHEME : null),
  "corp-blocked": ({ error }) =>
    `Cancelled load to ${error.url} because it violates the resource's Cross-Origin-Resource-Policy response header.`,
  "redirect-scheme-not-http": () => NON_CORS_SCHEME,
  "redirect-mode-error": ({ error }) => `Not allowed to follow a redirection while loading ${error.url}`,
  "redirect-too-many": () => "Load cannot follow more than 20 redirections",
};

/** What an https page must not load for want of https, whatever other scheme it has. */
function isInsecure({ origin }: FetchRequest, url: string): boolean {
  const { protocol } = new URL(url);
  return (
    origin.kind === "tuple" &&
    origin.scheme === "https" &&
    !["about:", "blob:", "data:", "file:", "https:", "wss:"].includes(protocol)
  );
}

function insecureContent({ origin }: FetchRequest, url: string): string {
  const remedy = isPotentiallyTrustworthyUrl(new URL(url)) ? "" : " be served over HTTPS.";
  return `[blocked] The page at ${serializeOrigin(origin)}/ requested insecure content from ${url}. This content was blocked and must${remedy}\n`;
}

function withoutUserinfo(href: string): string {
  const url = new URL(href);
  url.username = "";
  url.password = "";
  return url.href;
}

type OtherLines = (request: FetchRequest, error: NetworkError, run: FinishedRun) => string[] | undefined;

const OTHER_LINES: Partial<Record<Reason, OtherLines>> = {
  "mode-same-origin-cross-origin": (request, { url }) =>
    new URL(request.url).href === url
      ? [`Fetch API cannot load ${url}.`]
      : [
          `Unsafe attempt to load URL ${withoutUserinfo(url)} from origin ${serializeOrigin(request.origin)}. Domains, protocols and ports must match.\n`,
          ...accessControl(request, url),
        ],
  "scheme-not-cors-enabled": (request, { url, value: scheme = "" }) => {
    if (!(request.initiator in LOADERS)) {
      return scheme === "ftp" ? ["FTP URLs are disabled", ...accessControl(request, url)] : [];
    }
    if (request.mode === "cors") {
      return ["Cross origin requests are only supported for HTTP.", ...accessControl(request, url)];
    }
    if (isInsecure(request, url)) return [insecureContent(request, url), NOT_ALLOWED, ...accessControl(request, url)];
    if (scheme === "ftp") return ["FTP URLs are disabled", ...accessControl(request, url)];
    return ["file", "blob"].includes(scheme)
      ? [`Not allowed to load local resource: ${url}`, NOT_ALLOWED, ...accessControl(request, url)]
      : [];
  },
  "redirect-no-cors-not-follow": (request, { url }) => [
    "No-Cors mode requires follow redirect mode",
    NOT_ALLOWED,
    ...accessControl(request, url.replace(/#.*/, "")),
  ],
  "redirect-scheme-not-http": (request, { value: location = "", url, exchange }, { steps }) => {
    if (location.startsWith("ftp:")) return ["FTP URLs are disabled", ...accessControl(request, request.url)];
    const step = exchange === null ? undefined : steps[exchange];
    if (request.initiator !== "fetch" || step === undefined || hasOrigin(step)) return undefined;
    // Where CORS does not apply, the page itself looks at what it is led to.
    if (request.mode === "cors" && location.startsWith("file:")) {
      return [`Not allowed to load local resource: ${location}`, ...accessControl(request, url)];
    }
    return isInsecure(request, location)
      ? [insecureContent(request, location), ...accessControl(request, url)]
      : undefined;
  },
  "mixed-content": (request, { url: target }, { outcome }) => {
    const url = outcome.urlList.length > 1 ? target : target.replace(/#.*/, "");
    const line = insecureContent(request, url);
    const redirectedFrom = outcome.urlList.at(-2);
    if (redirectedFrom !== undefined) return [line, ...accessControl(request, redirectedFrom)];
    if (request.initiator === "beacon") return [line, ...accessControl(request, url)];
    return request.initiator in LOADERS ? [line, NOT_ALLOWED, ...accessControl(request, url)] : [line];
  },
  "bad-port": (request, { url, value: port = "" }, { steps }) => {
    if (steps.at(-1)?.request.role === "preflight") {
      return ["CORS-preflight request was blocked", ...accessControl(request, url)];
    }
    const isBeacon = request.initiator === "beacon";
    return [
      `Not allowed to use restricted network port ${port}: ${url}`,
      ...(isBeacon ? accessControl(request, url, "Not allowed to use restricted network port") : []),
    ];
  },
};
