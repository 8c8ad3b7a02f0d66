import type { BrowserName, Reason } from "#lib/contract/terms.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import type { NetworkError } from "#lib/fetch/outcome.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { preflight, readable, redirectTo, response, type Answers } from "./fetching.ts";

export interface ReasonCase {
  readonly request: Partial<FetchRequest>;
  readonly answers: Answers;
  /** The failing step of the trace. */
  readonly step: string;
  /** Index of the exchange that is refused; null when the browser sends nothing for it. */
  readonly exchange: number | null;
  /** What the error says besides. */
  readonly circumstances: Omit<NetworkError, "reason" | "exchange" | "url">;
  /** Browsers that let the request pass. */
  readonly passesIn?: readonly BrowserName[];
}

const ORIGIN = ["Access-Control-Allow-Origin", "https://a.test"] as const;
const put: Partial<FetchRequest> = { method: "PUT" };
const include: Partial<FetchRequest> = { credentials: "include" };
const withHeaders = (...headers: HeaderList): Partial<FetchRequest> => ({ headers });
const allowOrigin = (value: string) => response(200, [["Access-Control-Allow-Origin", value]]);
const toItself = Array.from({ length: 21 }, () => redirectTo("https://b.test/"));

/** One request and its answers for every reason, so that none is a dead word. */
export const REASON_CASES: Readonly<Record<Reason, ReasonCase>> = {
  "allow-origin-missing": {
    request: {},
    answers: { actual: response(200) },
    step: "cors-check 2",
    exchange: 0,
    circumstances: { value: "", status: 200 },
  },
  "allow-origin-wildcard-with-credentials": {
    request: include,
    answers: { actual: allowOrigin("*") },
    step: "cors-check 4",
    exchange: 0,
    circumstances: { value: "*", status: 200 },
  },
  "allow-origin-multiple-values": {
    request: {},
    answers: { actual: allowOrigin("https://a.test, https://c.test") },
    step: "cors-check 4",
    exchange: 0,
    circumstances: { value: "https://a.test, https://c.test", status: 200 },
  },
  "allow-origin-invalid-value": {
    request: {},
    answers: { actual: allowOrigin("a.test") },
    step: "cors-check 4",
    exchange: 0,
    circumstances: { value: "a.test", status: 200 },
  },
  "allow-origin-mismatch": {
    request: {},
    answers: { actual: allowOrigin("https://c.test") },
    step: "cors-check 4",
    exchange: 0,
    circumstances: { value: "https://c.test", status: 200 },
  },
  "allow-credentials-not-true": {
    request: include,
    answers: { actual: response(200, [ORIGIN]) },
    step: "cors-check 8",
    exchange: 0,
    circumstances: { value: "", status: 200 },
  },
  "preflight-allow-origin-missing": {
    request: put,
    answers: { preflight: response(204) },
    step: "cors-check 2",
    exchange: 0,
    circumstances: { value: "" },
  },
  "preflight-allow-origin-wildcard-with-credentials": {
    request: { ...put, ...include },
    answers: { preflight: preflight("PUT", null) },
    step: "cors-check 4",
    exchange: 0,
    circumstances: { value: "*" },
  },
  "preflight-allow-origin-multiple-values": {
    request: put,
    answers: { preflight: allowOrigin("*, *") },
    step: "cors-check 4",
    exchange: 0,
    circumstances: { value: "*, *" },
  },
  "preflight-allow-origin-invalid-value": {
    request: put,
    answers: { preflight: allowOrigin("") },
    step: "cors-check 4",
    exchange: 0,
    circumstances: { value: "" },
  },
  "preflight-allow-origin-mismatch": {
    request: put,
    answers: { preflight: allowOrigin("https://a.test/") },
    step: "cors-check 4",
    exchange: 0,
    circumstances: { value: "https://a.test/" },
  },
  "preflight-allow-credentials-not-true": {
    request: { ...put, ...include },
    answers: { preflight: response(204, [ORIGIN, ["Access-Control-Allow-Credentials", "True"]]) },
    step: "cors-check 8",
    exchange: 0,
    circumstances: { value: "True" },
  },
  "preflight-status-not-ok": {
    request: put,
    answers: { preflight: response(404, preflight("PUT", null).headers) },
    step: "cors-preflight-fetch 7",
    exchange: 0,
    circumstances: { status: 404 },
  },
  "preflight-redirect": {
    request: put,
    answers: { preflight: redirectTo("https://b.test/login") },
    step: "cors-preflight-fetch 7",
    exchange: 0,
    circumstances: { status: 302, value: "https://b.test/login" },
  },
  "preflight-allow-methods-unparsable": {
    request: put,
    answers: { preflight: preflight("GET PUT", null) },
    step: "cors-preflight-fetch 7.3",
    exchange: 0,
    circumstances: { value: "GET PUT" },
  },
  "preflight-allow-headers-unparsable": {
    request: put,
    answers: { preflight: preflight("PUT", "x-a x-b") },
    step: "cors-preflight-fetch 7.3",
    exchange: 0,
    circumstances: { value: "x-a x-b" },
  },
  "preflight-method-not-allowed": {
    request: put,
    answers: { preflight: preflight("GET, POST", null) },
    step: "cors-preflight-fetch 7.5",
    exchange: 0,
    circumstances: { method: "PUT", value: "GET, POST" },
  },
  "preflight-header-not-allowed": {
    request: withHeaders(["X-A", "1"]),
    answers: { preflight: preflight(null, "x-b") },
    step: "cors-preflight-fetch 7.7",
    exchange: 0,
    circumstances: { headerName: "x-a", value: "x-b" },
  },
  "preflight-authorization-wildcard": {
    request: withHeaders(["Authorization", "Bearer t"]),
    answers: { preflight: preflight(null, "*"), actual: readable() },
    step: "cors-preflight-fetch 7.6",
    exchange: 0,
    circumstances: { headerName: "authorization", value: "*" },
    passesIn: ["chromium"],
  },
  "redirect-location-credentials": {
    request: {},
    answers: { actual: redirectTo("https://user:secret@c.test/") },
    step: "http-redirect-fetch 9",
    exchange: 0,
    circumstances: { value: "https://user:secret@c.test/", status: 302 },
  },
  "redirect-scheme-not-http": {
    request: {},
    answers: { actual: redirectTo("custom://c.test/") },
    step: "http-redirect-fetch 6",
    exchange: 0,
    circumstances: { value: "custom://c.test/", status: 302 },
  },
  "redirect-invalid-location": {
    request: {},
    answers: { actual: redirectTo("https://[") },
    step: "http-redirect-fetch 5",
    exchange: 0,
    circumstances: { value: "https://[", status: 302 },
  },
  "redirect-too-many": {
    request: {},
    answers: { actual: toItself },
    step: "http-redirect-fetch 7",
    exchange: 20,
    circumstances: { value: "https://b.test/", status: 302 },
  },
  "redirect-mode-error": {
    request: { redirect: "error" },
    answers: { actual: redirectTo("https://b.test/x") },
    step: "http-fetch 6.2",
    exchange: 0,
    circumstances: { value: "https://b.test/x", status: 302 },
  },
  "redirect-no-cors-not-follow": {
    request: { mode: "no-cors", redirect: "manual" },
    answers: {},
    step: "main-fetch 12",
    exchange: null,
    circumstances: {},
  },
  "redirect-stream-body": {
    request: { method: "POST", body: "stream" },
    answers: { preflight: preflight(null, null), actual: redirectTo("https://b.test/x", 307) },
    step: "http-redirect-fetch 11",
    exchange: 1,
    circumstances: { value: "https://b.test/x", status: 307 },
  },
  "mode-same-origin-cross-origin": {
    request: { mode: "same-origin" },
    answers: {},
    step: "main-fetch 12",
    exchange: null,
    circumstances: {},
  },
  "scheme-not-cors-enabled": {
    request: { url: "ftp://b.test/" },
    answers: {},
    step: "main-fetch 12",
    exchange: null,
    circumstances: { value: "ftp" },
  },
  "forbidden-method": {
    request: { method: "TRACE" },
    answers: {},
    step: "request-constructor 25.2",
    exchange: null,
    circumstances: { method: "TRACE" },
  },
  "no-cors-method": {
    request: { mode: "no-cors", method: "PUT" },
    answers: {},
    step: "request-constructor 32.1",
    exchange: null,
    circumstances: { method: "PUT" },
  },
  "url-with-credentials": {
    request: { url: "https://user:secret@b.test/" },
    answers: {},
    step: "request-constructor 5.3",
    exchange: null,
    circumstances: {},
  },
  "get-with-body": {
    request: { body: "text" },
    answers: {},
    step: "request-constructor 35",
    exchange: null,
    circumstances: { method: "GET" },
  },
  "mixed-content": {
    request: { url: "http://b.test/" },
    answers: {},
    step: "main-fetch 7",
    exchange: null,
    circumstances: {},
  },
  "bad-port": {
    request: { url: "https://b.test:6000/" },
    answers: {},
    step: "main-fetch 7",
    exchange: null,
    circumstances: { value: "6000" },
  },
  "corp-blocked": {
    request: { mode: "no-cors" },
    answers: { actual: response(200, [["Cross-Origin-Resource-Policy", "same-origin"]]) },
    step: "cross-origin-resource-policy-check 5",
    exchange: 0,
    circumstances: { value: "same-origin" },
  },
  "network-error": {
    request: {},
    answers: { actual: response(407, [["Access-Control-Allow-Origin", "*"]]) },
    step: "http-network-or-cache-fetch 15",
    exchange: 0,
    circumstances: { status: 407, deviation: true },
    passesIn: ["standard"],
  },
};
