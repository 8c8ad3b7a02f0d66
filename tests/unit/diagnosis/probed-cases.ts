import type { HeaderLine } from "#lib/fetch/header-list.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import { API, PAGE, requestOf, type FindingCase, type ObservedCase } from "./finding-case.ts";
import { allowing, recordOf, type SimulatedServer } from "./simulated-server.ts";

/** A server whose behaviour only further questions bring to light. */
export interface ProbedCase extends ObservedCase {
  /** The ids of the probes, in their order. */
  readonly asks: readonly string[];
}

interface Draft {
  readonly name: string;
  readonly fields?: Partial<RequestFields>;
  readonly server: SimulatedServer;
  readonly maxProbes?: number;
  readonly asks: readonly string[];
  readonly want: FindingCase["want"];
}

const VARY: HeaderLine = ["Vary", "Origin"];
const NO_STORE: HeaderLine = ["Cache-Control", "no-store"];
const TRUE: HeaderLine = ["Access-Control-Allow-Credentials", "true"];
const HIT: HeaderLine = ["X-Cache", "Hit from cloudfront"];
const bare = (status: number, ...headers: readonly HeaderLine[]) => ({ status, headers });
const lets = (origin: string | null, ...lines: readonly HeaderLine[]) => bare(200, ...allowing(origin, ...lines));
const ERROR_PATH = "/preflight-probe-no-such-path";

/** Refuses a preflight, as many do, by leaving everything out. */
const refusing =
  (isRefused: (asksFor: string, names: readonly string[]) => boolean, status = 200): SimulatedServer =>
  ({ asksFor, asksForHeaders }) =>
    isRefused(asksFor, asksForHeaders) ? bare(status) : lets(PAGE);

const put = (...names: readonly string[]): Partial<RequestFields> => ({
  method: "PUT",
  headers: Object.fromEntries(names.map((name) => [name, "1"])),
});
const refuses =
  (...refused: readonly string[]) =>
  (_asksFor: string, names: readonly string[]) =>
    names.some((name) => refused.includes(name));

const HEADER = ["preflight-header-refused", "preflight-allow-origin-missing"] as const;
/** WebKit looks at the status first. */
const HEADER_AND_STATUS = [...HEADER, "preflight-status-not-ok"] as const;

const BISECTION: readonly Draft[] = [
  {
    name: "one header is refused, and takes all CORS headers with it",
    fields: { headers: { "X-A": "1" } },
    server: refusing(refuses("x-a"), 403),
    asks: ["preflight GET"],
    want: {
      outcome: "blocked",
      findings: HEADER_AND_STATUS,
      evidence: [
        { exchange: 0, requestHeader: 2 },
        { exchange: 1, header: 0 },
      ],
    },
  },
  {
    name: "one of two headers is refused",
    fields: put("X-A", "X-B"),
    server: refusing(refuses("x-b")),
    asks: ["preflight GET", "preflight PUT", "preflight PUT x-a"],
    want: { outcome: "blocked", findings: HEADER },
  },
  {
    name: "both headers are refused",
    fields: { headers: { "X-A": "1", "X-B": "1" } },
    server: refusing(refuses("x-a", "x-b")),
    asks: ["preflight GET", "preflight GET x-a", "preflight GET x-b"],
    want: { outcome: "blocked", findings: HEADER },
  },
  {
    name: "one of five headers is refused: found by halves, and checked",
    fields: put("X-A", "X-B", "X-C", "X-D", "X-E"),
    server: refusing(refuses("x-d")),
    asks: [
      "preflight GET",
      "preflight PUT",
      "preflight PUT x-a x-b x-c",
      "preflight PUT x-d",
      "preflight PUT x-e",
      "preflight PUT x-a x-b x-c x-e",
    ],
    want: { outcome: "blocked", findings: HEADER },
  },
  {
    name: "headers that are refused only together are told as such",
    fields: put("X-A", "X-B", "X-C"),
    server: refusing((_asksFor, names) => names.length > 1),
    asks: [
      "preflight GET",
      "preflight PUT",
      "preflight PUT x-a x-b",
      "preflight PUT x-a",
      "preflight PUT x-c",
      "preflight PUT x-a x-c",
    ],
    want: { outcome: "blocked", findings: HEADER },
  },
  {
    name: "the method is refused",
    fields: put(),
    server: refusing((asksFor) => asksFor === "PUT", 405),
    asks: ["preflight GET"],
    want: {
      outcome: "blocked",
      findings: ["preflight-method-refused", "preflight-allow-origin-missing", "preflight-status-not-ok"],
      evidence: [
        { exchange: 0, requestHeader: 1 },
        { exchange: 1, header: 0 },
      ],
    },
  },
  {
    name: "the method is refused, and the headers are not",
    fields: put("X-A"),
    server: refusing((asksFor) => asksFor === "PUT"),
    asks: ["preflight GET", "preflight PUT", "preflight GET x-a"],
    want: { outcome: "blocked", findings: ["preflight-method-refused", "preflight-allow-origin-missing"] },
  },
  {
    name: "the method and a header are refused",
    fields: put("X-A"),
    server: refusing((asksFor, names) => asksFor === "PUT" || names.includes("x-a")),
    asks: ["preflight GET", "preflight PUT", "preflight GET x-a"],
    want: {
      outcome: "blocked",
      findings: ["preflight-method-refused", "preflight-header-refused", "preflight-allow-origin-missing"],
    },
  },
  {
    name: "a status that refuses, with the CORS headers in place",
    fields: put("X-A"),
    server: ({ asksForHeaders }) => ({ ...lets(PAGE), status: asksForHeaders.includes("x-a") ? 400 : 200 }),
    asks: ["preflight GET", "preflight PUT"],
    want: { outcome: "blocked", findings: ["preflight-header-refused", "preflight-status-not-ok"] },
  },
  {
    name: "only the server's own origin is let in",
    fields: put("X-A"),
    server: ({ origin }) => (origin === "https://api.example" ? lets(origin) : bare(200)),
    asks: ["preflight GET", "preflight-own-origin"],
    want: {
      outcome: "blocked",
      findings: ["origin-not-allowed", "preflight-allow-origin-missing"],
      evidence: [
        { exchange: 0, requestHeader: 3 },
        { exchange: 2, header: 0 },
      ],
    },
  },
  {
    name: "nobody answers OPTIONS: every input is ruled out",
    fields: put("X-A"),
    server: () => bare(404),
    asks: ["preflight GET", "preflight-own-origin"],
    want: { outcome: "blocked", findings: ["preflight-allow-origin-missing", "preflight-status-not-ok"] },
  },
  {
    name: "the questions are not answered, and nothing is concluded",
    fields: put("X-A"),
    server: ({ asksFor }) => (asksFor === "PUT" ? bare(200) : null),
    asks: ["preflight GET"],
    want: { outcome: "blocked", findings: ["preflight-allow-origin-missing"] },
  },
  {
    name: "the number of probes is used up, and the guilty header is one of several",
    fields: put("X-A", "X-B"),
    server: refusing(refuses("x-b")),
    maxProbes: 2,
    asks: ["preflight GET", "preflight PUT"],
    want: { outcome: "blocked", findings: [...HEADER, "probes-left-out"] },
  },
  {
    name: "a preflight that names what it allows leaves nothing to ask",
    fields: put("X-Z"),
    server: () => lets(PAGE),
    asks: [],
    want: { outcome: "blocked", findings: ["preflight-header-not-allowed"] },
  },
  {
    name: "no probe is sent at all when none is allowed",
    fields: put("X-A"),
    server: () => bare(404),
    maxProbes: 0,
    asks: [],
    want: {
      outcome: "blocked",
      findings: ["preflight-allow-origin-missing", "preflight-status-not-ok", "probes-left-out"],
    },
  },
];

