import type { FailureCode, FailurePhase, Reason } from "#lib/contract/terms.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import type { FetchOutcome, NetworkError } from "#lib/fetch/outcome.ts";
import type { FinishedRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { Report } from "../browser.ts";
import { CORS_ERROR_TEXTS } from "./cors-error.ts";
import { NET_ERRORS } from "./net-error.ts";

const FAILED_TO_FETCH = "TypeError: Failed to fetch";
const SILENT: Report = { console: { reason: null, also: [] }, exception: null, corsError: null };

/** What Chromium prints for a fetch, to the letter, and what its promise is rejected with. */
export function chromiumReport(request: FetchRequest, { outcome }: FinishedRun): Report {
  if (outcome.error !== null) return blockedReport(request, outcome, outcome.error);
  if (outcome.outcome === "unreachable" && outcome.stoppedBy?.kind === "failure") {
    return { ...SILENT, console: { reason: null, also: netErrorLine(outcome.stoppedBy) }, exception: FAILED_TO_FETCH };
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
  if (typeError !== undefined) return { ...SILENT, exception: `TypeError: ${typeError}` };

  const special = (SPECIAL_REPORTS[error.reason] ?? corsPolicyReport)(request, outcome, error);
  return { ...SILENT, exception: FAILED_TO_FETCH, ...special };
}

type PartialReport = Partial<Report>;
type Reporter = (request: FetchRequest, outcome: FetchOutcome, error: NetworkError) => PartialReport;

const EXECUTE = "Failed to execute 'fetch' on 'Window': ";

const CONSTRUCTOR_ERRORS: Partial<Record<Reason, (error: NetworkError) => string>> = {
  "url-with-credentials": ({ url }) =>
    `${EXECUTE}Request cannot be constructed from a URL that includes credentials: ${url}`,
  "forbidden-method": ({ method = "" }) => `${EXECUTE}'${method}' HTTP method is unsupported.`,
  "no-cors-method": ({ method = "" }) => `${EXECUTE}'${method}' is unsupported in no-cors mode.`,
  "get-with-body": () => `${EXECUTE}Request with GET/HEAD method cannot have body.`,
};

const corsPolicyReport: Reporter = (request, outcome, error) => {
  const text = CORS_ERROR_TEXTS.get(error.reason);
  if (text === undefined) return {};
  const [first = error.url] = outcome.urlList;
  const at = error.reason === "redirect-scheme-not-http" ? (error.value ?? error.url) : error.url;
  const redirectedFrom = at !== first ? ` (redirected from '${first}')` : "";
  const origin = serializeOrigin(request.origin);
  const line = `Access to ${request.initiator} at '${at}'${redirectedFrom} from origin '${origin}' has been blocked by CORS policy: ${text.body(error)}`;
  return { console: { reason: line, also: [failedToLoad("ERR_FAILED")] }, corsError: text.corsError };
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
      const line = `Unsafe attempt to load URL ${error.url} from frame with URL ${pageUrl(request)}. Domains, protocols and ports must match.\n`;
      return { console: { reason: line, also: [] } };
    }
    const line = `Fetch API cannot load ${error.url}. Request mode is "same-origin" but the URL's origin is not same as the request origin ${origin}.`;
    return { console: { reason: line, also: [] }, corsError: "DisallowedByMode" };
  },
  "scheme-not-cors-enabled": (_request, _outcome, { url, value: scheme = "" }) => {
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
  "mixed-content": (request, _outcome, { url }) => ({
    console: {
      reason: `Mixed Content: The page at '${pageUrl(request)}' was loaded over HTTPS, but requested an insecure resource '${url.replace(/#.*/, "")}'. This request has been blocked; the content must be served over HTTPS.`,
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

/** Only the page's origin is known, so its URL is taken to be the root. */
function pageUrl(request: FetchRequest): string {
  return `${serializeOrigin(request.origin)}/`;
}
