import type { Cause } from "./cause.ts";
import { SAYS } from "./says.ts";

/** Chromium's words for why it refuses, of today and of earlier versions; the longer before those that they begin with. */
export const CHROMIUM_CAUSES: readonly Cause[] = [
  {
    wording: "No 'Access-Control-Allow-Origin' header is present on the requested resource",
    finding: "allow-origin-missing",
    says: SAYS.missing,
  },
  {
    wording:
      "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'",
    finding: "allow-origin-wildcard-with-credentials",
    says: SAYS.wildcard,
    withCredentials: true,
  },
  {
    wording:
      "A wildcard '*' cannot be used in the 'Access-Control-Allow-Origin' header when the credentials flag is true",
    finding: "allow-origin-wildcard-with-credentials",
    says: SAYS.wildcard,
    withCredentials: true,
  },
  {
    wording: "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed",
    finding: "allow-origin-multiple-values",
    says: SAYS.multiple,
  },
  {
    wording: "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.",
    finding: "allow-origin-invalid-value",
    says: SAYS.invalid,
  },
  {
    wording: "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin",
    finding: "allow-origin-mismatch",
    says: SAYS.mismatch,
  },
  {
    wording: "The 'Access-Control-Allow-Origin' whitelists only '{value}'. Origin '{origin}' is not in the list",
    finding: "allow-origin-mismatch",
    says: SAYS.mismatch,
  },
  {
    wording:
      "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'",
    finding: "allow-credentials-not-true",
    says: SAYS.credentialsAre,
    withCredentials: true,
  },
  {
    wording:
      "Credentials flag is 'true', but the 'Access-Control-Allow-Credentials' header is '{value}'. It must be 'true' to allow credentials",
    finding: "allow-credentials-not-true",
    says: SAYS.credentialsAre,
    withCredentials: true,
  },
  {
    wording: "Redirect is not allowed for a preflight request",
    finding: "preflight-redirect",
    says: SAYS.preflightRedirect,
  },
  {
    wording: "Response for preflight is invalid (redirect)",
    finding: "preflight-redirect",
    says: SAYS.preflightRedirect,
  },
  {
    wording: "It does not have HTTP ok status",
    finding: "preflight-status-not-ok",
    says: SAYS.preflightStatus,
  },
  {
    wording: "Response for preflight has invalid HTTP status code {status} ",
    finding: "preflight-status-not-ok",
    says: SAYS.preflightStatusIs,
  },
  {
    wording: "Response for preflight does not have HTTP ok status",
    finding: "preflight-status-not-ok",
    says: SAYS.preflightStatus,
  },
  {
    wording: "Invalid HTTP status code {status} ",
    finding: "preflight-status-not-ok",
    says: SAYS.preflightStatusIs,
  },
  {
    wording: "Cannot parse Access-Control-Allow-Methods response header field",
    finding: "preflight-allow-methods-unparsable",
    says: SAYS.methodsUnparsable,
  },
  {
    wording: "Cannot parse Access-Control-Allow-Headers response header field",
    finding: "preflight-allow-headers-unparsable",
    says: SAYS.headersUnparsable,
  },
  {
    wording: "Method {method} is not allowed by Access-Control-Allow-Methods in preflight response",
    finding: "preflight-method-not-allowed",
    says: SAYS.methodNotAllowed,
  },
  {
    wording: "Request header field {header} is not allowed by Access-Control-Allow-Headers in preflight response",
    finding: "preflight-header-not-allowed",
    says: SAYS.headerNotAllowed,
  },
  {
    wording: "Redirect location '{value}' contains a username and password",
    finding: "redirect-location-credentials",
    says: SAYS.redirectUserinfo,
  },
  {
    wording: "The request was redirected to a URL ('{value}') which contains userinfo",
    finding: "redirect-location-credentials",
    says: SAYS.redirectUserinfo,
  },
  {
    wording: "The request was redirected to a URL ('{value}') which has a disallowed scheme",
    finding: "redirect-scheme-not-http",
    says: SAYS.redirectScheme,
  },
  {
    wording:
      "The request was redirected to '{value}', which is disallowed for cross-origin requests that require preflight",
    finding: null,
    says: "The request was redirected after its preflight, which Chrome before version 57 did not allow. Today's browsers send a new preflight to {value} and go on.",
  },
  {
    wording: "Cross origin requests are only supported for protocol schemes",
    finding: "scheme-not-cors-enabled",
    findingOfRedirect: "redirect-scheme-not-http",
    says: SAYS.scheme,
  },
  {
    wording: "Cross origin requests are not allowed by request mode",
    finding: "mode-same-origin-cross-origin",
    says: SAYS.sameOriginMode,
  },
  {
    wording: 'Request mode is "same-origin" but the URL\'s origin is not same as the request origin {origin}. ',
    finding: "mode-same-origin-cross-origin",
    says: SAYS.sameOriginMode,
  },
  {
    wording: 'Request mode is "no-cors" but the redirect mode is not "follow"',
    finding: "redirect-no-cors-not-follow",
    says: SAYS.noCorsRedirect,
  },
  { wording: 'URL scheme "{value}" is not supported', finding: "scheme-not-cors-enabled", says: SAYS.scheme },
  {
    wording: "Refused to connect because it violates the document's Content Security Policy",
    finding: null,
    says: SAYS.csp,
  },
  {
    wording: "The request client is not a secure context and the resource is in more-private address space",
    finding: "lna-insecure-context",
    says: SAYS.lnaInsecure,
  },
  {
    wording: "Permission was denied for this request to access the `{value}` address space",
    finding: "local-network-access",
    says: SAYS.lna,
  },
  {
    wording: "Request had a target IP address space of `{value}` yet the resource is in address space",
    finding: "local-network-access",
    says: SAYS.lnaSpace,
  },
  {
    wording: "No 'Access-Control-Allow-Private-Network' header was present in the preflight response",
    finding: "private-network-header-without-effect",
    says: SAYS.pna,
  },
  {
    wording: "The 'Access-Control-Allow-Private-Network' header in the preflight response",
    finding: "private-network-header-without-effect",
    says: SAYS.pna,
  },
  { wording: "The response is invalid", finding: null, says: SAYS.noCause },
  { wording: "Received an invalid response", finding: null, says: SAYS.noCause },
  { wording: "Invalid response", finding: null, says: SAYS.noCause },
];
