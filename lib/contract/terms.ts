/**
 * The closed vocabularies of the public JSON. Free of zod, so that the engine and the browser tab can share them.
 */

/** As requests of ours and files that we write name themselves. */
export const PREFLIGHT_VERSION = "0.1";

export const OUTCOMES = ["allowed", "blocked", "opaque", "unreachable", "undetermined", "varies"] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** `standard` is the Fetch standard to the letter; it is shown beside the browsers and does not count for `varies`. */
export const BROWSERS = ["standard", "chromium", "firefox", "webkit"] as const;
export type BrowserName = (typeof BROWSERS)[number];

export const CREDENTIALS_MODES = ["omit", "same-origin", "include"] as const;
export type CredentialsMode = (typeof CREDENTIALS_MODES)[number];

export const REQUEST_MODES = ["cors", "no-cors", "same-origin"] as const;
export type RequestMode = (typeof REQUEST_MODES)[number];

export const REDIRECT_MODES = ["follow", "error", "manual"] as const;
export type RedirectMode = (typeof REDIRECT_MODES)[number];

/** What in the page starts the request. */
export const INITIATORS = [
  "fetch",
  "xhr",
  "xhr-upload",
  "image",
  "script",
  "module",
  "font",
  "stylesheet",
  "eventsource",
  "beacon",
] as const;
export type Initiator = (typeof INITIATORS)[number];

/** `auto` sends a preflighted request only when its method is GET, HEAD or OPTIONS. */
export const ACTUAL_REQUEST_POLICIES = ["auto", "always", "never"] as const;
export type ActualRequestPolicy = (typeof ACTUAL_REQUEST_POLICIES)[number];

export const EXCHANGE_ROLES = ["preflight", "actual", "probe"] as const;
export type ExchangeRole = (typeof EXCHANGE_ROLES)[number];

export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Where a diagnosis comes from: our own replay, responses given by the caller, or an edited copy. */
export const SOURCES = ["network", "supplied", "edited"] as const;
export type Source = (typeof SOURCES)[number];

/** Why a request is blocked. Permanent ids; each is a finding id too. */
export const REASONS = [
  "allow-origin-missing",
  "allow-origin-wildcard-with-credentials",
  "allow-origin-multiple-values",
  "allow-origin-invalid-value",
  "allow-origin-mismatch",
  "allow-credentials-not-true",
  "preflight-allow-origin-missing",
  "preflight-allow-origin-wildcard-with-credentials",
  "preflight-allow-origin-multiple-values",
  "preflight-allow-origin-invalid-value",
  "preflight-allow-origin-mismatch",
  "preflight-allow-credentials-not-true",
  "preflight-status-not-ok",
  "preflight-redirect",
  "preflight-allow-methods-unparsable",
  "preflight-allow-headers-unparsable",
  "preflight-method-not-allowed",
  "preflight-header-not-allowed",
  "preflight-authorization-wildcard",
  "redirect-location-credentials",
  "redirect-scheme-not-http",
  "redirect-invalid-location",
  "redirect-too-many",
  "redirect-mode-error",
  "redirect-no-cors-not-follow",
  "redirect-stream-body",
  "mode-same-origin-cross-origin",
  "scheme-not-cors-enabled",
  "forbidden-method",
  "no-cors-method",
  "url-with-credentials",
  "get-with-body",
  "mixed-content",
  "bad-port",
  "corp-blocked",
  "network-error",
] as const;
export type Reason = (typeof REASONS)[number];

/** Why the egress guard refused to contact a target. */
export const EGRESS_DENIALS = [
  "scheme",
  "port",
  "credentials-in-url",
  "invalid-host",
  "unspecified",
  "loopback",
  "private",
  "link-local",
  "carrier-grade-nat",
  "unique-local",
  "multicast",
  "broadcast",
  "reserved",
  "ipv4-embedding",
  "cloud-metadata",
  "own-address",
] as const;
export type EgressDenial = (typeof EGRESS_DENIALS)[number];

/** The phases of one exchange in which it can fail, each with its closed list of codes. */
export const FAILURE_CODES = {
  egress: EGRESS_DENIALS,
  dns: ["name-not-found", "name-lookup-failed"],
  connect: ["connection-refused", "connection-reset", "connection-closed", "host-unreachable"],
  tls: [
    "certificate-authority-unknown",
    "certificate-expired",
    "certificate-name-mismatch",
    "certificate-invalid",
    "protocol-error",
    "http2-only",
  ],
  request: ["connection-reset", "connection-closed", "request-not-representable"],
  response: ["connection-reset", "connection-closed", "not-http", "malformed-response", "headers-too-large"],
  timeout: ["name-lookup", "connect", "response", "deadline"],
} as const;
export type FailurePhase = keyof typeof FAILURE_CODES;
export type FailureCode = { [P in FailurePhase]: (typeof FAILURE_CODES)[P][number] }[FailurePhase];

/** The limits that a replay can run into; each ends as `undetermined` with the finding `limit-reached`. */
export const LIMITS = ["deadline", "connect", "name-lookup", "response", "exchanges", "response-headers"] as const;
export type Limit = (typeof LIMITS)[number];

/** Why a request that an engine wanted to make has no answer. */
export const NOT_SENT_REASONS = [
  "actual-request-policy",
  "sent-differently",
  "limit",
  "answer-missing",
  "planning",
] as const;
export type NotSentReason = (typeof NOT_SENT_REASONS)[number];
