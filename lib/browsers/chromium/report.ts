import type { FailureCode, FailurePhase, Initiator, Reason } from "#lib/contract/terms.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import type { FetchOutcome, NetworkError } from "#lib/fetch/outcome.ts";
import type { FinishedRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { Report } from "../browser.ts";
import { failureTold, namesRefusedAloud, upgradedUrls } from "../initiator.ts";
import { CORS_ERROR_TEXTS } from "./cors-error.ts";
import { NET_ERRORS } from "./net-error.ts";

const FAILED_TO_FETCH = "TypeError: Failed to fetch";
const BEACON_ERROR =
  "TypeError: Failed to execute 'sendBeacon' on 'Navigator': Beacons are only supported over HTTP(S).";
const SILENT: Report = { console: { reason: null, also: [] }, exception: null, corsError: null };

/** What Chromium prints for a request, to the letter, and what the page is told. */
export function chromiumReport(request: FetchRequest, run: FinishedRun): Report {
  const report = reportOf(request, run);
  const before = [
    ...namesRefusedAloud(request, run.outcome).map((name) => `Refused to set unsafe header "${name}"`),
    ...upgradedUrls(request, run.outcome).map((url) => upgradeLine(request, url)),
  ];
  return { ...report, console: { ...report.console, also: [...before, ...report.console.also] } };
}

function upgradeLine(request: FetchRequest, url: string): string {
  return `Mixed Content: The page at '${pageUrl(request)}' was loaded over HTTPS, but requested an insecure element '${url}'. This request was automatically upgraded to HTTPS, For more information see https://blog.chromium.org/2019/10/no-more-mixed-messages-about-https.html`;
}

function reportOf(request: FetchRequest, { outcome }: FinishedRun): Report {
  if (outcome.error !== null) return blockedReport(request, outcome, outcome.error);
  if (outcome.outcome === "unreachable" && outcome.stoppedBy?.kind === "failure") {
    return {
      ...SILENT,
      console: { reason: null, also: netErrorLine(outcome.stoppedBy) },
      exception: failureTold(request, FAILED_TO_FETCH),
    };
  }
  return SILENT;
}

function netErrorLine({ phase, code }: { phase: FailurePhase; code: FailureCode }): string[] {
  const name = NET_ERRORS[`${phase}/${code}`];
  return name === undefined ? [] : [failedToLoad(name)];
}

function failedToLoad(netError: string): string {
  return `Failed to load resource: net::${netError}`;
}

function blockedReport(request: FetchRequest, outcome: FetchOutcome, error: NetworkError): Report {
  const typeError = CONSTRUCTOR_ERRORS[error.reason]?.(error);
  if (typeError !== undefined) {
    const exception = request.initiator === "fetch" ? `TypeError: ${EXECUTE}${typeError}` : openError(error);
    return { ...SILENT, exception };
  }
  const special = (SPECIAL_REPORTS[error.reason] ?? corsPolicyReport)(request, outcome, error);
  return { ...SILENT, exception: failureTold(request, FAILED_TO_FETCH), ...special };
}

function openError({ method = "" }: NetworkError): string {
  return `SecurityError: Failed to execute 'open' on 'XMLHttpRequest': '${method}' HTTP method is unsupported.`;
}

/** What it calls the request in its CORS line, and in the one about mixed content. */
const KINDS: Readonly<Record<Initiator, readonly [cors: string, mixedContent: string]>> = {
  fetch: ["fetch", "resource"],
  xhr: ["XMLHttpRequest", "XMLHttpRequest endpoint"],
  "xhr-upload": ["XMLHttpRequest", "XMLHttpRequest endpoint"],
  image: ["image", "element"],
  script: ["script", "script"],
  module: ["script", "script"],
  font: ["font", "font"],
  stylesheet: ["CSS stylesheet", "stylesheet"],
  eventsource: ["resource", "EventSource endpoint"],
  beacon: ["resource", "Beacon endpoint"],
};

type PartialReport = Partial<Report>;
type Reporter = (request: FetchRequest, outcome: FetchOutcome, error: NetworkError) => PartialReport;

const EXECUTE = "Failed to execute 'fetch' on 'Window': ";

const CONSTRUCTOR_ERRORS: Partial<Record<Reason, (error: NetworkError) => string>> = {
  "url-with-credentials": ({ url }) => `Request cannot be constructed from a URL that includes credentials: ${url}`,
  "forbidden-method": ({ method = "" }) => `'${method}' HTTP method is unsupported.`,
  "no-cors-method": ({ method = "" }) => `'${method}' is unsupported in no-cors mode.`,
  "get-with-body": () => "Request with GET/HEAD method cannot have body.",
};

const corsPolicyReport: Reporter = (request, outcome, error) => {
  const text = CORS_ERROR_TEXTS.get(error.reason);
  if (text === undefined) return {};
  const [first = error.url] = outcome.urlList;
  const at = error.reason === "redirect-scheme-not-http" ? (error.value ?? error.url) : error.url;
  const redirectedFrom = at !== first ? ` (redirected from '${first}')` : "";
  const origin = serializeOrigin(request.origin);
  const line = `Access to ${KINDS[request.initiator][0]} at '${at}'${redirectedFrom} from origin '${origin}' has been blocked by CORS policy: ${text.body(error)}${text.advice?.(request.initiator) ?? ""}`;
  return { console: { reason: line, also: [failedToLoad("ERR_FAILED")] }, corsError: text.corsError };
};

/** A scheme without CORS, asked for by something other than `fetch()`. */
const schemeReport: Reporter = (request, outcome, error) => {
  if (request.initiator === "beacon") return { exception: BEACON_ERROR };
  if (request.initiator.startsWith("xhr") && error.value === "ftp") {
    return { console: { reason: "FTP is not supported.", also: [] } };
  }
  if (request.mode === "no-cors") return netError("ERR_UNKNOWN_URL_SCHEME")(request, outcome, error);
  return corsPolicyReport(request, outcome, { ...error, reason: "redirect-scheme-not-http", value: error.url });
};

const netError =
  (name: string): Reporter =>
  () => ({ console: { reason: null, also: [failedToLoad(name)] } });

/** Schemes to which Chromium's network stack itself refuses to redirect. */
const UNSAFE_REDIRECT_SCHEMES = ["about", "blob", "chrome-extension", "data", "file", "filesystem"];

/** Reasons for which Chromium does not print its CORS line, or not always. */
const SPECIAL_REPORTS: Partial<Record<Reason, Reporter>> = {
  "mode-same-origin-cross-origin": (request, outcome, error) => {
    const origin = serializeOrigin(request.origin);
    if (outcome.urlList.length > 1) {
      return { console: { reason: unsafeAttempt(request, error.url), also: [] } };
    }
    const line = `Fetch API cannot load ${error.url}. Request mode is "same-origin" but the URL's origin is not same as the request origin ${origin}.`;
    return { console: { reason: line, also: [] }, corsError: "DisallowedByMode" };
  },
  "scheme-not-cors-enabled": (request, outcome, error) => {
    const { url, value: scheme = "" } = error;
    if (request.initiator !== "fetch") return schemeReport(request, outcome, error);
    if (scheme === "file") {
      return { console: { reason: `Not allowed to load local resource: ${url}`, also: [] } };
    }
    if (scheme === "chrome-extension") {
      return { console: { reason: null, also: [failedToLoad("ERR_BLOCKED_BY_CLIENT")] } };
    }
    const line = `Fetch API cannot load ${url}. URL scheme "${scheme}" is not supported.`;
    return { console: { reason: line, also: [] }, corsError: "CorsDisabledScheme" };
  },
  "redirect-no-cors-not-follow": (_request, _outcome, { url }) => ({
    console: {
      reason: `Fetch API cannot load ${url}. Request mode is "no-cors" but the redirect mode is not "follow".`,
      also: [],
    },
    corsError: "NoCorsRedirectModeNotFollow",
  }),
  "redirect-scheme-not-http": (request, outcome, error) => {
    const scheme = (error.value ?? "").split(":")[0] ?? "";
    if (scheme === "view-source") {
      return { console: { reason: `Not allowed to load local resource: ${error.value ?? ""}`, also: [] } };
    }
    if (UNSAFE_REDIRECT_SCHEMES.includes(scheme)) return netError("ERR_UNSAFE_REDIRECT")(request, outcome, error);
    if (request.mode === "same-origin") return { console: { reason: unsafeAttempt(request, error.value), also: [] } };
    if (request.mode === "no-cors") return netError("ERR_UNKNOWN_URL_SCHEME")(request, outcome, error);
    return corsPolicyReport(request, outcome, error);
  },
  // What only Chromium refuses, it refuses without a word.
  "redirect-location-credentials": (request, outcome, error) =>
    error.deviation === true ? {} : corsPolicyReport(request, outcome, error),
  "redirect-invalid-location": (request, outcome, error) =>
    netError(error.value?.includes(", ") === true ? "ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION" : "ERR_INVALID_REDIRECT")(
      request,
      outcome,
      error,
    ),
  "redirect-too-many": netError("ERR_TOO_MANY_REDIRECTS"),
  "redirect-mode-error": (request, outcome, error) => {
    const scheme = (error.value ?? "").split(":")[0] ?? "";
    const name = UNSAFE_REDIRECT_SCHEMES.includes(scheme) ? "ERR_UNSAFE_REDIRECT" : "ERR_FAILED";
    return netError(name)(request, outcome, error);
  },
  "redirect-stream-body": netError("ERR_INVALID_ARGUMENT"),
  "bad-port": netError("ERR_UNSAFE_PORT"),
  "network-error": netError("ERR_UNEXPECTED_PROXY_AUTH"),
  "mixed-content": (request, { urlList }, { url }) => ({
    console: {
      reason: `Mixed Content: The page at '${pageUrl(request)}' was loaded over HTTPS, but requested an insecure ${KINDS[request.initiator][1]} '${urlList.length > 1 ? url : url.replace(/#.*/, "")}'. This request has been blocked; the content must be served over HTTPS.`,
      also: [],
    },
  }),
  "corp-blocked": (_request, _outcome, { value }) => ({
    console: {
      reason: null,
      also: [
        failedToLoad(
          value === "same-site" ? "ERR_BLOCKED_BY_RESPONSE.NotSameSite" : "ERR_BLOCKED_BY_RESPONSE.NotSameOrigin",
        ),
      ],
    },
  }),
};

function unsafeAttempt(request: FetchRequest, url = ""): string {
  return `Unsafe attempt to load URL ${url} from frame with URL ${pageUrl(request)}. Domains, protocols and ports must match.\n`;
}

/** Only the page's origin is known, so its URL is taken to be the root. */
function pageUrl(request: FetchRequest): string {
  return `${serializeOrigin(request.origin)}/`;
}
