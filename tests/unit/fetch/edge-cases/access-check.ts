import type { HeaderList } from "#lib/fetch/header-list.ts";
import { OPAQUE_ORIGIN } from "#lib/fetch/origin.ts";
import type { EdgeCase } from "../edge-case.ts";
import { preflight, readable, response, type Verdict } from "../fetching.ts";

const include = { credentials: "include" } as const;
const opaque = { origin: OPAQUE_ORIGIN } as const;
const ALLOW_CREDENTIALS = ["Access-Control-Allow-Credentials", "true"] as const;

const allowing = (origin: string, ...headers: HeaderList) =>
  response(200, [["Access-Control-Allow-Origin", origin], ...headers]);

/** A GET whose answer allows these origins, a line each. */
function origins(number: number, title: string, lines: readonly string[], standard: Verdict): EdgeCase {
  const headers = lines.map((line) => ["Access-Control-Allow-Origin", line] as const);
  return { number, title, request: {}, answers: { actual: response(200, headers) }, standard };
}

/** A GET with credentials whose answer allows them with these lines. */
function credentials(title: string, ...lines: readonly string[]): EdgeCase {
  const headers = lines.map((line) => ["Access-Control-Allow-Credentials", line] as const);
  const answers = { actual: allowing("https://a.test", ...headers) };
  return { number: 18, title, request: include, answers, standard: "allow-credentials-not-true" };
}

/** Who may read the answer of the server: the CORS check. */
export const ACCESS_CHECK_CASES: readonly EdgeCase[] = [
  {
    number: 1,
    title: "a star, credentials omit",
    request: { credentials: "omit" },
    answers: { actual: readable() },
    standard: "allowed",
  },
  {
    number: 1,
    title: "a star, credentials same-origin",
    request: {},
    answers: { actual: readable() },
    standard: "allowed",
  },
  {
    number: 2,
    title: "a star with credentials, though credentials are allowed",
    request: include,
    answers: { actual: readable(ALLOW_CREDENTIALS) },
    standard: "allow-origin-wildcard-with-credentials",
  },
  origins(3, "an origin with a slash", ["https://a.test/"], "allow-origin-mismatch"),
  origins(4, "an origin with an upper-case host", ["https://A.test"], "allow-origin-mismatch"),
  origins(4, "an origin with an upper-case scheme", ["HTTPS://a.test"], "allow-origin-mismatch"),
  origins(5, "an origin with the default port", ["https://a.test:443"], "allow-origin-mismatch"),
  origins(6, "the http origin for an https page", ["http://a.test"], "allow-origin-mismatch"),
  origins(7, "a host without a scheme", ["a.test"], "allow-origin-invalid-value"),
  origins(8, "a pattern for subdomains", ["https://*.a.test"], "allow-origin-mismatch"),
  origins(9, "a list with a comma", ["https://a.test, https://c.test"], "allow-origin-multiple-values"),
  origins(10, "a list with a space", ["https://a.test https://c.test"], "allow-origin-multiple-values"),
  origins(
    11,
    "the right origin twice, by the proxy and the app",
    ["https://a.test", "https://a.test"],
    "allow-origin-multiple-values",
  ),
  origins(12, "two stars", ["*", "*"], "allow-origin-multiple-values"),
  origins(13, "white space around the origin", [" \thttps://a.test\t "], "allowed"),
  origins(14, "an empty value", [""], "allow-origin-invalid-value"),
  { ...origins(15, "null for a sandboxed page", ["null"], "allowed"), request: opaque },
  origins(15, "null for a page with an origin", ["null"], "allow-origin-mismatch"),
  { ...origins(16, "a star for a page from a file", ["*"], "allowed"), request: opaque },
  {
    ...origins(16, "a star for a page from a file, with credentials", ["*"], "allow-origin-wildcard-with-credentials"),
    request: { ...opaque, ...include },
  },
  {
    number: 16,
    title: "null and credentials for a page from a file",
    request: { ...opaque, ...include },
    answers: { actual: allowing("null", ALLOW_CREDENTIALS) },
    standard: "allowed",
  },
  credentials("credentials allowed by True", "True"),
  credentials("credentials allowed by TRUE", "TRUE"),
  credentials("credentials allowed by 1", "1"),
  credentials("credentials allowed by true in quotes", '"true"'),
  credentials("credentials allowed twice in one line", "true, true"),
  credentials("credentials allowed twice in two lines", "true", "true"),
  {
    ...origins(19, "credentials same-origin, none allowed", ["https://a.test"], "allowed"),
    request: { credentials: "same-origin" },
  },
  {
    number: 20,
    title: "credentials allowed that nobody asked for",
    request: { credentials: "omit" },
    answers: { actual: allowing("*", ALLOW_CREDENTIALS) },
    standard: "allowed",
  },
  ...[500, 404, 401].map((status): EdgeCase => ({
    number: 21,
    title: `an error ${String(status)} that any page may read`,
    request: {},
    answers: { actual: response(status, readable().headers) },
    standard: "allowed",
  })),
  ...[500, 404, 401].map((status): EdgeCase => ({
    number: 22,
    title: `an error ${String(status)} without the header`,
    request: {},
    answers: { actual: response(status) },
    standard: "allow-origin-missing",
  })),
  {
    number: 62,
    title: "another port of localhost is another origin",
    request: {
      origin: { kind: "tuple", scheme: "http", serialized: "http://localhost:3000" },
      url: "http://localhost:8080/",
    },
    answers: { actual: response(200) },
    standard: "allow-origin-missing",
  },
  {
    number: 62,
    title: "localhost and 127.0.0.1 are two origins",
    request: { origin: { kind: "tuple", scheme: "http", serialized: "http://localhost" }, url: "http://127.0.0.1/" },
    answers: { actual: response(200) },
    standard: "allow-origin-missing",
  },
  origins(78, "another site's origin, as a shared cache gives it", ["https://c.test"], "allow-origin-mismatch"),
  {
    number: 92,
    title: "a 304 to the script's own If-None-Match is checked",
    request: { headers: [["If-None-Match", '"1"']] },
    answers: { preflight: preflight(null, "if-none-match"), actual: response(304) },
    standard: "allow-origin-missing",
  },
  {
    number: 104,
    title: "the header's name in lower case",
    request: {},
    answers: { actual: response(200, [["access-control-allow-origin", "*"]]) },
    standard: "allowed",
  },
];
