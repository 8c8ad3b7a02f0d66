import type { Cause } from "./cause.ts";
import { SAYS } from "./says.ts";

/** WebKit's words for why it refuses; the longer before those that they begin with. */
export const WEBKIT_CAUSES: readonly Cause[] = [
  {
    wording: "Origin {origin} is not allowed by Access-Control-Allow-Origin",
    finding: "allow-origin-missing",
    says: "In {answer} there is no `Access-Control-Allow-Origin`, or it names neither {origin} nor `*`; Safari has one message for both.",
  },
  {
    wording: "Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true",
    finding: "allow-origin-wildcard-with-credentials",
    says: SAYS.wildcard,
    withCredentials: true,
  },
  {
    wording: "Access-Control-Allow-Origin cannot contain more than one origin",
    finding: "allow-origin-multiple-values",
    says: SAYS.multipleUnnamed,
  },
  {
    wording: 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true"',
    finding: "allow-credentials-not-true",
    says: SAYS.credentials,
    withCredentials: true,
  },
  {
    wording: "Preflight response is not successful",
    finding: "preflight-status-not-ok",
    findingOfRedirect: "preflight-redirect",
    says: SAYS.preflightStatus,
  },
  {
    wording: "Header Access-Control-Allow-Methods has an invalid value: {value}",
    finding: "preflight-allow-methods-unparsable",
    says: SAYS.methodsUnparsable,
  },
  {
    wording: "Header Access-Control-Allow-Headers has an invalid value: {value}",
    finding: "preflight-allow-headers-unparsable",
    says: SAYS.headersUnparsable,
  },
  {
    wording: "Method {method} is not allowed by Access-Control-Allow-Methods",
    finding: "preflight-method-not-allowed",
    says: SAYS.methodNotAllowed,
  },
  {
    wording: "Request header field {header} is not allowed by Access-Control-Allow-Headers",
    finding: "preflight-header-not-allowed",
    says: SAYS.headerNotAllowed,
  },
  {
    wording: "redirection URL {value} has credentials",
    finding: "redirect-location-credentials",
    says: SAYS.redirectUserinfo,
  },
  {
    wording: "not allowed to follow a cross-origin CORS redirection with non CORS scheme",
    finding: "redirect-scheme-not-http",
    says: SAYS.redirectScheme,
  },
  {
    wording: "Redirection to URL with a scheme that is not HTTP(S)",
    finding: "redirect-scheme-not-http",
    says: SAYS.redirectScheme,
  },
  {
    wording: "Cancelled load to {url} because it violates the resource's Cross-Origin-Resource-Policy response header",
    finding: "corp-blocked",
    says: SAYS.corp,
  },
  {
    wording: "Not allowed to follow a redirection while loading {url} ",
    finding: "redirect-mode-error",
    says: SAYS.redirectMode,
  },
  { wording: "Load cannot follow more than 20 redirections", finding: "redirect-too-many", says: SAYS.tooMany },
  {
    wording: "Not allowed to use restricted network port {value}: {url} ",
    finding: "bad-port",
    says: SAYS.badPort,
  },
  { wording: "Not allowed to use restricted network port", finding: "bad-port", says: SAYS.badPort },
  { wording: "CORS-preflight request was blocked", finding: "bad-port", says: SAYS.badPort },
  {
    wording: "No-Cors mode requires follow redirect mode",
    finding: "redirect-no-cors-not-follow",
    says: SAYS.noCorsRedirect,
  },
  {
    wording: "Cross origin requests are only supported for HTTP",
    finding: "scheme-not-cors-enabled",
    says: SAYS.scheme,
  },
  { wording: "FTP URLs are disabled", finding: "scheme-not-cors-enabled", says: SAYS.scheme },
  { wording: "Cannot make any requests from null", finding: null, says: SAYS.noCause },
  { wording: "Not allowed to request resource", finding: null, says: SAYS.noCause, isEcho: true },
];
