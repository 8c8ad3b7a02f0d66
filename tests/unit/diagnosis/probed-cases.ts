import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { API, PAGE, requestOf, type ObservedCase } from "./finding-case.ts";
import { bare, lets, put, type ProbedCaseDraft } from "./probed-case.ts";
import { PROBED_CASES_ORIGINS } from "./probed-cases-origins.ts";
import { PROBED_CASES_PREFLIGHT } from "./probed-cases-preflight.ts";
import { allowing, recordOf } from "./simulated-server.ts";

const VARY: HeaderLine = ["Vary", "Origin"];
const NO_STORE: HeaderLine = ["Cache-Control", "no-store"];
const location = (url: string): HeaderLine => ["Location", url];

const REDIRECTS: readonly ProbedCaseDraft[] = [
  {
    name: "a preflight that is redirected to a path with a slash",
    fields: put("X-A"),
    server: ({ url }) => (url.pathname === "/orders" ? bare(301, location("/orders/")) : lets(PAGE)),
    asks: ["redirect-twin"],
    want: {
      outcome: "blocked",
      findings: ["preflight-redirect", "preflight-allow-origin-missing", "redirect-twin"],
    },
  },
  {
    name: "a preflight that is redirected with CORS headers",
    fields: put("X-A"),
    server: ({ url }) => (url.pathname === "/orders" ? bare(301, ...allowing(PAGE), location("/orders/")) : lets(PAGE)),
    asks: ["redirect-twin"],
    want: { outcome: "blocked", findings: ["preflight-redirect", "redirect-twin"] },
  },
  {
    name: "a preflight that is redirected to a login page",
    fields: put("X-A"),
    server: ({ url }) =>
      url.pathname === "/orders" ? bare(302, ...allowing(PAGE), location("https://login.example/")) : bare(200),
    asks: ["redirect-twin"],
    want: { outcome: "blocked", findings: ["login-redirect", "preflight-redirect"] },
  },
  {
    name: "http is redirected to https without CORS headers",
    fields: { url: "http://api.example/orders", origin: "http://shop.example" },
    server: ({ url }) =>
      url.protocol === "http:" ? bare(301, location("https://api.example/orders")) : lets("http://shop.example", VARY),
    asks: ["redirect-twin"],
    want: {
      outcome: "blocked",
      findings: ["allow-origin-missing", "redirect-twin"],
      evidence: [{ exchange: 0, missing: "Access-Control-Allow-Origin" }],
    },
  },
  {
    name: "the origin is lost on the way through another host",
    server: ({ url, origin }) =>
      url.host === "api.example"
        ? bare(302, ...allowing(PAGE), location("https://cdn.example/orders"))
        : origin === PAGE
          ? lets(PAGE)
          : bare(200),
    asks: ["redirect-twin"],
    want: {
      outcome: "blocked",
      findings: [
        "allow-origin-missing",
        "redirect-tainted-origin",
        "redirect-twin",
        "vary-origin-missing",
        "preflight-header-on-actual-response",
      ],
    },
  },
  {
    name: "a redirect to http behind a proxy for https",
    server: ({ url }) =>
      url.pathname === "/orders" ? bare(301, ...allowing(PAGE), location("http://api.example/orders/")) : lets(PAGE),
    asks: ["redirect-twin"],
    want: {
      outcome: "blocked",
      findings: ["mixed-content", "redirect-twin", "vary-origin-missing", "preflight-header-on-actual-response"],
    },
  },
  {
    name: "a redirect that leads nowhere",
    server: () => bare(302),
    asks: [],
    want: { outcome: "blocked", findings: ["allow-origin-missing"] },
  },
];

const isMissing = (url: URL) => url.pathname === "/preflight-probe-no-such-path";

const ERRORS: readonly ProbedCaseDraft[] = [
  {
    name: "the server's errors cannot be read",
    server: ({ url }) => (isMissing(url) ? bare(404) : lets("*", NO_STORE)),
    asks: ["error-path"],
    want: {
      outcome: "allowed",
      findings: ["error-answers-without-cors"],
      evidence: [
        { exchange: 1, status: true },
        { exchange: 1, missing: "Access-Control-Allow-Origin" },
      ],
    },
  },
  {
    name: "a page of the application in place of an error tells nothing",
    server: ({ url }) => (isMissing(url) ? bare(200) : lets("*", NO_STORE)),
    asks: ["error-path"],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "an error that can be read already tells that errors can",
    server: () => bare(404, ...allowing("*"), NO_STORE),
    asks: [],
    want: { outcome: "allowed", findings: ["actual-status-not-ok"] },
  },
];

export const PROBED_CASES: readonly (ObservedCase & Pick<ProbedCaseDraft, "asks">)[] = [
  ...PROBED_CASES_PREFLIGHT,
  ...PROBED_CASES_ORIGINS,
  ...REDIRECTS,
  ...ERRORS,
].map(({ fields = {}, server, maxProbes, ...rest }) => ({
  ...rest,
  record: recordOf(requestOf({ url: API, ...fields }), server, maxProbes),
}));
