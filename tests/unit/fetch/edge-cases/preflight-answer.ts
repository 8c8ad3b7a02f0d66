import type { HeaderList } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { EdgeCase } from "../edge-case.ts";
import { preflight, readable, redirectTo, response, type Verdict } from "../fetching.ts";

const custom: Partial<FetchRequest> = { headers: [["X-Foo", "1"]] };
const authorization: Partial<FetchRequest> = { headers: [["Authorization", "Bearer t"]] };
const withCredentials: HeaderList = [
  ["Access-Control-Allow-Origin", "https://a.test"],
  ["Access-Control-Allow-Credentials", "true"],
];

/** A request whose preflight is answered so; its actual request may be read. */
function answered(
  number: number,
  title: string,
  request: Partial<FetchRequest>,
  answer: ReturnType<typeof response>,
  standard: Verdict,
  chromium: Verdict = standard,
): EdgeCase {
  const actual = request.credentials === "include" ? response(200, withCredentials) : readable();
  return { number, title, request, answers: { preflight: answer, actual }, standard, chromium };
}

const permissive = preflight("PUT, DELETE", "x-foo").headers;

/** What a server's answer to a preflight permits. */
export const PREFLIGHT_ANSWER_CASES: readonly EdgeCase[] = [
  answered(23, "a 204 with what is asked for", { method: "PUT", ...custom }, preflight("PUT", "x-foo"), "allowed"),
  answered(23, "no method for a GET with a header", custom, preflight("", "x-foo"), "allowed"),
  ...[401, 403].flatMap((status) => [
    answered(
      24,
      `a ${String(status)} from before CORS`,
      { method: "PUT" },
      response(status),
      "preflight-allow-origin-missing",
    ),
    answered(
      24,
      `a ${String(status)} with CORS`,
      { method: "PUT" },
      response(status, permissive),
      "preflight-status-not-ok",
    ),
  ]),
  answered(
    25,
    "a redirect to the login",
    { method: "PUT" },
    response(302, [["Location", "https://b.test/login"]]),
    "preflight-allow-origin-missing",
    "preflight-redirect",
  ),
  answered(
    26,
    "a redirect from http to https",
    { url: "http://b.test/", origin: { kind: "tuple", scheme: "http", serialized: "http://a.test" }, method: "PUT" },
    redirectTo("https://b.test/", 301),
    "preflight-redirect",
  ),
  answered(
    26,
    "a redirect to the same path with a slash",
    { url: "https://b.test/api", method: "PUT" },
    redirectTo("/api/", 301),
    "preflight-redirect",
  ),
  ...[404, 405].map((status) =>
    answered(
      27,
      `a ${String(status)} that permits everything`,
      { method: "PUT" },
      response(status, permissive),
      "preflight-status-not-ok",
    ),
  ),
  answered(
    28,
    "PUT is not among the methods",
    { method: "PUT" },
    preflight("GET, POST", null),
    "preflight-method-not-allowed",
  ),
  answered(28, "the method in lower case", { method: "PUT" }, preflight("put", null), "preflight-method-not-allowed"),
  answered(28, "put is normalized", { method: "put" }, preflight("PUT", null), "allowed"),
  answered(
    29,
    "patch is not normalized",
    { method: "patch" },
    preflight("PATCH", null),
    "preflight-method-not-allowed",
  ),
  answered(29, "patch is allowed as it is", { method: "patch" }, preflight("patch", null), "allowed"),
  ...["GET", "HEAD", "POST"].map((method) =>
    answered(30, `no methods for ${method}`, { method, ...custom }, preflight(null, "x-foo"), "allowed"),
  ),
  answered(30, "no methods for DELETE", { method: "DELETE" }, preflight(null, null), "preflight-method-not-allowed"),
  answered(31, "a star for the method", { method: "DELETE" }, preflight("*", null), "allowed"),
  answered(
    31,
    "a star for the method, with credentials",
    { method: "DELETE", credentials: "include" },
    response(204, [...withCredentials, ["Access-Control-Allow-Methods", "*"]]),
    "preflight-method-not-allowed",
  ),
  answered(
    32,
    "methods with a semicolon",
    custom,
    preflight("GET; POST", "x-foo"),
    "preflight-allow-methods-unparsable",
  ),
  answered(32, "methods with a space", custom, preflight("GET POST", "x-foo"), "preflight-allow-methods-unparsable"),
  answered(33, "a method in quotes", { method: "PUT" }, preflight('"PUT"', null), "preflight-allow-methods-unparsable"),
  answered(
    34,
    "header names without a comma",
    { ...custom },
    preflight(null, "X-Foo Authorization"),
    "preflight-allow-headers-unparsable",
  ),
  answered(
    35,
    "empty elements among the header names",
    authorization,
    preflight(null, "content-type,,authorization,"),
    "allowed",
  ),
  answered(36, "a header name in another case", custom, preflight(null, "x-fOO"), "allowed"),
  answered(37, "a star for the header", custom, preflight(null, "*"), "allowed"),
  answered(
    37,
    "a star for the header, with credentials",
    { ...custom, credentials: "include" },
    response(204, [...withCredentials, ["Access-Control-Allow-Headers", "*"]]),
    "preflight-header-not-allowed",
  ),
  answered(
    38,
    "a star for Authorization",
    authorization,
    preflight(null, "*"),
    "preflight-authorization-wildcard",
    "allowed",
  ),
  answered(39, "a star and Authorization by name", authorization, preflight(null, "*, Authorization"), "allowed"),
  answered(
    52,
    "a response header that the page sets as a request header",
    { headers: [["Access-Control-Allow-Origin", "*"]] },
    preflight(null, "content-type"),
    "preflight-header-not-allowed",
  ),
  answered(
    56,
    "an upload listener needs no method to be listed",
    { method: "POST", useCorsPreflight: true },
    preflight(null, null),
    "allowed",
  ),
  answered(
    76,
    "credentials are not allowed on the preflight, which has none",
    { method: "PUT", credentials: "include" },
    response(204, [withCredentials[0]!, ["Access-Control-Allow-Methods", "PUT"]]),
    "preflight-allow-credentials-not-true",
  ),
  answered(
    77,
    "a server that wants a token on OPTIONS",
    authorization,
    response(401),
    "preflight-allow-origin-missing",
  ),
  {
    number: 102,
    title: "no connection for the preflight",
    request: { method: "PUT" },
    answers: { preflight: { kind: "failure", phase: "connect", code: "connection-refused" } },
    standard: "unreachable",
  },
  {
    number: 106,
    title: "the headers on the preflight only",
    request: { method: "PUT" },
    answers: { preflight: preflight("PUT", null), actual: response(200) },
    standard: "allow-origin-missing",
  },
  answered(
    107,
    "the headers on the actual response only",
    { method: "PUT" },
    response(200),
    "preflight-allow-origin-missing",
  ),
  answered(108, "HEAD is not among the methods", { method: "HEAD", ...custom }, preflight("GET", "x-foo"), "allowed"),
];
