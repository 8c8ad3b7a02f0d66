import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { PAGE } from "./finding-case.ts";
import { bare, lets, put, type ProbedCaseDraft } from "./probed-case.ts";
import { allowing } from "./simulated-server.ts";

const VARY: HeaderLine = ["Vary", "Origin"];
const NO_STORE: HeaderLine = ["Cache-Control", "no-store"];
const TRUE: HeaderLine = ["Access-Control-Allow-Credentials", "true"];
const HIT: HeaderLine = ["X-Cache", "Hit from cloudfront"];
const isMissing = (url: URL) => url.pathname === "/preflight-probe-no-such-path";

/** Answers that depend on who asks, that do not, and that come from caches. */
export const PROBED_CASES_ORIGINS: readonly ProbedCaseDraft[] = [
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
      findings: ["cached-without-vary", "allow-origin-mismatch", "preflight-header-on-actual-response"],
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
    name: "what a preflight let through is not asked again, because the probe would be the preflight",
    fields: { headers: { "X-A": "1" } },
    server: ({ method, origin }) => (method === "OPTIONS" ? lets(origin) : bare(200, HIT)),
    asks: [],
    want: { outcome: "blocked", findings: ["allow-origin-missing", "preflight-only-cors"] },
  },
  {
    name: "another site's origin for everybody, out of a cache or not",
    server: () => lets("https://first.example", HIT),
    asks: ["past-caches", "another-origin", "no-origin"],
    want: { outcome: "blocked", findings: ["allow-origin-mismatch", "preflight-header-on-actual-response"] },
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
    name: "no connection after the preflight, no questions",
    fields: { headers: { "X-A": "1" } },
    server: ({ method, origin }) => (method === "OPTIONS" ? lets(origin) : null),
    asks: [],
    want: { outcome: "unreachable", findings: ["target-unreachable"] },
  },
  {
    name: "no connection, no questions",
    server: () => null,
    asks: [],
    want: { outcome: "unreachable", findings: ["target-unreachable"] },
  },
];
