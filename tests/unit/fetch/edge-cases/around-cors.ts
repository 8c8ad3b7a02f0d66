import type { HeaderList } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { EdgeCase } from "../edge-case.ts";
import { preflight, readable, response } from "../fetching.ts";

const noCors: Partial<FetchRequest> = { mode: "no-cors" };
const http = (host: string) => ({ kind: "tuple", scheme: "http", serialized: `http://${host}` }) as const;
const corp = (value: string) => response(200, [["Cross-Origin-Resource-Policy", value]]);

/** A GET whose answer exposes headers with these lines. */
function exposing(
  number: number,
  title: string,
  lines: readonly string[],
  exposes: readonly string[],
  include = false,
): EdgeCase {
  const answer: HeaderList = [
    ["Content-Length", "2"],
    ["Content-Disposition", "inline"],
    ["X-A", "1"],
    ["X-B", "1"],
    ["Set-Cookie", "a=b"],
    ...lines.map((line) => ["Access-Control-Expose-Headers", line] as const),
  ];
  const allow: HeaderList = [
    ["Access-Control-Allow-Origin", "https://a.test"],
    ["Access-Control-Allow-Credentials", "true"],
  ];
  return {
    number,
    title,
    request: include ? { credentials: "include" } : {},
    answers: { actual: response(200, [...allow, ...answer]) },
    standard: "allowed",
    exposes,
  };
}

/** What looks like CORS and is not, and what a page can read in the end. */
export const AROUND_CORS_CASES: readonly EdgeCase[] = [
  {
    number: 58,
    title: "no-cors with a JSON type, which is dropped",
    request: { ...noCors, method: "POST", body: "text", headers: [["Content-Type", "application/json"]] },
    answers: { actual: response(200) },
    standard: "opaque",
    wire: ["POST b.test"],
  },
  {
    number: 59,
    title: "no-cors with PUT",
    request: { ...noCors, method: "PUT" },
    answers: {},
    standard: "no-cors-method",
    wire: [],
  },
  {
    number: 60,
    title: "mode same-origin to another origin",
    request: { mode: "same-origin" },
    answers: {},
    standard: "mode-same-origin-cross-origin",
    wire: [],
  },
  {
    number: 60,
    title: "mode same-origin, redirected to another origin",
    request: { mode: "same-origin", url: "https://a.test/" },
    answers: { actual: response(302, [["Location", "https://b.test/"]]) },
    standard: "mode-same-origin-cross-origin",
    wire: ["GET a.test"],
  },
  {
    number: 61,
    title: "an http URL on an https page",
    request: { url: "http://b.test/" },
    answers: {},
    standard: "mixed-content",
    wire: [],
  },
  {
    number: 61,
    title: "http://localhost on an https page",
    request: { url: "http://localhost:3000/" },
    answers: { actual: readable() },
    standard: "allowed",
  },
  {
    number: 81,
    title: "a resource policy on a CORS request",
    request: {},
    answers: { actual: readable(["Cross-Origin-Resource-Policy", "same-origin"]) },
    standard: "allowed",
  },
  {
    number: 81,
    title: "a resource policy on a no-cors request",
    request: noCors,
    answers: { actual: corp("same-origin") },
    standard: "corp-blocked",
  },
  {
    number: 82,
    title: "the policy same-site on an http page, from https",
    request: { ...noCors, origin: http("a.test"), url: "https://api.a.test/" },
    answers: { actual: corp("same-site") },
    standard: "corp-blocked",
  },
  {
    number: 82,
    title: "a misspelt policy",
    request: noCors,
    answers: { actual: corp("sameorigin") },
    standard: "opaque",
  },
  exposing(83, "no header is exposed", [], ["content-length"]),
  exposing(83, "Set-Cookie is never readable", ["Set-Cookie"], ["content-length"]),
  exposing(84, "a star with credentials", ["*"], ["content-length"], true),
  exposing(84, "names with credentials", ["X-A"], ["content-length", "x-a"], true),
  exposing(85, "names without a comma", ["X-A X-B"], ["content-length"]),
  exposing(85, "a good line and a bad one", ["X-A", "bad name"], ["content-length"]),
  exposing(
    86,
    "Content-Length by itself, Content-Disposition by name",
    ["Content-Disposition"],
    ["content-length", "content-disposition"],
  ),
  {
    number: 101,
    title: "a port of another protocol",
    request: { url: "https://b.test:6667/" },
    answers: {},
    standard: "bad-port",
    wire: [],
  },
  {
    number: 102,
    title: "a certificate that has expired",
    request: {},
    answers: { actual: { kind: "failure", phase: "tls", code: "certificate-expired" } },
    standard: "unreachable",
  },
  {
    number: 111,
    title: "a POST to an http server keeps its origin in the mode cors",
    request: { url: "http://b.test/", origin: http("a.test"), method: "POST" },
    answers: { actual: response(200, [["Access-Control-Allow-Origin", "http://a.test"]]) },
    standard: "allowed",
  },
  {
    number: 112,
    title: "a URL with a password",
    request: { url: "https://user:pw@b.test/" },
    answers: {},
    standard: "url-with-credentials",
    wire: [],
  },
  {
    number: 87,
    title: "a Max-Age of 0 is no obstacle",
    request: { method: "PUT" },
    answers: {
      preflight: response(204, [...preflight("PUT", null).headers, ["Access-Control-Max-Age", "0"]]),
      actual: readable(),
    },
    standard: "allowed",
  },
  {
    number: 88,
    title: "two lines of Max-Age are no obstacle",
    request: { method: "PUT" },
    answers: {
      preflight: response(204, [
        ...preflight("PUT", null).headers,
        ["Access-Control-Max-Age", "600"],
        ["Access-Control-Max-Age", "600"],
      ]),
      actual: readable(),
    },
    standard: "allowed",
  },
];
