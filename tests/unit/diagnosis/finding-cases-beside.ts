import type { SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { answer, PAGE, type FindingCase } from "./finding-case.ts";

const TRUE: HeaderLine = ["Access-Control-Allow-Credentials", "true"];
const VARY: HeaderLine = ["Vary", "Origin"];
const expose = (value: string): HeaderLine => ["Access-Control-Expose-Headers", value];
const failure = (phase: "egress" | "timeout" | "tls" | "response", code: "private" | "deadline" | "http2-only") =>
  ({ failure: { phase, code } }) satisfies SuppliedResponse;

/** Findings that decide nothing: warnings, notes, and verdicts that stay open. */
export const FINDING_CASES_BESIDE: readonly FindingCase[] = [
  // Vary.
  {
    name: "an origin that is echoed without Vary",
    responses: [answer(200, PAGE)],
    want: {
      outcome: "allowed",
      findings: ["vary-origin-missing"],
      evidence: [
        { exchange: 0, header: 0 },
        { exchange: 0, missing: "Vary" },
      ],
    },
  },
  {
    name: "a Vary that names something else is pointed at",
    responses: [answer(200, PAGE, ["Vary", "Accept-Encoding"])],
    want: {
      outcome: "allowed",
      findings: ["vary-origin-missing"],
      evidence: [
        { exchange: 0, header: 0 },
        { exchange: 0, header: 1 },
      ],
    },
  },
  {
    name: "Vary on a line of its own, in any case",
    responses: [answer(200, PAGE, ["Vary", "Accept-Encoding"], ["vary", "Cookie, origin"])],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "`Vary: *` covers Origin",
    responses: [answer(200, PAGE, ["Vary", "*"])],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "what no cache keeps needs no Vary",
    responses: [answer(200, PAGE, ["Cache-Control", "private, No-Store"])],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "answers to OPTIONS, POST and DELETE need no Vary",
    fields: { method: "DELETE" },
    responses: [answer(204, PAGE, ["Access-Control-Allow-Methods", "DELETE"]), answer(200, PAGE)],
    want: { outcome: "allowed", findings: [] },
  },

  // Headers.
  {
    name: "a response header that the page cannot see",
    responses: [answer(200, "*", ["X-Total-Count", "3"], expose("etag"), ["ETag", '"1"'])],
    want: {
      outcome: "allowed",
      findings: ["response-header-not-exposed"],
      evidence: [
        { exchange: 0, header: 1 },
        { exchange: 0, header: 2 },
      ],
    },
  },
  {
    name: "a font without CORS headers is blocked, but not in WebKit",
    fields: { initiator: "font" },
    responses: [answer(200)],
    want: { outcome: "varies", findings: ["allow-origin-missing", "browsers-disagree"] },
  },
  {
    name: "XMLHttpRequest with a method that scripts must not use",
    fields: { initiator: "xhr", method: "TRACE" },
    responses: [],
    want: { outcome: "blocked", findings: ["forbidden-method"], evidence: [{ request: "method" }] },
  },
  {
    name: "nobody looks for the headers of an image",
    fields: { initiator: "image", mode: "cors" },
    responses: [answer(200, "*", ["X-Total-Count", "3"])],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "with credentials `*` exposes nothing",
    fields: { credentials: "include" },
    responses: [answer(200, PAGE, VARY, TRUE, ["X-Total-Count", "3"], expose("*"))],
    want: { outcome: "allowed", findings: ["response-header-not-exposed"] },
  },
  {
    name: "nobody misses the protocol's, the connection's and the security policy's headers",
    responses: [
      answer(
        200,
        "*",
        ["Date", "Sun, 22 Nov 2026 10:00:00 GMT"],
        ["Server", "nginx"],
        ["Connection", "keep-alive"],
        ["Strict-Transport-Security", "max-age=1"],
        ["Set-Cookie", "a=1"],
        ["Content-Type", "text/plain"],
      ),
    ],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a request header that scripts cannot set",
    fields: { headers: { Accept: "*/*", Cookie: "a=1" } },
    responses: [answer(200, "*")],
    want: {
      outcome: "allowed",
      findings: ["forbidden-request-header"],
      evidence: [{ request: "headers", index: 1 }],
    },
  },
  {
    name: "a method override is kept unless it names a forbidden method",
    fields: {
      headers: [
        ["X-HTTP-Method-Override", "PUT"],
        ["X-HTTP-Method-Override", "TRACE"],
      ],
    },
    responses: [answer(204, "*", ["Access-Control-Allow-Headers", "*"]), answer(200, "*")],
    want: {
      outcome: "allowed",
      findings: ["forbidden-request-header"],
      evidence: [{ request: "headers", index: 1 }],
    },
  },
  {
    name: "Access-Control-Allow-Credentials beside `*`",
    responses: [answer(200, "*", TRUE)],
    want: {
      outcome: "allowed",
      findings: ["allow-credentials-without-effect"],
      evidence: [{ exchange: 0, header: 1 }],
    },
  },

  // Verdicts that stay open.
  {
    name: "a response that is not given",
    responses: [],
    want: { outcome: "undetermined", findings: ["answer-missing"] },
  },
  {
    name: "more responses than any browser asks for",
    responses: [answer(200, "*"), answer(200, "*")],
    want: { outcome: "allowed", findings: ["responses-unused"] },
  },
  {
    name: "a response whose match fits no request is left over",
    responses: [answer(200, "*"), { ...answer(200), match: { role: "preflight" } }],
    want: { outcome: "allowed", findings: ["responses-unused"] },
  },
  {
    name: "an address that Preflight does not contact",
    responses: [failure("egress", "private")],
    want: {
      outcome: "undetermined",
      findings: ["answer-not-conclusive"],
      evidence: [{ exchange: 0, failure: true }],
    },
  },
  {
    name: "a byte that is safe in Chromium and asks for a preflight in Firefox",
    fields: { headers: { Accept: "caf\u00e9" } },
    responses: [
      { ...answer(404), match: { role: "preflight" } },
      { ...answer(200, "*"), match: { role: "actual" } },
    ],
    want: {
      outcome: "varies",
      findings: ["preflight-not-routed", "preflight-allow-origin-missing", "browsers-disagree"],
    },
  },
  {
    name: "a server that speaks HTTP/2 only",
    responses: [failure("tls", "http2-only")],
    want: { outcome: "undetermined", findings: ["answer-not-conclusive"] },
  },
  {
    name: "a server that is slower than Preflight waits is neither unreachable nor inconclusive",
    responses: [failure("timeout", "deadline")],
    want: { outcome: "undetermined", findings: ["limit-reached"], evidence: [{ exchange: 0, failure: true }] },
  },
];
