import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { answer, API, PAGE, type FindingCase } from "./finding-case.ts";

const TRUE: HeaderLine = ["Access-Control-Allow-Credentials", "true"];
const VARY: HeaderLine = ["Vary", "Origin"];
const STRANGER = "https://first-visitor.example";
const CDN = "https://cdn.example/orders";
const methods = (value: string): HeaderLine => ["Access-Control-Allow-Methods", value];
const headers = (value: string): HeaderLine => ["Access-Control-Allow-Headers", value];
const allowOrigin = (value: string): HeaderLine => ["Access-Control-Allow-Origin", value];
const location = (value: string): HeaderLine => ["Location", value];
const include = { credentials: "include" } as const;
const PUT = { method: "PUT" };
const opaque = { origin: "null" };
const token = { headers: { Authorization: "Bearer x" } };

/** Answers that miss by little, and what lies behind a value that seems to fit. */
export const FINDING_CASES_MISSES: readonly FindingCase[] = [
  // Caches.
  {
    name: "a stored answer that names another site",
    responses: [answer(200, STRANGER, ["Age", "17"], ["X-Cache", "Hit from cloudfront"])],
    want: {
      outcome: "blocked",
      findings: ["allow-origin-mismatch", "cached-for-another-origin"],
      evidence: [{ exchange: 0, header: 0 }],
    },
  },
  {
    name: "a stored answer to OPTIONS that names another site",
    fields: PUT,
    responses: [answer(204, STRANGER, methods("PUT"), VARY, ["CF-Cache-Status", "HIT"])],
    want: { outcome: "blocked", findings: ["preflight-allow-origin-mismatch", "cached-for-another-origin"] },
  },
  {
    name: "another site's origin in an answer that no cache has stored",
    responses: [answer(200, STRANGER, VARY, ["Age", "0"], ["X-Cache", "Miss from cloudfront"])],
    want: { outcome: "blocked", findings: ["allow-origin-mismatch"] },
  },
  {
    name: "a stored answer with a slip of the pen was made for nobody",
    responses: [answer(200, `${PAGE}/`, VARY, ["Age", "17"])],
    want: { outcome: "blocked", findings: ["allow-origin-mismatch"] },
  },
  {
    name: "a stored answer that names the page",
    responses: [answer(200, PAGE, VARY, ["Age", "17"])],
    want: { outcome: "allowed", findings: [] },
  },

  // Two layers.
  {
    name: "a proxy adds `*` to the origin that the application names",
    responses: [answer(200, PAGE, VARY, allowOrigin("*"))],
    want: { outcome: "blocked", findings: ["allow-origin-multiple-values", "duplicate-cors-layers"] },
  },
  {
    name: "a list on one line has one author",
    responses: [answer(200, `${PAGE}, ${STRANGER}`, VARY)],
    want: { outcome: "blocked", findings: ["allow-origin-multiple-values"] },
  },
  {
    name: "Access-Control-Allow-Credentials twice",
    fields: include,
    responses: [answer(200, PAGE, VARY, TRUE, TRUE)],
    want: {
      outcome: "blocked",
      findings: ["allow-credentials-not-true", "duplicate-cors-layers"],
      evidence: [
        { exchange: 0, header: 2 },
        { exchange: 0, header: 3 },
      ],
    },
  },
  {
    name: "Access-Control-Allow-Methods and Access-Control-Allow-Headers may stand on any number of lines",
    fields: { ...PUT, headers: { "X-A": "1", "X-B": "1" } },
    responses: [answer(204, "*", methods("GET"), methods("PUT"), headers("x-a"), headers("x-b")), answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },

  // Origins that are null.
  {
    name: "a server with a list of origins says nothing to `Origin: null` after a redirect",
    responses: [answer(302, PAGE, VARY, location(CDN)), answer(200)],
    want: { outcome: "blocked", findings: ["allow-origin-missing", "redirect-tainted-origin"] },
  },
  {
    name: "from http to https of the same host the origin changes",
    fields: { origin: "http://shop.example", url: "http://api.example/orders" },
    responses: [answer(301, "http://shop.example", VARY, location(API)), answer(200, "http://shop.example", VARY)],
    want: { outcome: "blocked", findings: ["allow-origin-mismatch", "redirect-tainted-origin"] },
  },
  {
    name: "a redirect from the page's own origin keeps the origin",
    fields: { url: `${PAGE}/orders` },
    responses: [answer(302, undefined, location(API)), answer(200)],
    want: { outcome: "blocked", findings: ["allow-origin-missing"] },
  },
  {
    name: "a redirect within the foreign origin keeps the origin",
    responses: [answer(302, "*", location("/2")), answer(200, `${PAGE}/`, VARY)],
    want: { outcome: "blocked", findings: ["allow-origin-mismatch"] },
  },
  {
    name: "`*` is for requests with `Origin: null` too",
    responses: [answer(302, "*", location(CDN)), answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a file that asks an API with a list of origins",
    fields: opaque,
    responses: [answer(200, PAGE, VARY)],
    want: { outcome: "blocked", findings: ["allow-origin-mismatch", "opaque-page-origin"] },
  },
  {
    name: "a sandboxed frame that asks an API without CORS headers",
    fields: { ...opaque, ...PUT },
    responses: [answer(204)],
    want: { outcome: "blocked", findings: ["preflight-allow-origin-missing", "opaque-page-origin"] },
  },
  {
    name: "a page without an origin that fails for another reason",
    fields: { ...opaque, ...PUT },
    responses: [answer(204, "*")],
    want: { outcome: "blocked", findings: ["preflight-method-not-allowed"] },
  },
  {
    name: "`*` is for pages without an origin too",
    fields: opaque,
    responses: [answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "`null` with credentials works, for everybody",
    fields: { ...opaque, ...include },
    responses: [answer(200, "null", VARY, TRUE)],
    want: {
      outcome: "allowed",
      findings: ["allow-origin-null"],
      evidence: [
        { exchange: 0, header: 0 },
        { exchange: 0, header: 2 },
      ],
    },
  },
  {
    name: "`null` after a redirect works, for everybody",
    responses: [answer(302, "*", location(CDN)), answer(200, "null", VARY)],
    want: { outcome: "allowed", findings: ["allow-origin-null"] },
  },
  {
    name: "`null` to a page with an origin is not echoed",
    responses: [answer(200, "null", VARY)],
    want: { outcome: "blocked", findings: ["allow-origin-mismatch"] },
  },

  // The preflight is one thing, the request another.
  {
    name: "Access-Control-Allow-Credentials only on the preflight",
    fields: { ...PUT, ...include },
    responses: [answer(204, PAGE, VARY, TRUE, methods("PUT")), answer(200, PAGE, VARY)],
    want: { outcome: "blocked", findings: ["allow-credentials-not-true"] },
  },
  {
    name: "an answer that has some CORS headers is not forgotten by the server",
    fields: PUT,
    responses: [answer(204, "*", methods("PUT")), answer(200, undefined, TRUE)],
    want: { outcome: "blocked", findings: ["allow-origin-missing"] },
  },
  {
    name: "a failure after the preflight has a reason of its own to be bare",
    fields: PUT,
    responses: [answer(204, "*", methods("PUT")), answer(500)],
    want: { outcome: "blocked", findings: ["actual-status-not-ok", "allow-origin-missing"] },
  },
  {
    name: "an answer without CORS headers that needed no preflight",
    responses: [answer(200)],
    want: { outcome: "blocked", findings: ["allow-origin-missing"] },
  },
  {
    name: "a list of methods where nobody reads it",
    responses: [answer(200, undefined, methods("GET, PUT"), headers("*"))],
    want: { outcome: "blocked", findings: ["allow-origin-missing", "preflight-header-on-actual-response"] },
  },
  {
    name: "a list of methods where nobody reads it, and nobody asks",
    responses: [answer(200, "*", methods("GET, PUT"), ["Access-Control-Max-Age", "600"])],
    want: { outcome: "allowed", findings: [] },
  },

  // Authorization.
  {
    name: "a token is dropped on the way to another origin, which asks for it",
    fields: token,
    responses: [
      answer(204, "*", headers("authorization")),
      answer(307, "*", location(CDN)),
      { ...answer(401, "*"), match: { url: CDN, role: "actual" } },
      { ...answer(204, "*", headers("authorization")), match: { url: CDN, role: "preflight" } },
    ],
    want: { outcome: "allowed", findings: ["authorization-lost-in-redirect", "actual-status-not-ok"] },
  },
  {
    name: "a token is dropped on the way to another origin, which asks for it without CORS headers",
    fields: token,
    responses: [
      answer(204, "*", headers("authorization")),
      answer(307, "*", location(CDN)),
      { ...answer(401), match: { url: CDN, role: "actual" } },
      { ...answer(204, "*", headers("authorization")), match: { url: CDN, role: "preflight" } },
    ],
    want: {
      outcome: "blocked",
      findings: [
        "authorization-lost-in-redirect",
        "actual-status-not-ok",
        "allow-origin-missing",
        "redirect-tainted-origin",
      ],
    },
  },
  {
    name: "a token is dropped on the way to another origin, which does not mind",
    fields: token,
    responses: [
      answer(204, "*", headers("authorization")),
      answer(307, "*", location(CDN)),
      { ...answer(200, "*"), match: { url: CDN, role: "actual" } },
      { ...answer(204, "*", headers("authorization")), match: { url: CDN, role: "preflight" } },
    ],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a token that is refused where the redirect stays on the origin",
    fields: token,
    responses: [
      { ...answer(204, "*", headers("authorization")), match: { role: "preflight" } },
      answer(307, "*", location("/2")),
      answer(401, "*"),
    ],
    want: { outcome: "allowed", findings: ["actual-status-not-ok"] },
  },
  {
    name: "a token needs no credentials mode, and without it `*` is enough",
    fields: { ...token, ...include },
    responses: [answer(204, "*", headers("authorization"))],
    want: {
      outcome: "blocked",
      findings: ["preflight-allow-origin-wildcard-with-credentials", "authorization-needs-no-credentials"],
    },
  },
  {
    name: "a token and a credentials mode that the server allows",
    fields: { ...token, ...include },
    responses: [answer(204, PAGE, TRUE, headers("authorization")), answer(200, PAGE, VARY, TRUE)],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a token and a credentials mode that has nothing to do with the block",
    fields: { ...token, ...include },
    responses: [answer(204, undefined, headers("authorization"))],
    want: { outcome: "blocked", findings: ["preflight-allow-origin-missing"] },
  },
];
