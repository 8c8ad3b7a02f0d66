import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { answer, PAGE, type FindingCase } from "./finding-case.ts";

const methods = (value: string): HeaderLine => ["Access-Control-Allow-Methods", value];
const headers = (value: string): HeaderLine => ["Access-Control-Allow-Headers", value];
const JSON_TYPE = { "Content-Type": "application/json" };
const ALLOW_ALL = answer(204, "*", headers("*"), methods("*"));
const TRACED = { "sentry-trace": "1-2", baggage: "a=b" };
const UPLOAD = { initiator: "xhr-upload", body: "text" } as const;

/** What makes a preflight necessary that the page could do without. */
export const FINDING_CASES_NEEDLESS: readonly FindingCase[] = [
  // Response headers.
  {
    name: "Access-Control-Allow-Origin in the request is what the preflight refuses",
    fields: { headers: { "Access-Control-Allow-Origin": "*" } },
    responses: [answer(204, "*")],
    want: {
      outcome: "blocked",
      findings: ["preflight-header-not-allowed", "response-header-as-request-header"],
      evidence: [{ exchange: 0, missing: "Access-Control-Allow-Headers" }],
    },
  },
  {
    name: "Access-Control-Allow-Origin in the request is let through, and does nothing",
    fields: { headers: { "Access-Control-Allow-Origin": "*" } },
    responses: [ALLOW_ALL, answer(200, "*")],
    want: {
      outcome: "allowed",
      findings: ["response-header-as-request-header"],
      evidence: [{ request: "headers", index: 0 }],
    },
  },
  {
    name: "Access-Control-Allow-Origin in a request to the page's own origin",
    fields: { url: `${PAGE}/orders`, headers: { "Access-Control-Allow-Origin": "*" } },
    responses: [answer(200)],
    want: { outcome: "allowed", findings: ["response-header-as-request-header", "not-a-cors-request"] },
  },
  {
    name: "Access-Control-Allow-Origin in a request in the mode no-cors is never sent",
    fields: { mode: "no-cors", headers: { "Access-Control-Allow-Origin": "*" } },
    responses: [answer(200)],
    want: { outcome: "opaque", findings: ["no-cors-request-header-dropped", "opaque-response"] },
  },

  // Content-Type.
  {
    name: "GET with a JSON Content-Type that the preflight refuses",
    fields: { headers: JSON_TYPE },
    responses: [answer(204, "*")],
    want: { outcome: "blocked", findings: ["preflight-header-not-allowed", "content-type-without-body"] },
  },
  {
    name: "GET with a JSON Content-Type costs a preflight",
    fields: { method: "get", headers: JSON_TYPE },
    responses: [ALLOW_ALL, answer(200, "*")],
    want: {
      outcome: "allowed",
      findings: ["content-type-without-body"],
      evidence: [{ request: "headers", index: 0 }],
    },
  },
  {
    name: "GET with a JSON Content-Type beside a header that needs the preflight anyway",
    fields: { headers: { ...JSON_TYPE, "X-A": "1" } },
    responses: [ALLOW_ALL, answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "GET with a JSON Content-Type beside a header that is refused",
    fields: { headers: { ...JSON_TYPE, "X-A": "1" } },
    responses: [answer(204, "*", headers("content-type"))],
    want: { outcome: "blocked", findings: ["preflight-header-not-allowed"] },
  },
  {
    name: "GET with a safelisted Content-Type needs no preflight",
    fields: { headers: { "Content-Type": "text/plain" } },
    responses: [answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "POST of JSON needs its Content-Type",
    fields: { method: "POST", body: "{}", headers: JSON_TYPE },
    responses: [ALLOW_ALL, answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },

  // Tracing.
  {
    name: "tracing headers that the preflight refuses",
    fields: { headers: TRACED },
    responses: [answer(204, "*", headers("content-type"))],
    want: { outcome: "blocked", findings: ["preflight-header-not-allowed", "tracing-header"] },
  },
  {
    name: "a tracing header that is refused in the second place",
    fields: { method: "PUT", headers: { ...JSON_TYPE, traceparent: "00-1-2-01" } },
    responses: [answer(204, "*", methods("PUT"), headers("x-a"))],
    want: { outcome: "blocked", findings: ["preflight-header-not-allowed", "tracing-header"] },
  },
  {
    name: "tracing headers cost a preflight that nobody answers",
    fields: { headers: TRACED },
    responses: [answer(404)],
    want: {
      outcome: "blocked",
      findings: ["preflight-not-routed", "preflight-allow-origin-missing", "preflight-status-not-ok", "tracing-header"],
    },
  },
  {
    name: "tracing headers cost a preflight",
    fields: { headers: TRACED },
    responses: [ALLOW_ALL, answer(200, "*")],
    want: {
      outcome: "allowed",
      findings: ["tracing-header"],
      evidence: [
        { request: "headers", index: 0 },
        { request: "headers", index: 1 },
      ],
    },
  },
  {
    name: "a tracing header that is allowed, on a request that is preflighted anyway",
    fields: { method: "DELETE", headers: { traceparent: "00-1-2-01" } },
    responses: [ALLOW_ALL, answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a tracing header that is not what the preflight refuses",
    fields: { method: "DELETE", headers: { traceparent: "00-1-2-01" } },
    responses: [answer(204, "*", headers("*"))],
    want: { outcome: "blocked", findings: ["preflight-method-not-allowed"] },
  },
  {
    name: "a header of Azure Storage is no tracing header",
    fields: { headers: { "x-ms-version": "2026-02-06" } },
    responses: [ALLOW_ALL, answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },

  // Caching.
  {
    name: "Cache-Control and Pragma in the request",
    fields: { headers: { "Cache-Control": "no-cache", Pragma: "no-cache", Expires: "0" } },
    responses: [answer(204, "*")],
    want: { outcome: "blocked", findings: ["preflight-header-not-allowed", "cache-request-header"] },
  },
  {
    name: "If-None-Match costs a GET a preflight",
    fields: { headers: { "If-None-Match": '"1"' } },
    responses: [ALLOW_ALL, answer(200, "*")],
    want: { outcome: "allowed", findings: ["cache-request-header"], evidence: [{ request: "headers", index: 0 }] },
  },
  {
    name: "If-None-Match guards a POST",
    fields: { method: "POST", headers: { "If-None-Match": "*" } },
    responses: [ALLOW_ALL, answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },

  // Upload progress.
  {
    name: "a listener for upload progress is all that needs a preflight",
    fields: UPLOAD,
    responses: [answer(404), answer(200, "*")],
    want: {
      outcome: "blocked",
      findings: [
        "preflight-not-routed",
        "preflight-allow-origin-missing",
        "preflight-status-not-ok",
        "upload-listener-preflight",
        "responses-unused",
      ],
    },
  },
  {
    name: "a listener for upload progress costs a preflight",
    fields: UPLOAD,
    responses: [ALLOW_ALL, answer(200, "*")],
    want: { outcome: "allowed", findings: ["upload-listener-preflight"], evidence: [{ request: "body" }] },
  },
  {
    name: "a listener for upload progress beside JSON changes nothing",
    fields: { ...UPLOAD, headers: JSON_TYPE },
    responses: [ALLOW_ALL, answer(200, "*")],
    want: { outcome: "allowed", findings: [] },
  },
];
