import type { Initiator, Reason } from "#lib/contract/terms.ts";
import type { NetworkError } from "#lib/fetch/outcome.ts";

/** How Chromium names and words a reason: its CorsError and the body of its console line. */
interface CorsErrorText {
  readonly corsError: string;
  readonly body: (error: NetworkError) => string;
  /** What it adds for some initiators. */
  readonly advice?: (initiator: Initiator) => string;
}

const sendValidValue = (initiator: Initiator) =>
  initiator === "fetch" ? " Have the server send the header with a valid value." : "";
const withCredentials = (initiator: Initiator) =>
  initiator.startsWith("xhr")
    ? " The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute."
    : "";
const SCHEMES =
  "chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app";

const ACCESS_CHECK = {
  "allow-origin-missing": [
    "MissingAllowOriginHeader",
    () => "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  ],
  "allow-origin-wildcard-with-credentials": [
    "WildcardOriginNotAllowed",
    () =>
      "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
    withCredentials,
  ],
  "allow-origin-multiple-values": [
    "MultipleAllowOriginValues",
    ({ value }) =>
      `The 'Access-Control-Allow-Origin' header contains multiple values '${hint(value)}', but only one is allowed.`,
    sendValidValue,
  ],
  "allow-origin-invalid-value": [
    "InvalidAllowOriginValue",
    ({ value }) => `The 'Access-Control-Allow-Origin' header contains the invalid value '${hint(value)}'.`,
    sendValidValue,
  ],
  "allow-origin-mismatch": [
    "AllowOriginMismatch",
    ({ value }) =>
      `The 'Access-Control-Allow-Origin' header has a value '${hint(value)}' that is not equal to the supplied origin.`,
    sendValidValue,
  ],
  "allow-credentials-not-true": [
    "InvalidAllowCredentials",
    ({ value }) =>
      `The value of the 'Access-Control-Allow-Credentials' header in the response is '${hint(value)}' which must be 'true' when the request's credentials mode is 'include'.`,
    withCredentials,
  ],
} satisfies Partial<Record<Reason, [string, CorsErrorText["body"], CorsErrorText["advice"]?]>>;

const PREFLIGHT_PREFIX = "Response to preflight request doesn't pass access control check: ";

function accessCheckTexts(): [Reason, CorsErrorText][] {
  return Object.entries(ACCESS_CHECK).flatMap(([reason, [corsError, body, advice]]): [Reason, CorsErrorText][] => [
    [reason as Reason, { corsError, body, ...(advice && { advice }) }],
    [
      `preflight-${reason}` as Reason,
      {
        corsError: `Preflight${corsError}`,
        body: (error) => PREFLIGHT_PREFIX + body(error),
        ...(advice && { advice }),
      },
    ],
  ]);
}

/** The reasons that Chromium reports as `… has been blocked by CORS policy: …`. */
export const CORS_ERROR_TEXTS: ReadonlyMap<Reason, CorsErrorText> = new Map<Reason, CorsErrorText>([
  ...accessCheckTexts(),
  [
    "preflight-redirect",
    {
      corsError: "PreflightDisallowedRedirect",
      body: () => `${PREFLIGHT_PREFIX}Redirect is not allowed for a preflight request.`,
    },
  ],
  [
    "preflight-status-not-ok",
    { corsError: "PreflightInvalidStatus", body: () => `${PREFLIGHT_PREFIX}It does not have HTTP ok status.` },
  ],
  [
    "preflight-allow-methods-unparsable",
    {
      corsError: "InvalidAllowMethodsPreflightResponse",
      body: () => "Cannot parse Access-Control-Allow-Methods response header field in preflight response.",
    },
  ],
  [
    "preflight-allow-headers-unparsable",
    {
      corsError: "InvalidAllowHeadersPreflightResponse",
      body: () => "Cannot parse Access-Control-Allow-Headers response header field in preflight response.",
    },
  ],
  [
    "preflight-method-not-allowed",
    {
      corsError: "MethodDisallowedByPreflightResponse",
      body: ({ method = "" }) =>
        `Method ${method} is not allowed by Access-Control-Allow-Methods in preflight response.`,
    },
  ],
  [
    "preflight-header-not-allowed",
    {
      corsError: "HeaderDisallowedByPreflightResponse",
      body: ({ headerName = "" }) =>
        `Request header field ${headerName} is not allowed by Access-Control-Allow-Headers in preflight response.`,
    },
  ],
  [
    "redirect-location-credentials",
    {
      corsError: "RedirectContainsCredentials",
      // Chromium's hint is always empty here.
      body: () =>
        "Redirect location '' contains a username and password, which is disallowed for cross-origin requests.",
    },
  ],
  [
    "redirect-scheme-not-http",
    {
      corsError: "CorsDisabledScheme",
      body: () => `Cross origin requests are only supported for protocol schemes: ${SCHEMES}.`,
    },
  ],
]);

/** Bytes that are not printable ASCII are shown as `\uXXXX`. */
function hint(value = ""): string {
  return value.replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}`,
  );
}