const isMissing = (url: URL) => url.pathname === ERROR_PATH;

const ORIGINS: readonly Draft[] = [
  {
    name: "an open server that is right in everything",
    server: ({ url }) => (isMissing(url) ? bare(404, ["Access-Control-Allow-Origin", "*"]) : lets("*")),
    asks: ["no-origin", "error-path"],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "an allow-list that is right in everything",
    server: ({ origin, url }) => {
      const lines = origin === PAGE ? allowing(PAGE, VARY) : [VARY];
      return bare(isMissing(url) ? 404 : 200, ...lines);
    },
    asks: ["another-origin", "no-origin", "error-path"],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "every origin is let in, without credentials",
    server: ({ origin }) => lets(origin, NO_STORE),
    asks: ["another-origin", "error-path"],
    want: { outcome: "allowed", findings: ["origin-reflected"], evidence: [{ exchange: 1, header: 0 }] },
  },
  {
    name: "every origin is let in, with credentials",
    server: ({ origin }) => lets(origin, NO_STORE, TRUE),
    asks: ["another-origin", "error-path"],
    want: {
      outcome: "allowed",
      findings: ["origin-reflected"],
      evidence: [
        { exchange: 1, header: 0 },
        { exchange: 1, header: 4 },
      ],
    },
  },
  {
    name: "every origin is let in by the preflight of a request that stays here",
    fields: put(),
    server: ({ origin }) => lets(origin),
    asks: ["another-origin"],
    want: { outcome: "undetermined", findings: ["actual-request-not-sent", "origin-reflected"] },
  },
  {
    name: "a fixed origin needs no Vary, although it looks like an echo",
    server: () => lets(PAGE),
    asks: ["another-origin", "no-origin", "error-path"],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a fixed origin out of a cache is still a fixed one",
    server: () => lets(PAGE, HIT),
    asks: ["another-origin", "past-caches", "no-origin", "error-path"],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "an echo without Vary is not fixed",
    server: ({ origin }) => (origin === null || origin === PAGE ? lets(PAGE) : bare(200)),
    asks: ["another-origin", "no-origin", "error-path"],
    want: { outcome: "allowed", findings: ["vary-origin-missing"] },
  },
  {
    name: "CORS headers that come and go with Origin, unknown to caches",
    server: ({ origin }) => (origin === null ? bare(200) : lets("*")),
    asks: ["no-origin", "error-path"],
    want: {
      outcome: "allowed",
      findings: ["allow-origin-only-with-origin"],
      evidence: [
        { exchange: 1, missing: "Access-Control-Allow-Origin" },
        { exchange: 1, missing: "Vary" },
        { exchange: 0, header: 0 },
      ],
    },
  },
  {
    name: "another status without Origin tells nothing",
    server: ({ origin }) => (origin === null ? bare(403) : lets("*")),
    asks: ["no-origin", "error-path"],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "what no cache keeps is not asked for without Origin",
    server: ({ origin }) => (origin === null ? bare(200) : lets("*", NO_STORE)),
    asks: ["error-path"],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a cache gives the page's answer to a page of another origin",
    server: ({ url, origin }) => (url.search === "" ? lets(PAGE, HIT) : lets(origin)),
    asks: ["another-origin", "past-caches", "no-origin", "error-path"],
    want: {
      outcome: "allowed",
      findings: ["cached-without-vary", "vary-origin-missing"],
    },
  },
  {
    name: "a cache gives the page another origin's answer",
    server: ({ url, origin }) => (url.search === "" ? lets("https://first.example", HIT) : lets(origin)),
    asks: ["past-caches"],
    want: {
      outcome: "blocked",
      findings: ["cached-without-vary", "allow-origin-mismatch"],
      evidence: [
        { exchange: 0, header: 3 },
        { exchange: 0, missing: "Vary" },
        { exchange: 1, header: 0 },
      ],
    },
  },
  {
    name: "a cache that says nothing of itself gives the page somebody else's answer",
    server: ({ url, origin }) => (url.search === "" && origin === PAGE ? bare(200) : lets(origin)),
    asks: ["another-origin", "past-caches"],
    want: { outcome: "blocked", findings: ["cached-without-vary", "allow-origin-missing"] },
  },
  {
    name: "the page alone is refused",
    server: ({ origin }) => (origin === PAGE ? bare(200) : lets(origin)),
    asks: ["another-origin", "past-caches"],
    want: { outcome: "blocked", findings: ["origin-not-allowed", "allow-origin-missing"] },
  },
  {
    name: "the page alone is refused by the preflight, which no cache keeps",
    fields: put(),
    server: ({ origin }) => (origin === PAGE ? lets("https://first.example") : lets(origin)),
    asks: ["another-origin"],
    want: { outcome: "blocked", findings: ["origin-not-allowed", "preflight-allow-origin-mismatch"] },
  },
  {
    name: "another site's origin for everybody, out of a cache or not",
    server: () => lets("https://first.example", HIT),
    asks: ["past-caches", "another-origin", "no-origin"],
    want: { outcome: "blocked", findings: ["allow-origin-mismatch"] },
  },
  {
    name: "no CORS headers for anybody",
    server: () => bare(200),
    asks: ["another-origin"],
    want: { outcome: "blocked", findings: ["allow-origin-missing"] },
  },
  {
    name: "an error is the cause, and asking for other origins would not help",
    server: () => bare(500),
    asks: [],
    want: { outcome: "blocked", findings: ["actual-status-not-ok", "allow-origin-missing"] },
  },
  {
    name: "the page's own origin asks nobody",
    fields: { url: `${PAGE}/orders` },
    server: () => bare(200),
    asks: [],
    want: { outcome: "allowed", findings: ["not-a-cors-request"] },
  },
  {
    name: "the mode no-cors asks nobody",
    fields: { mode: "no-cors" },
    server: () => bare(200),
    asks: [],
    want: { outcome: "opaque", findings: ["opaque-response"] },
  },
  {
    name: "no connection, no questions",
    server: () => null,
    asks: [],
    want: { outcome: "unreachable", findings: ["target-unreachable"] },
  },
];

const location = (url: string): HeaderLine => ["Location", url];

const REDIRECTS: readonly Draft[] = [
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
    want: { outcome: "blocked", findings: ["preflight-redirect"] },
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
    want: { outcome: "blocked", findings: ["allow-origin-missing", "redirect-twin", "vary-origin-missing"] },
  },
  {
    name: "a redirect to http behind a proxy for https",
    server: ({ url }) =>
      url.pathname === "/orders" ? bare(301, ...allowing(PAGE), location("http://api.example/orders/")) : lets(PAGE),
    asks: ["redirect-twin"],
    want: { outcome: "blocked", findings: ["mixed-content", "redirect-twin", "vary-origin-missing"] },
  },
  {
    name: "a redirect that leads nowhere",
    server: () => bare(302),
    asks: [],
    want: { outcome: "blocked", findings: ["allow-origin-missing"] },
  },
];

const ERRORS: readonly Draft[] = [
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

export const PROBED_CASES: readonly ProbedCase[] = [...BISECTION, ...ORIGINS, ...REDIRECTS, ...ERRORS].map(
  ({ fields = {}, server, maxProbes, ...rest }) => ({
    ...rest,
    record: recordOf(requestOf({ url: API, ...fields }), server, maxProbes),
  }),
);
