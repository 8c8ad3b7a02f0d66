import { SAYS } from "./says.ts";

/** What an error of Chromium's network stack means. */
export interface NetError {
  /** The name after `net::`, or how the names begin. */
  readonly name: string;
  readonly finding: string | null;
  readonly says: string;
  /** It is shown for other failures too, of which another line tells more. */
  readonly isEcho?: true;
}

const unreachable = (what: string) => ({ finding: "target-unreachable", says: `This is not CORS: ${what}` });

/** By name, the longer before those that they begin with. https://source.chromium.org/chromium/chromium/src/+/main:net/base/net_error_list.h */
export const NET_ERRORS: readonly NetError[] = [
  {
    name: "ERR_FAILED",
    finding: null,
    says: "`net::ERR_FAILED` is shown beside every answer that Chromium keeps from the page. The line that says why begins with `Access to`.",
    isEcho: true,
  },
  {
    name: "ERR_ABORTED",
    finding: null,
    says: "The request was given up before its end, by the page itself or because the page was left. The line does not say why.",
    isEcho: true,
  },
  { name: "ERR_UNSAFE_PORT", finding: "bad-port", says: SAYS.badPort },
  { name: "ERR_TOO_MANY_REDIRECTS", finding: "redirect-too-many", says: SAYS.tooMany },
  { name: "ERR_UNSAFE_REDIRECT", finding: "redirect-scheme-not-http", says: SAYS.redirectScheme },
  { name: "ERR_DISALLOWED_URL_SCHEME", finding: "scheme-not-cors-enabled", says: SAYS.scheme },
  { name: "ERR_UNKNOWN_URL_SCHEME", finding: "scheme-not-cors-enabled", says: SAYS.scheme },
  {
    name: "ERR_INVALID_REDIRECT",
    finding: "redirect-invalid-location",
    says: "The answer is a redirect whose `Location` is not a URL.",
  },
  {
    name: "ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION",
    finding: "redirect-invalid-location",
    says: "The answer is a redirect with more than one `Location`, and they differ.",
  },
  {
    name: "ERR_INVALID_ARGUMENT",
    finding: "redirect-stream-body",
    says: "The body of the request is a stream, which cannot be sent a second time, and the answer is a redirect that asks for that.",
  },
  {
    name: "ERR_H2_OR_QUIC_REQUIRED",
    finding: null,
    says: "This is not CORS: the body of the request is a stream, which Chromium sends over HTTP/2 or HTTP/3 only, and the server speaks HTTP/1.1.",
  },
  { name: "ERR_BLOCKED_BY_RESPONSE", finding: "corp-blocked", says: SAYS.corp },
  {
    name: "ERR_BLOCKED_BY_ORB",
    finding: null,
    says: "This is not CORS: an element without `crossorigin` got something of another kind than it asked for, such as HTML or JSON for a script or an image, and Chromium withholds that. Look at what the URL answers.",
  },
  {
    name: "ERR_BLOCKED_BY_CLIENT",
    finding: null,
    says: "This is not CORS: an extension of the browser, usually an ad blocker, stopped the request before it was sent.",
  },
  { name: "ERR_BLOCKED_BY_CSP", finding: null, says: SAYS.csp },
  { name: "ERR_BLOCKED_BY_LOCAL_NETWORK_ACCESS_CHECKS", finding: "local-network-access", says: SAYS.lna },
  { name: "ERR_BLOCKED_BY_PRIVATE_NETWORK_ACCESS_CHECKS", finding: "local-network-access", says: SAYS.lna },
  {
    name: "ERR_BLOCKED_BY_ADMINISTRATOR",
    finding: null,
    says: "This is not CORS: a policy of whoever administers this browser forbids the address.",
  },
  {
    name: "ERR_UNEXPECTED_PROXY_AUTH",
    finding: "network-error",
    says: "The answer has the status 407, which Chromium accepts from proxies only.",
  },
  { name: "ERR_CERT_", ...unreachable("the browser does not accept the TLS certificate of the server.") },
  { name: "ERR_SSL_", ...unreachable("no encrypted connection could be made with the server.") },
  { name: "ERR_NAME_NOT_RESOLVED", ...unreachable("the name of the server is not found.") },
  { name: "ERR_CONNECTION_REFUSED", ...unreachable("nothing accepts connections at this address and port.") },
  { name: "ERR_CONNECTION_TIMED_OUT", ...unreachable("nothing answers at this address and port.") },
  { name: "ERR_TIMED_OUT", ...unreachable("no answer came in time.") },
  { name: "ERR_INTERNET_DISCONNECTED", ...unreachable("the machine was offline.") },
  { name: "ERR_EMPTY_RESPONSE", ...unreachable("the server closed the connection without an answer.") },
  { name: "ERR_INVALID_HTTP_RESPONSE", ...unreachable("what came back is not HTTP.") },
  { name: "ERR_HTTP2_", ...unreachable("the HTTP/2 connection broke off.") },
  { name: "ERR_QUIC_", ...unreachable("the HTTP/3 connection broke off.") },
  { name: "ERR_", ...unreachable("the network failed, and no answer came that could be looked at.") },
];
