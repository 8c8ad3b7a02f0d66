import type { Cause } from "./cause.ts";
import { SAYS } from "./says.ts";

/** Firefox's words for why it refuses, of today and of earlier versions; the longer before those that they begin with. */
export const FIREFOX_CAUSES: readonly Cause[] = [
  {
    wording: "CORS header 'Access-Control-Allow-Origin' missing",
    finding: "allow-origin-missing",
    says: SAYS.missing,
  },
  {
    wording: "Credential is not supported if the CORS header 'Access-Control-Allow-Origin' is '*'",
    finding: "allow-origin-wildcard-with-credentials",
    says: SAYS.wildcard,
    withCredentials: true,
  },
  {
    wording: "Multiple CORS header 'Access-Control-Allow-Origin' not allowed",
    finding: "allow-origin-multiple-values",
    says: SAYS.multipleUnnamed,
  },
  {
    wording: "CORS header 'Access-Control-Allow-Origin' does not match '(null)'",
    finding: "allow-origin-missing",
    says: SAYS.missing,
  },
  {
    wording: "CORS header 'Access-Control-Allow-Origin' does not match '{value}')",
    finding: "allow-origin-mismatch",
    says: SAYS.mismatch,
  },
  {
    wording: "CORS header 'Access-Control-Allow-Origin' does not match '{value}'",
    finding: "allow-origin-mismatch",
    says: SAYS.mismatch,
  },
  {
    wording: "expected 'true' in CORS header 'Access-Control-Allow-Credentials'",
    finding: "allow-credentials-not-true",
    says: SAYS.credentials,
    withCredentials: true,
  },
  {
    wording: "CORS preflight response did not succeed",
    finding: "preflight-status-not-ok",
    findingOfRedirect: "preflight-redirect",
    says: SAYS.preflightStatus,
  },
  {
    wording: "CORS preflight channel did not succeed",
    finding: "preflight-status-not-ok",
    says: SAYS.preflightStatus,
  },
  {
    wording: "CORS request external redirect not allowed",
    finding: "preflight-redirect",
    says: SAYS.preflightRedirect,
  },
  {
    wording: "invalid token '{value}' in CORS header 'Access-Control-Allow-Methods'",
    finding: "preflight-allow-methods-unparsable",
    says: SAYS.methodsUnparsable,
  },
  {
    wording: "invalid token '{value}' in CORS header 'Access-Control-Allow-Headers'",
    finding: "preflight-allow-headers-unparsable",
    says: SAYS.headersUnparsable,
  },
  {
    wording: "Did not find method in CORS header 'Access-Control-Allow-Methods'",
    finding: "preflight-method-not-allowed",
    says: SAYS.methodNotAllowedUnnamed,
  },
  {
    wording: "header '{header}' is not allowed according to header 'Access-Control-Allow-Headers' from CORS preflight",
    finding: "preflight-header-not-allowed",
    says: SAYS.headerNotAllowed,
  },
  {
    wording: "missing token '{header}' in CORS header 'Access-Control-Allow-Headers' from CORS preflight",
    finding: "preflight-header-not-allowed",
    says: SAYS.headerNotAllowed,
  },
  { wording: "CORS request not http", finding: "scheme-not-cors-enabled", says: SAYS.scheme },
  {
    wording: "CORS request did not succeed",
    finding: "target-unreachable",
    says: SAYS.firefoxNoAnswer,
    isEcho: true,
  },
  { wording: "CORS request failed", finding: "target-unreachable", says: SAYS.firefoxNoAnswer, isEcho: true },
  {
    wording: "CORS disabled)",
    finding: null,
    says: "CORS is switched off in this Firefox, with `content.cors.disable` in `about:config`: all such requests fail whatever the server says.",
  },
  {
    wording: "CORS header 'Origin' cannot be added",
    finding: null,
    says: "This Firefox could not add the header `Origin`, without which CORS does not work. An extension or a policy of the browser is in its way.",
  },
];
