import { answer } from "#tests/unit/diagnosis/finding-case.ts";
import { API, fine, given, lab, location, PAGE, row, type FieldSituation } from "./situation.ts";

/** What goes wrong before the request is sent. */
export const PREFLIGHTS: readonly FieldSituation[] = [
  {
    number: 35,
    situation: "OPTIONS without a route, and without CORS headers",
    shown: [lab("preflight-not-routed", "preflight-not-routed"), row("d01", "preflight-not-routed")],
  },
  {
    number: 36,
    situation: "OPTIONS without a route, but with CORS headers",
    shown: [
      lab("preflight-not-found", "preflight-not-routed"),
      lab("preflight-method-not-supported", "preflight-not-routed"),
      row("d02", "preflight-not-routed"),
      row("d03", "preflight-not-routed"),
      row("d28", "preflight-status-not-ok"),
    ],
  },
  {
    number: 37,
    situation: "a login that is asked for before the preflight is answered",
    shown: [
      lab("preflight-needs-login", "preflight-needs-login"),
      row("d04", "preflight-needs-login"),
      row("d05", "preflight-needs-login"),
    ],
  },
  {
    number: 38,
    situation: "a preflight that is redirected",
    shown: [
      lab("preflight-redirect", "preflight-redirect"),
      lab("preflight-redirect-to-login", "login-redirect"),
      given(
        "the redirect has no CORS headers",
        {
          fields: { url: API, origin: PAGE, method: "PUT" },
          responses: [answer(301, undefined, location("https://api.example/orders"))],
        },
        "preflight-redirect",
      ),
    ],
  },
  {
    number: 39,
    situation: "a preflight that the browser redirects to https by itself",
    shown: [],
    notByServer: "Strict Transport Security is remembered in the browser, and its redirect never reaches a server",
  },
  {
    number: 40,
    situation: "OPTIONS answered with 200 by an application that knows nothing of CORS",
    shown: [
      lab("preflight-answered-by-app", "preflight-allow-origin-missing"),
      lab("preflight-origin-missing", "preflight-allow-origin-missing"),
      row("d08", "preflight-allow-origin-missing"),
    ],
  },
  {
    number: 41,
    situation: "CORS headers on the preflight only",
    shown: [lab("preflight-only", "allow-origin-missing"), row("d09", "allow-origin-missing")],
  },
  {
    number: 42,
    situation: "JSON, and no Content-Type on the list",
    shown: [lab("preflight-json-missing", "preflight-header-not-allowed"), fine.lab("preflight-json")],
  },
  {
    number: 43,
    situation: "a Content-Type on a request without content",
    shown: [lab("content-type-on-get", "preflight-header-not-allowed"), row("d45", "preflight-not-routed")],
  },
  {
    number: 44,
    situation: "a misspelt name on the list of headers",
    shown: [lab("preflight-header-typo", "preflight-header-not-allowed")],
  },
  {
    number: 45,
    situation: "a method that is not on the list",
    shown: [lab("preflight-method-missing", "preflight-method-not-allowed"), fine.lab("preflight-put")],
  },
  {
    number: 46,
    situation: "patch in lower case",
    shown: [
      lab("preflight-method-case", "preflight-method-not-allowed"),
      row("d13", "preflight-method-not-allowed"),
      fine.lab("preflight-patch"),
      fine.row("d14"),
    ],
  },
  {
    number: 47,
    situation: "a list of methods in lower case",
    shown: [
      lab("preflight-methods-lower-case", "preflight-method-not-allowed"),
      row("d15", "preflight-method-not-allowed"),
    ],
  },
  {
    number: 48,
    situation: "a list that cannot be parsed",
    shown: [
      lab("preflight-headers-unparsable", "preflight-allow-headers-unparsable"),
      lab("preflight-methods-unparsable", "preflight-allow-methods-unparsable"),
      row("d22", "preflight-allow-headers-unparsable"),
      row("d25", "preflight-allow-headers-unparsable"),
      row("d54", "preflight-allow-methods-unparsable"),
    ],
  },
  {
    number: 49,
    situation: "Authorization under a wildcard",
    shown: [fine.lab("preflight-authorization-wildcard", "preflight-authorization-wildcard"), fine.row("d21")],
  },
  {
    number: 50,
    situation: "a tracing header that a library adds",
    shown: [lab("tracing-header", "preflight-header-not-allowed"), row("d29", "preflight-header-not-allowed")],
  },
  {
    number: 51,
    situation: "a response header sent as a request header",
    shown: [lab("response-header-on-request", "preflight-header-not-allowed")],
  },
  {
    number: 52,
    situation: "cache headers on the request",
    shown: [
      lab("cache-control-on-request", "preflight-header-not-allowed"),
      row("d31", "preflight-header-not-allowed"),
    ],
  },
  {
    number: 53,
    situation: "a listener for the progress of an upload",
    shown: [
      lab("upload-listener", "preflight-not-routed"),
      row("h02", "preflight-not-routed"),
      fine.lab("upload-without-listener"),
    ],
  },
  {
    number: 54,
    situation: "a request body that is a stream",
    shown: [
      given(
        "the server knows no preflight",
        {
          fields: { url: API, origin: PAGE, method: "POST" },
          request: { body: "stream", useCorsPreflight: true },
          responses: [{ match: { role: "preflight" }, ...answer(404) }, answer(200, "*")],
        },
        "preflight-not-routed",
      ),
    ],
    notByServer: "that Chromium sends streams over HTTP/2 only is a matter of the connection",
  },
  {
    number: 55,
    situation: "a bot protection that challenges the preflight",
    shown: [
      lab("preflight-challenged", "bot-challenge"),
      lab("hidden-challenge", "bot-challenge"),
      row("d49", "bot-challenge"),
    ],
  },
  {
    number: 56,
    situation: "one failed check that takes every CORS header away",
    shown: [
      lab("refused-without-a-word", "preflight-header-refused"),
      lab("refused-by-spring", "refused-by-cors-rules"),
      lab("refused-by-starlette", "refused-by-cors-rules"),
    ],
  },
  {
    number: 57,
    situation: "the rules of a bucket that do not match, and its ETag that nobody can read",
    shown: [
      lab("refused-by-bucket", "refused-by-cors-rules"),
      fine.given(
        "the ETag is not exposed",
        { fields: { url: API, origin: PAGE }, responses: [answer(200, "*", ["ETag", '"1"'])] },
        "response-header-not-exposed",
      ),
    ],
  },
  {
    number: 58,
    situation: "a permission that was revoked, or outgrown, while a browser still remembers it",
    shown: [],
    notByServer:
      "what a browser remembers of earlier preflights is its own; a diagnosis begins with nothing remembered",
  },
  {
    number: 59,
    situation: "a preflight for each URL",
    shown: [fine.lab("preflight-put")],
    notByServer: "how often a browser asks again is decided by its cache of preflights",
  },
  {
    number: 60,
    situation: "a preflight that crashes the server, or breaks the connection",
    shown: [
      lab("preflight-crashes", "preflight-server-error"),
      lab("preflight-rate-limited", "too-many-requests"),
      row("d50", "preflight-server-error"),
      row("d51", "target-unreachable"),
    ],
  },
  {
    number: 61,
    situation: "what looks wrong in a preflight and is allowed",
    shown: [
      fine.row("d44", "vary-origin-missing"),
      fine.row("d17"),
      fine.row("d18"),
      fine.row("d19"),
      fine.row("d24"),
      fine.row("d37", "allow-credentials-without-effect"),
      fine.row("d32"),
    ],
  },
];
