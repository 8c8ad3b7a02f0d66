import { SAYS } from "./says.ts";

/** Chromium's name of a failure: in DevTools' list of requests, or as the title of an issue. */
export interface NamedCause {
  readonly finding: string | null;
  readonly says: string;
}

const CHECKS: Readonly<Record<string, NamedCause>> = {
  MissingAllowOriginHeader: { finding: "allow-origin-missing", says: SAYS.missing },
  WildcardOriginNotAllowed: { finding: "allow-origin-wildcard-with-credentials", says: SAYS.wildcard },
  MultipleAllowOriginValues: { finding: "allow-origin-multiple-values", says: SAYS.multipleUnnamed },
  InvalidAllowOriginValue: { finding: "allow-origin-invalid-value", says: SAYS.invalidUnnamed },
  AllowOriginMismatch: { finding: "allow-origin-mismatch", says: SAYS.mismatchUnnamed },
  InvalidAllowCredentials: { finding: "allow-credentials-not-true", says: SAYS.credentials },
};

/** By the name behind `Cross-Origin Resource Sharing error: `. Those of the first six have a form for the preflight too. */
export const CORS_ERRORS: Readonly<Record<string, NamedCause | undefined>> = {
  ...CHECKS,
  ...Object.fromEntries(
    Object.entries(CHECKS).map(([name, { finding, says }]) => [
      `Preflight${name}`,
      { finding: `preflight-${finding ?? ""}`, says },
    ]),
  ),
  PreflightInvalidStatus: { finding: "preflight-status-not-ok", says: SAYS.preflightStatus },
  PreflightDisallowedRedirect: { finding: "preflight-redirect", says: SAYS.preflightRedirect },
  InvalidAllowMethodsPreflightResponse: {
    finding: "preflight-allow-methods-unparsable",
    says: SAYS.methodsUnparsable,
  },
  InvalidAllowHeadersPreflightResponse: {
    finding: "preflight-allow-headers-unparsable",
    says: SAYS.headersUnparsable,
  },
  MethodDisallowedByPreflightResponse: {
    finding: "preflight-method-not-allowed",
    says: SAYS.methodNotAllowedUnnamed,
  },
  HeaderDisallowedByPreflightResponse: {
    finding: "preflight-header-not-allowed",
    says: SAYS.headerNotAllowedUnnamed,
  },
  RedirectContainsCredentials: { finding: "redirect-location-credentials", says: SAYS.redirectUserinfo },
  CorsDisabledScheme: { finding: "scheme-not-cors-enabled", says: SAYS.scheme },
  DisallowedByMode: { finding: "mode-same-origin-cross-origin", says: SAYS.sameOriginMode },
  NoCorsRedirectModeNotFollow: { finding: "redirect-no-cors-not-follow", says: SAYS.noCorsRedirect },
  InsecureLocalNetwork: { finding: "lna-insecure-context", says: SAYS.lnaInsecure },
  InvalidLocalNetworkAccess: { finding: "local-network-access", says: SAYS.lnaSpace },
  LocalNetworkAccessPermissionDenied: { finding: "local-network-access", says: SAYS.lna },
};

/** By the title of the issue. */
export const ISSUES: readonly (NamedCause & { readonly title: string })[] = [
  { title: "Ensure CORS response header values are valid", finding: null, says: SAYS.issueOfHeaders },
  { title: "Ensure preflight responses are valid", finding: "preflight-status-not-ok", says: SAYS.preflightStatus },
  {
    title: "Ensure CORS requesting origin matches resource's allowed origin",
    finding: "allow-origin-mismatch",
    says: SAYS.mismatchUnnamed,
  },
  {
    title: "Ensure credentialed requests are not sent to CORS resources with origin wildcards",
    finding: "allow-origin-wildcard-with-credentials",
    says: SAYS.wildcard,
  },
  {
    title: "Ensure CORS requests include credentials only when allowed",
    finding: "allow-credentials-not-true",
    says: SAYS.credentials,
  },
  {
    title: "Ensure CORS request uses allowed method",
    finding: "preflight-method-not-allowed",
    says: SAYS.methodNotAllowedUnnamed,
  },
  {
    title: "Ensure CORS request includes only allowed headers",
    finding: "preflight-header-not-allowed",
    says: SAYS.headerNotAllowedUnnamed,
  },
  {
    title: "Ensure CORS requests are not redirected to URLs containing credentials",
    finding: "redirect-location-credentials",
    says: SAYS.redirectUserinfo,
  },
  {
    title: "Ensure CORS requests are made on supported schemes",
    finding: "scheme-not-cors-enabled",
    says: SAYS.scheme,
  },
];
