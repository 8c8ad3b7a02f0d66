import type { SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { answer, API, PAGE, type FindingCase } from "./finding-case.ts";

const TRUE: HeaderLine = ["Access-Control-Allow-Credentials", "true"];
const VARY: HeaderLine = ["Vary", "Origin"];
const methods = (value: string): HeaderLine => ["Access-Control-Allow-Methods", value];
const headers = (value: string): HeaderLine => ["Access-Control-Allow-Headers", value];
const expose = (value: string): HeaderLine => ["Access-Control-Expose-Headers", value];
const location = (value: string): HeaderLine => ["Location", value];
const PUT = { method: "PUT" };
const include = { credentials: "include" } as const;
const noCors = { mode: "no-cors" } as const;
const reset: SuppliedResponse = { failure: { phase: "connect", code: "connection-reset" } };

/** What each finding needs to appear, and what looks like it and must not make it appear. */
export const FINDING_CASES: readonly FindingCase[] = [
  { name: "a plain `*` is worth no word", responses: [answer(200, "*")], want: { outcome: "allowed", findings: [] } },

  // The CORS check of the answer that the page wants to read.
  {
    name: "no Access-Control-Allow-Origin",
    responses: [answer(200)],
    want: {
      outcome: "blocked",
      findings: ["allow-origin-missing"],
      evidence: [{ exchange: 0, missing: "Access-Control-Allow-Origin" }],
    },
  },
  {
    name: "`*` with credentials",
    fields: include,
    responses: [answer(200, "*", TRUE)],
    want: {
      outcome: "blocked",
      findings: ["allow-origin-wildcard-with-credentials"],
      evidence: [{ exchange: 0, header: 0 }],
    },
  },
  {
    name: "two equal lines are a list",
    responses: [answer(200, "*", VARY, ["access-control-allow-origin", "*"])],
    want: {
      outcome: "blocked",
      findings: ["allow-origin-multiple-values", "duplicate-cors-layers"],
      evidence: [
        { exchange: 0, header: 0 },
        { exchange: 0, header: 2 },
      ],
    },
  },
  {
    name: "an empty value is not an origin",
    responses: [answer(200, "")],
    want: { outcome: "blocked", findings: ["allow-origin-invalid-value"] },
  },
  {
    name: "another site's origin",
    responses: [answer(200, "https://www.shop.example", VARY)],
    want: { outcome: "blocked", findings: ["allow-origin-mismatch"], evidence: [{ exchange: 0, header: 0 }] },
  },
  {
    name: "`True` is not `true`",
    fields: include,
    responses: [answer(200, PAGE, VARY, ["Access-Control-Allow-Credentials", "True"])],
    want: { outcome: "blocked", findings: ["allow-credentials-not-true"], evidence: [{ exchange: 0, header: 2 }] },
  },
  {
    name: "with the page's own origin and no credentials, Access-Control-Allow-Credentials may say anything",
    responses: [answer(200, PAGE, VARY, ["Access-Control-Allow-Credentials", "True"])],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a failure of the server that CORS hides comes before the CORS error",
    responses: [answer(500)],
    want: {
      outcome: "blocked",
      findings: ["actual-status-not-ok", "allow-origin-missing"],
      evidence: [{ exchange: 0, status: true }],
    },
  },
  {
    name: "a failure of the server that the page can read is a warning",
    responses: [answer(404, "*")],
    want: { outcome: "allowed", findings: ["actual-status-not-ok"] },
  },

  // The preflight.
  {
    name: "no Access-Control-Allow-Origin on the preflight comes before its status, but in WebKit",
    fields: PUT,
    responses: [answer(404)],
    want: {
      outcome: "blocked",
      findings: ["preflight-not-routed", "preflight-allow-origin-missing", "preflight-status-not-ok"],
      evidence: [{ exchange: 0, status: true }],
    },
  },
  {
    name: "`*` with credentials on the preflight",
    fields: { ...PUT, ...include },
    responses: [answer(204, "*", TRUE, methods("PUT"))],
    want: { outcome: "blocked", findings: ["preflight-allow-origin-wildcard-with-credentials"] },
  },
  {
    name: "a list of origins on the preflight",
    fields: PUT,
    responses: [answer(204, `${PAGE}, https://www.shop.example`, methods("PUT"))],
    want: { outcome: "blocked", findings: ["preflight-allow-origin-multiple-values"] },
  },
  {
    name: "a quoted origin on the preflight",
    fields: PUT,
    responses: [answer(204, `"${PAGE}"`, methods("PUT"))],
    want: { outcome: "blocked", findings: ["preflight-allow-origin-invalid-value"] },
  },
  {
    name: "a slash after the origin on the preflight",
    fields: PUT,
    responses: [answer(204, `${PAGE}/`, methods("PUT"))],
    want: { outcome: "blocked", findings: ["preflight-allow-origin-mismatch"] },
  },
  {
    name: "no Access-Control-Allow-Credentials on the preflight",
    fields: { ...PUT, ...include },
    responses: [answer(204, PAGE, methods("PUT"))],
    want: {
      outcome: "blocked",
      findings: ["preflight-allow-credentials-not-true"],
      evidence: [{ exchange: 0, missing: "Access-Control-Allow-Credentials" }],
    },
  },
  {
    name: "a preflight that is refused although its headers are right",
    fields: PUT,
    responses: [answer(405, "*", methods("PUT"))],
    want: {
      outcome: "blocked",
      findings: ["preflight-not-routed", "preflight-status-not-ok"],
      evidence: [{ exchange: 0, status: true }],
    },
  },
  {
    name: "a redirect of the preflight comes before everything else in Chromium, and after the origin in Firefox",
    fields: PUT,
    responses: [answer(301, undefined, location(`${API}/`))],
    want: {
      outcome: "blocked",
      findings: ["preflight-redirect", "preflight-allow-origin-missing"],
      evidence: [{ exchange: 0, header: 0 }],
    },
  },
  {
    name: "methods without commas",
    fields: PUT,
    responses: [answer(204, "*", methods("GET PUT"))],
    want: {
      outcome: "blocked",
      findings: ["preflight-allow-methods-unparsable"],
      evidence: [{ exchange: 0, header: 1 }],
    },
  },
  {
    name: "header names without commas",
    fields: { headers: { "X-A": "1" } },
    responses: [answer(204, "*", headers("x-a x-b"))],
    want: {
      outcome: "blocked",
      findings: ["preflight-allow-headers-unparsable"],
      evidence: [{ exchange: 0, header: 1 }],
    },
  },
  {
    name: "`patch` is sent as it is and does not match `PATCH`",
    fields: { method: "patch" },
    responses: [answer(204, "*", methods("PATCH"))],
    want: { outcome: "blocked", findings: ["preflight-method-not-allowed"], evidence: [{ exchange: 0, header: 1 }] },
  },
  {
    name: "the first header in sorted order that is missing",
    fields: { headers: { "X-Zed": "1", "X-Alpha": "1" } },
    responses: [answer(204, "*")],
    want: {
      outcome: "blocked",
      findings: ["preflight-header-not-allowed"],
      evidence: [{ exchange: 0, missing: "Access-Control-Allow-Headers" }],
    },
  },
  {
    name: "`*` that covers Authorization against the standard",
    fields: { headers: { Authorization: "Bearer x" } },
    responses: [answer(204, "*", headers("*")), answer(200, "*")],
    want: {
      outcome: "allowed",
      findings: ["preflight-authorization-wildcard"],
      evidence: [{ exchange: 0, header: 1 }],
    },
  },
  {
    name: "Authorization that is listed beside `*`",
    fields: { headers: { Authorization: "Bearer x" } },
    responses: [answer(204, "*", headers("*, authorization")), answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "the preflight passed, and the answer has no Access-Control-Allow-Origin",
    fields: PUT,
    responses: [answer(204, "*", methods("PUT")), answer(200)],
    want: {
      outcome: "blocked",
      findings: ["allow-origin-missing", "preflight-only-cors"],
      evidence: [{ exchange: 1, missing: "Access-Control-Allow-Origin" }],
    },
  },

  // Redirects.
  {
    name: "a redirect to a URL with a password",
    responses: [answer(302, "*", location("https://user:password@other.example/"))],
    want: { outcome: "blocked", findings: ["redirect-location-credentials"], evidence: [{ exchange: 0, header: 1 }] },
  },
  {
    name: "a redirect to an app's own scheme",
    responses: [answer(302, "*", location("myapp://open"))],
    want: { outcome: "blocked", findings: ["redirect-scheme-not-http"] },
  },
  {
    name: "a redirect to what is no URL",
    responses: [answer(302, "*", location("https://"))],
    want: { outcome: "blocked", findings: ["redirect-invalid-location"] },
  },
  {
    name: "a status that only proxies may send",
    responses: [answer(407, "*")],
    want: { outcome: "varies", findings: ["actual-status-not-ok", "network-error", "browsers-disagree"] },
  },
  {
    name: "a redirect to itself without end",
    responses: [{ ...answer(302, "*", location(API)), match: {} }],
    want: { outcome: "blocked", findings: ["redirect-too-many"], evidence: [{ exchange: 20, header: 1 }] },
  },
  {
    name: "a redirect that the page did not want",
    fields: { redirect: "error" },
    responses: [answer(302, "*", location("/2"))],
    want: { outcome: "blocked", findings: ["redirect-mode-error"] },
  },
  {
    name: "no-cors with a redirect mode other than follow",
    fields: { ...noCors, redirect: "error" },
    responses: [],
    want: { outcome: "blocked", findings: ["redirect-no-cors-not-follow"], evidence: [{ request: "redirect" }] },
  },
  {
    name: "a stream cannot be sent twice",
    fields: { method: "POST" },
    request: { body: "stream" },
    responses: [answer(204, "*"), answer(307, "*", location("/2"))],
    want: { outcome: "blocked", findings: ["redirect-stream-body"], evidence: [{ exchange: 1, header: 1 }] },
  },
  {
    name: "after a redirect between two foreign origins the origin is null",
    responses: [answer(302, "*", location("https://cdn.example/")), answer(200, PAGE)],
    want: {
      outcome: "blocked",
      findings: ["allow-origin-mismatch", "redirect-tainted-origin"],
      evidence: [{ exchange: 1, header: 0 }],
    },
  },

  // What the browser refuses without sending anything.
  {
    name: "same-origin mode to another origin",
    fields: { mode: "same-origin" },
    responses: [],
    want: { outcome: "blocked", findings: ["mode-same-origin-cross-origin"], evidence: [{ request: "mode" }] },
  },
  {
    name: "a scheme that pages cannot fetch",
    fields: { url: "ftp://api.example/" },
    responses: [],
    want: { outcome: "blocked", findings: ["scheme-not-cors-enabled"] },
  },
  {
    name: "TRACE",
    fields: { method: "TRACE" },
    responses: [],
    want: { outcome: "blocked", findings: ["forbidden-method"], evidence: [{ request: "method" }] },
  },
  {
    name: "no-cors with PUT",
    fields: { ...PUT, ...noCors },
    responses: [],
    want: { outcome: "blocked", findings: ["no-cors-method"] },
  },
  {
    name: "a password in the URL",
    fields: { url: "https://user:password@api.example/" },
    responses: [],
    want: { outcome: "blocked", findings: ["url-with-credentials"] },
  },
  {
    name: "a body on GET",
    fields: { body: "{}" },
    responses: [],
    want: { outcome: "blocked", findings: ["get-with-body"] },
  },
  {
    name: "an http URL on an https page",
    fields: { url: "http://api.example/" },
    responses: [],
    want: { outcome: "blocked", findings: ["mixed-content"] },
  },
  {
    name: "http://localhost is mixed content in WebKit only",
    fields: { url: "http://localhost:3000/" },
    responses: [answer(200, "*")],
    want: { outcome: "varies", findings: ["mixed-content", "local-network-access", "browsers-disagree"] },
  },
  {
    name: "a port of another protocol",
    fields: { url: "https://api.example:6667/" },
    responses: [],
    want: { outcome: "blocked", findings: ["bad-port"] },
  },

  // no-cors, and what is not CORS.
  {
    name: "Cross-Origin-Resource-Policy",
    fields: noCors,
    responses: [answer(200, "*", ["Cross-Origin-Resource-Policy", "same-origin"])],
    want: { outcome: "blocked", findings: ["corp-blocked"], evidence: [{ exchange: 0, header: 1 }] },
  },
  {
    name: "Cross-Origin-Resource-Policy does not matter in the mode cors",
    responses: [answer(200, "*", ["Cross-Origin-Resource-Policy", "same-origin"])],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "an opaque response, and no word about missing CORS headers",
    fields: noCors,
    responses: [answer(200, undefined, ["X-Total-Count", "3"])],
    want: {
      outcome: "opaque",
      findings: ["opaque-response"],
      evidence: [{ request: "mode" }, { exchange: 0, status: true }],
    },
  },
  {
    name: "an image without `crossorigin` is opaque",
    fields: { initiator: "image" },
    responses: [answer(200)],
    want: { outcome: "opaque", findings: ["opaque-response"] },
  },
  {
    name: "a redirect that is not followed is opaque too",
    fields: { redirect: "manual" },
    responses: [answer(302, "*", location("/2"))],
    want: {
      outcome: "opaque",
      findings: ["opaque-response"],
      evidence: [{ request: "redirect" }, { exchange: 0, status: true }],
    },
  },
  {
    name: "no-cors drops a JSON Content-Type",
    fields: { ...noCors, method: "POST", body: "{}", headers: { "Content-Type": "application/json" } },
    responses: [answer(200)],
    want: {
      outcome: "opaque",
      findings: ["no-cors-request-header-dropped", "opaque-response"],
      evidence: [{ request: "headers", index: 0 }],
    },
  },
  {
    name: "the page's own origin needs no CORS header",
    fields: { url: `${PAGE}/orders`, method: "DELETE", headers: { "X-A": "1" } },
    responses: [answer(200, undefined, ["X-Total-Count", "3"])],
    want: { outcome: "allowed", findings: ["not-a-cors-request"] },
  },
  {
    name: "no HTTP answer",
    responses: [reset],
    want: { outcome: "unreachable", findings: ["target-unreachable"], evidence: [{ exchange: 0, failure: true }] },
  },
  {
    name: "no HTTP answer to the preflight",
    fields: PUT,
    responses: [reset],
    want: { outcome: "unreachable", findings: ["target-unreachable"] },
  },
  {
    name: "the exposed headers are the page's to read",
    responses: [answer(200, "*", ["X-Total-Count", "3"], expose("x-total-count"))],
    want: { outcome: "allowed", findings: [] },
  },
];
