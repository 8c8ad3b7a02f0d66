import type { SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { answer, MISSING, MISSING_ON_PREFLIGHT, missingOnPreflight, PAGE, type FindingCase } from "./finding-case.ts";

const PUT = { method: "PUT" };
const ALLOW_PUT = answer(204, "*", ["Access-Control-Allow-Methods", "PUT"]);
const HTML: HeaderLine = ["Content-Type", "text/html; charset=utf-8"];
const JSON_POST = { method: "POST", headers: { "Content-Type": "application/json" } };
const ALLOW_JSON = answer(204, "*", ["Access-Control-Allow-Headers", "content-type"]);
const failure = (given: Extract<SuppliedResponse, { failure: unknown }>["failure"]): SuppliedResponse => ({
  failure: given,
});

const ON_ERRORS = "have the server send the right CORS headers on such answers too";

/** What is behind the browser's message: the failure of the server that it keeps quiet about. */
export const FINDING_CASES_CAUSES: readonly FindingCase[] = [
  // The preflight.
  {
    name: "a login before the preflight is named before the header that is missing",
    fields: PUT,
    responses: [answer(401, undefined, ["WWW-Authenticate", "Bearer"])],
    want: {
      outcome: "blocked",
      findings: ["preflight-needs-login", ...missingOnPreflight],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, header: 0 },
      ],
      says: ["`OPTIONS https://api.example/orders` has the status 401", "never sends the `PUT`", MISSING_ON_PREFLIGHT],
    },
  },
  {
    name: "a login before the preflight, with all CORS headers",
    fields: PUT,
    responses: [answer(401, "*", ["Access-Control-Allow-Methods", "PUT"])],
    want: {
      outcome: "blocked",
      findings: ["preflight-needs-login", "preflight-status-not-ok"],
      says: ["It does not have HTTP ok status.`"],
    },
  },
  {
    name: "a preflight that is forbidden",
    fields: PUT,
    responses: [answer(403)],
    want: { outcome: "blocked", findings: ["preflight-needs-login", ...missingOnPreflight], says: ["access rule"] },
  },
  {
    name: "a login that is asked for after the preflight is no login before it",
    fields: PUT,
    responses: [ALLOW_PUT, answer(401)],
    want: {
      outcome: "blocked",
      findings: ["actual-status-not-ok", "allow-origin-missing"],
      evidence: [{ exchange: 1, status: true }],
      says: ["`PUT https://api.example/orders` has the status 401", "who is asking", MISSING, ON_ERRORS],
    },
  },
  {
    name: "a route that takes other methods only",
    fields: PUT,
    responses: [answer(405, undefined, ["Allow", "GET, PUT"])],
    want: {
      outcome: "blocked",
      findings: ["preflight-not-routed", ...missingOnPreflight],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, header: 0 },
      ],
      says: ["it says that it takes `GET, PUT`"],
    },
  },
  {
    name: "a server that does not know OPTIONS",
    fields: PUT,
    responses: [answer(501)],
    want: { outcome: "blocked", findings: ["preflight-not-routed", ...missingOnPreflight] },
  },
  {
    name: "API Gateway has no such route, and says that a token is missing",
    fields: PUT,
    responses: [answer(403, undefined, ["apigw-requestid", "x"])],
    bodies: ['{"message":"Missing Authentication Token"}'],
    want: {
      outcome: "blocked",
      findings: ["preflight-not-routed", ...missingOnPreflight],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, body: true },
      ],
      says: ["says `Missing Authentication Token`", "no such route"],
    },
  },
  {
    name: "another message of API Gateway is a plain 403",
    fields: PUT,
    responses: [answer(403)],
    bodies: ['{"message":"Forbidden"}'],
    want: { outcome: "blocked", findings: ["preflight-needs-login", ...missingOnPreflight] },
  },
  {
    name: "a server that fails on the preflight",
    fields: PUT,
    responses: [answer(502)],
    want: {
      outcome: "blocked",
      findings: ["preflight-server-error", ...missingOnPreflight],
      says: ["a proxy is in front of the application"],
    },
  },
  {
    name: "a preflight with another status has no cause of its own",
    fields: PUT,
    responses: [answer(400)],
    want: { outcome: "blocked", findings: missingOnPreflight },
  },
  {
    name: "a preflight that passes with a good status needs no cause",
    fields: PUT,
    responses: [ALLOW_PUT, answer(200, "*")],
    bodies: ["Invalid CORS request", "Not allowed by CORS"],
    want: { outcome: "allowed", findings: [] },
  },

  // Too much.
  {
    name: "a rate limit that counts preflights",
    fields: PUT,
    responses: [answer(429, undefined, ["Retry-After", "30"])],
    want: {
      outcome: "blocked",
      findings: ["too-many-requests", ...missingOnPreflight],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, header: 0 },
      ],
      says: ["`Retry-After: 30`", "Exempt `OPTIONS`"],
      neverSays: [ON_ERRORS],
    },
  },
  {
    name: "a rate limit whose answer is hidden",
    responses: [answer(429)],
    want: {
      outcome: "blocked",
      findings: ["too-many-requests", "allow-origin-missing"],
      says: [MISSING, ON_ERRORS],
      neverSays: ["Retry-After"],
    },
  },
  {
    name: "a rate limit that the page can see is a warning",
    responses: [answer(429, "*")],
    want: { outcome: "allowed", findings: ["too-many-requests"], neverSays: ["console", ON_ERRORS] },
  },
  {
    name: "a body that is too large for the proxy",
    fields: { ...JSON_POST, body: "{}" },
    responses: [ALLOW_JSON, answer(413, undefined, HTML)],
    want: {
      outcome: "blocked",
      findings: ["payload-too-large", "allow-origin-missing"],
      evidence: [{ exchange: 1, status: true }],
      says: [MISSING, ON_ERRORS],
    },
  },

  // Errors of the server.
  {
    name: "a 502 with a page of the proxy's own",
    fields: { ...JSON_POST, body: "{}" },
    responses: [ALLOW_JSON, answer(502, undefined, HTML)],
    want: {
      outcome: "blocked",
      findings: ["actual-status-not-ok", "html-instead-of-json", "allow-origin-missing"],
      says: ["a proxy is in front of the application", MISSING],
    },
  },
  {
    name: "API Gateway answers an unknown path with 403",
    responses: [answer(403)],
    bodies: ['{"message":"Missing Authentication Token"}'],
    want: {
      outcome: "blocked",
      findings: ["actual-status-not-ok", "allow-origin-missing"],
      evidence: [
        { exchange: 0, status: true },
        { exchange: 0, body: true },
      ],
      says: ["no such route"],
    },
  },
  {
    name: "a 401 that the page can read is a warning, and no console speaks of it",
    responses: [answer(401, "*")],
    want: {
      outcome: "allowed",
      findings: ["actual-status-not-ok"],
      says: ["CORS lets the page read it"],
      neverSays: ["console", ON_ERRORS],
    },
  },
  {
    name: "a status of no meaning of its own",
    responses: [answer(599, "*")],
    want: { outcome: "allowed", findings: ["actual-status-not-ok"], says: ["599: the server failed"] },
  },
  {
    name: "an opaque 404 is not for the page to read",
    fields: { mode: "no-cors" },
    responses: [answer(404)],
    want: {
      outcome: "opaque",
      findings: ["actual-status-not-ok", "opaque-response"],
      says: ["The page cannot see that."],
      neverSays: ["lets the page read", ON_ERRORS],
    },
  },

  // No answer.
  {
    name: "a name without an address",
    responses: [failure({ phase: "dns", code: "name-not-found" })],
    want: {
      outcome: "unreachable",
      findings: ["target-unreachable"],
      says: [
        "Chromium prints `Failed to load resource: net::ERR_NAME_NOT_RESOLVED`",
        "Firefox prints `Cross-Origin Request Blocked:",
        "host name for a typo",
      ],
    },
  },
  {
    name: "a certificate that has expired",
    fields: PUT,
    responses: [ALLOW_PUT, failure({ phase: "tls", code: "certificate-expired" })],
    want: {
      outcome: "unreachable",
      findings: ["target-unreachable"],
      evidence: [{ exchange: 1, failure: true }],
      says: ["`Failed to load resource: net::ERR_CERT_DATE_INVALID`", "Renew the certificate"],
    },
  },
  {
    name: "Firefox does not speak of CORS for a page's own origin",
    fields: { url: `${PAGE}/orders` },
    responses: [failure({ phase: "connect", code: "connection-refused" })],
    want: {
      outcome: "unreachable",
      findings: ["target-unreachable"],
      says: ["Start the server"],
      neverSays: ["Firefox"],
    },
  },
];
