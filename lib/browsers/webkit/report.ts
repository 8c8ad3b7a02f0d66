import type { Reason } from "#lib/contract/terms.ts";
import type { Report } from "#lib/browsers/browser.ts";
import type { IncomingResponse } from "#lib/fetch/exchange.ts";
import { equalsByteCaseInsensitive, getHeader } from "#lib/fetch/header-list.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import type { NetworkError, RunStep } from "#lib/fetch/outcome.ts";
import type { FinishedRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { isPotentiallyTrustworthyUrl } from "#lib/fetch/potentially-trustworthy.ts";
import { isRedirectStatus } from "#lib/fetch/response-status.ts";

const LOAD_FAILED = "TypeError: Load failed";
const SILENT: Report = { console: { reason: null, also: [] }, exception: null };
const NOT_ALLOWED = "Not allowed to request resource";

/** What WebKit prints for a fetch, to the letter, and what its promise is rejected with. */
export function webkitReport(request: FetchRequest, run: FinishedRun): Report {
  const { error, outcome } = run.outcome;
  if (error !== null) return blockedReport(request, run, error);
  // What else is printed when there is no answer comes from the network library of each port.
  return outcome === "unreachable" ? { ...SILENT, exception: LOAD_FAILED } : SILENT;
}

function accessControl(url: string): string {
  return `Fetch API cannot load ${url} due to access control checks.`;
}

function blockedReport(request: FetchRequest, run: FinishedRun, error: NetworkError): Report {
  const typeError = CONSTRUCTOR_ERRORS[error.reason]?.(error);
  if (typeError !== undefined) return { ...SILENT, exception: `TypeError: ${typeError}` };
  const other = OTHER_LINES[error.reason]?.(request, error, run);
  if (other !== undefined) {
    const [reason = null, ...also] = other;
    return { console: { reason, also }, exception: LOAD_FAILED };
  }
  const step = error.exchange === null ? undefined : run.steps[error.exchange];
  const text = step === undefined ? undefined : REASON_TEXTS[error.reason]?.({ request, error, step });
  if (step === undefined || text == null) return { ...SILENT, exception: LOAD_FAILED };
  const reason = redirectPrefix(step, error) + text;
  return { console: { reason, also: [accessControl(error.url)] }, exception: LOAD_FAILED };
}

/** A check that fails on a redirect is told as a redirect that is denied. */
function redirectPrefix({ request, answer }: RunStep, error: NetworkError): string {
  if (request.role === "preflight" || answer.kind !== "response" || !isRedirectStatus(answer.status)) return "";
  if (["redirect-mode-error", "redirect-too-many"].includes(error.reason)) return "";
  const line = getHeader(answer.headers, "location");
  if (line === null) return "";
  const shown = URL.parse(line, error.url);
  if (shown !== null) {
    shown.username = "";
    shown.password = "";
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
    `Request header field ${spelling(request, error.headerName ?? "")} is not allowed by Access-Control-Allow-Headers.`,
  "redirect-location-credentials": ({ error, step }) => `redirection URL ${locationOf(step, error)} has credentials`,
  "redirect-invalid-location": ({ step }) => (hasOrigin(step) ? NON_CORS_SCHEME : null),
  "corp-blocked": ({ error }) =>
    `Cancelled load to ${error.url} because it violates the resource's Cross-Origin-Resource-Policy response header.`,
  "redirect-scheme-not-http": () => NON_CORS_SCHEME,
  "redirect-mode-error": ({ error }) => `Not allowed to follow a redirection while loading ${error.url}`,
  "redirect-too-many": () => "Load cannot follow more than 20 redirections",
};

/** Header names that WebKit knows are shown in its own spelling, others as the author wrote them. */
const KNOWN_NAMES = [
  "Authorization",
  "Accept",
  "Accept-Language",
  "Cache-Control",
  "Content-Language",
  "Content-Type",
  "Pragma",
  "Range",
  "User-Agent",
];

function spelling({ headers }: FetchRequest, lowerName: string): string {
  const matches = (name: string) => equalsByteCaseInsensitive(name, lowerName);
  return KNOWN_NAMES.find(matches) ?? headers.find(([name]) => matches(name))?.[0] ?? lowerName;
}

type OtherLines = (request: FetchRequest, error: NetworkError, run: FinishedRun) => string[] | undefined;

const OTHER_LINES: Partial<Record<Reason, OtherLines>> = {
  "mode-same-origin-cross-origin": (request, { url }) =>
    new URL(request.url).href === url
      ? [`Fetch API cannot load ${url}.`]
      : [
          `Unsafe attempt to load URL ${url} from origin ${serializeOrigin(request.origin)}. Domains, protocols and ports must match.\n`,
          accessControl(url),
        ],
  "scheme-not-cors-enabled": (request, { url, value: scheme = "" }) => {
    if (request.mode === "cors") return ["Cross origin requests are only supported for HTTP.", accessControl(url)];
    return ["file", "blob"].includes(scheme)
      ? [`Not allowed to load local resource: ${url}`, NOT_ALLOWED, accessControl(url)]
      : [];
  },
  "redirect-no-cors-not-follow": (_request, { url }) => [
    "No-Cors mode requires follow redirect mode",
    NOT_ALLOWED,
    accessControl(url),
  ],
  "redirect-scheme-not-http": (request, { value: location = "" }) => {
    if (location.startsWith("ftp:")) return ["FTP URLs are disabled", accessControl(request.url)];
    return request.mode === "no-cors"
      ? ["Redirection to URL with a scheme that is not HTTP(S).", accessControl(location)]
      : undefined;
  },
  "mixed-content": (request, { url }, { outcome }) => {
    const line = `[blocked] The page at ${serializeOrigin(request.origin)}/ requested insecure content from ${url}. This content was blocked and must${isPotentiallyTrustworthyUrl(new URL(url)) ? "" : " be served over HTTPS."}\n`;
    const redirectedFrom = outcome.urlList.at(-2);
    return redirectedFrom === undefined
      ? [line, NOT_ALLOWED, accessControl(url)]
      : [line, accessControl(redirectedFrom)];
  },
  "bad-port": (_request, { url, value: port = "" }, { steps }) =>
    steps.at(-1)?.request.role === "preflight"
      ? ["CORS-preflight request was blocked", accessControl(url)]
      : [`Not allowed to use restricted network port ${port}: ${url}`],
};
