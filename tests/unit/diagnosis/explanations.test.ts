import { expect, test } from "vitest";
import type { FindingId } from "#lib/diagnosis/findings/index.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { answer, API, diagnosisOf, PAGE, type FindingCase } from "./finding-case.ts";

const methods = (value: string): HeaderLine => ["Access-Control-Allow-Methods", value];
const headers = (value: string): HeaderLine => ["Access-Control-Allow-Headers", value];
const expose = (value: string): HeaderLine => ["Access-Control-Expose-Headers", value];
const credentials = (value: string): HeaderLine => ["Access-Control-Allow-Credentials", value];
const include = { credentials: "include" } as const;
const CDN = "https://cdn.example/orders";
const AJAX = { headers: { "X-Requested-With": "XMLHttpRequest" } };

type Row = Pick<FindingCase, "name" | "fields" | "responses"> & {
  readonly id: FindingId;
  readonly says: readonly string[];
  readonly saysNot?: readonly string[];
};

test.each<Row>([
  // Origins.
  {
    name: "the part that differs",
    responses: [answer(200, `${PAGE}/`)],
    id: "allow-origin-mismatch",
    says: [`The value ends with a slash; it has to be exactly \`${PAGE}\`.`],
  },
  {
    name: "all parts that differ",
    responses: [answer(200, "http://SHOP.example:8080/")],
    id: "allow-origin-mismatch",
    says: ["The value has another scheme, has capital letters, names a port and ends with a slash; "],
  },
  {
    name: "a host in UTF-8 is shown as it is meant",
    fields: { origin: "https://m\u00fcnchen.example" },
    responses: [answer(200, "https://m\u00c3\u00bcnchen.example")],
    id: "allow-origin-mismatch",
    says: [
      "allows `https://m\u00fcnchen.example`, but",
      "in Punycode; it has to be exactly `https://xn--mnchen-3ya.example`.",
    ],
    saysNot: ["\u00c3"],
  },
  {
    name: "a wildcard that browsers do not know",
    responses: [answer(200, "https://*.example")],
    id: "allow-origin-mismatch",
    says: ["only `*` alone is a wildcard; have the server compare", `answer \`${PAGE}\` alone, with \`Vary: Origin\`.`],
    saysNot: ["exactly"],
  },
  {
    name: "a list that has the origin",
    responses: [answer(200, `${PAGE}, ${API}`)],
    id: "allow-origin-multiple-values",
    says: ["The page's origin is in the list, but browsers read no lists;"],
  },
  {
    name: "a list that does not even have the origin",
    responses: [answer(200, "https://a.example https://b.example")],
    id: "allow-origin-multiple-values",
    says: ["The value is a list, and browsers read no lists;"],
    saysNot: ["is in the list"],
  },
  {
    name: "two lines",
    responses: [answer(200, "*", ["Access-Control-Allow-Origin", "*"])],
    id: "allow-origin-multiple-values",
    says: ["let only one of them write it."],
    saysNot: ["compare"],
  },
  {
    name: "the page's own origin after a redirect",
    responses: [answer(302, "*", ["Location", CDN]), answer(200, PAGE)],
    id: "allow-origin-mismatch",
    says: [
      `The value is the page's origin, but after the redirect from \`${API}\` to \`${CDN}\` the browser sends \`Origin: null\`.`,
    ],
  },
  {
    name: "another origin after a redirect",
    responses: [answer(302, "*", ["Location", CDN]), answer(200, `${PAGE}/`)],
    id: "allow-origin-mismatch",
    says: [`No origin in the value could match: after the redirect from \`${API}\` to \`${CDN}\` `],
  },
  {
    name: "a later redirect is not the one that changed the origin",
    responses: [answer(302, "*", ["Location", CDN]), answer(302, "*", ["Location", "/2"]), answer(200, PAGE)],
    id: "redirect-tainted-origin",
    says: [`The redirect leads from \`${API}\` to \`${CDN}\`,`],
  },

  // Credentials.
  {
    name: "`True`",
    fields: include,
    responses: [answer(200, PAGE, credentials("True"))],
    id: "allow-credentials-not-true",
    says: ["lower case, without quotes."],
  },
  {
    name: "`true` twice",
    fields: include,
    responses: [answer(200, PAGE, credentials("true"), credentials("true"))],
    id: "allow-credentials-not-true",
    says: ["It is there more than once;"],
  },
  {
    name: "`false`",
    fields: include,
    responses: [answer(200, PAGE, credentials("false"))],
    id: "allow-credentials-not-true",
    says: ["The header knows no other value;"],
  },
  {
    name: "only the preflight has it",
    fields: { ...include, method: "PUT" },
    responses: [answer(204, PAGE, credentials("true"), methods("PUT")), answer(200, PAGE)],
    id: "allow-credentials-not-true",
    says: ["The answer to the preflight has it;"],
  },
  {
    name: "nobody has it",
    fields: include,
    responses: [answer(200, PAGE)],
    id: "allow-credentials-not-true",
    says: ["has no `Access-Control-Allow-Credentials`."],
    saysNot: ["The answer to the preflight", "The header knows", "more than once"],
  },

  // Headers of the request.
  {
    name: "a slip in a listed name",
    fields: AJAX,
    responses: [answer(204, "*", headers("Accept, X-Requsted-With"))],
    id: "preflight-header-not-allowed",
    says: ["For `x-requested-with`, `Access-Control-Allow-Headers` has `X-Requsted-With`, which is one character off."],
    saysNot: ["not allowed either"],
  },
  {
    name: "all headers that are refused, each with the name that was meant",
    fields: { headers: { "X-Tenant": "1", Authorization: "Bearer x", "X-Allowed": "1", "X-Zed": "1" } },
    responses: [answer(204, "*", headers("Authorisation, X-Allowed"))],
    id: "preflight-header-not-allowed",
    says: [
      "The request carries `authorization`,",
      "For `authorization`, `Access-Control-Allow-Headers` has `Authorisation`, which is one character off.",
      "not allowed either: `x-tenant`, `x-zed`.",
    ],
    saysNot: ["`x-allowed`"],
  },
  {
    name: "a listed name that is asked for too is no slip for another one",
    fields: { headers: { "X-Client-Id": "1", "X-Client-Ip": "1" } },
    responses: [answer(204, "*", headers("X-Client-Ip"))],
    id: "preflight-header-not-allowed",
    says: ["The request carries `x-client-id`,"],
    saysNot: ["off.", "not allowed either"],
  },
  {
    name: "`*` with credentials",
    fields: { ...AJAX, ...include },
    responses: [answer(204, PAGE, credentials("true"), headers("*"))],
    id: "preflight-header-not-allowed",
    says: ["With credentials `*` is no wildcard but the name of a header."],
  },
  {
    name: "names without a comma",
    fields: AJAX,
    responses: [answer(204, "*", headers("Content-Type X-Requested-With"))],
    id: "preflight-allow-headers-unparsable",
    says: ["A comma is missing between `Content-Type` and `X-Requested-With`. Write `Content-Type, X-Requested-With`."],
  },
  {
    name: "methods with a semicolon",
    fields: { method: "PUT" },
    responses: [answer(204, "*", methods("GET;PUT"))],
    id: "preflight-allow-methods-unparsable",
    says: ["In `GET;PUT` something else than a comma separates the names. Write `GET, PUT`."],
  },

  {
    name: "of two tracing headers the one that is refused",
    fields: { headers: { "sentry-trace": "1-2", Baggage: "a=b" } },
    responses: [answer(204, "*", headers("sentry-trace"))],
    id: "tracing-header",
    says: [
      "Nothing but `sentry-trace`, `Baggage` makes a preflight necessary, and its answer does not allow `Baggage`.",
      "`tracePropagationTargets` of Sentry",
    ],
  },
  {
    name: "a tracing header beside others is refused, and they are not",
    fields: { headers: { traceparent: "00-1-2-01", "sentry-trace": "1-2", "X-A": "1" } },
    responses: [answer(204, "*", headers("x-a, traceparent"))],
    id: "tracing-header",
    says: ["The answer to the preflight does not allow `sentry-trace`."],
    saysNot: ["Nothing but", "`traceparent`"],
  },
  {
    name: "a response header that is let through",
    fields: { headers: { "Access-Control-Allow-Origin": "*" } },
    responses: [answer(204, "*", headers("*")), answer(200, "*")],
    id: "response-header-as-request-header",
    says: ["All it does is to need a preflight."],
    saysNot: ["reason for the block"],
  },

  // Methods.
  {
    name: "`patch` in the page's code",
    fields: { method: "patch" },
    responses: [answer(204, "*", methods("PATCH"))],
    id: "preflight-method-not-allowed",
    says: ["leave `patch` as it is; write `PATCH` in the page's code."],
  },
  {
    name: "`put` on the server",
    fields: { method: "put" },
    responses: [answer(204, "*", methods("get, put"))],
    id: "preflight-method-not-allowed",
    says: ["has `put`, which differs in upper and lower case; the server has to write `PUT`."],
    saysNot: ["in the page's code"],
  },
  {
    name: "methods that are one name to a browser",
    fields: { method: "DELETE" },
    responses: [answer(204, "*", methods("GET|DELETE"))],
    id: "preflight-method-not-allowed",
    says: ["has `GET|DELETE`, which is one single name to a browser;"],
  },
  {
    name: "a method that nothing resembles",
    fields: { method: "PUT" },
    responses: [answer(204, "*", methods("GET, POST"))],
    id: "preflight-method-not-allowed",
    says: ["allows `GET, POST`, so the browser never sends the request."],
    saysNot: ["the server has to write", "wildcard"],
  },
  {
    name: "`*` for methods with credentials",
    fields: { ...include, method: "PUT" },
    responses: [answer(204, PAGE, credentials("true"), methods("*"))],
    id: "preflight-method-not-allowed",
    says: ["With credentials `*` is no wildcard but the name of a method."],
  },
  {
    name: "`*` for exposed headers with credentials",
    fields: include,
    responses: [answer(200, PAGE, credentials("true"), ["X-Total-Count", "3"], expose("*"))],
    id: "response-header-not-exposed",
    says: ["With credentials `*` is no wildcard there but the name of a header."],
  },
  {
    name: "exposed headers without a wildcard",
    fields: include,
    responses: [answer(200, PAGE, credentials("true"), ["X-Total-Count", "3"])],
    id: "response-header-not-exposed",
    says: ["for the page's script `x-total-count` is `null`."],
    saysNot: ["wildcard"],
  },

  // Caches.
  {
    name: "a cache that does not know of `Vary`",
    responses: [answer(200, API.replace("/orders", ""), ["Vary", "Accept, origin"], ["X-Cache", "HIT"])],
    id: "cached-for-another-origin",
    says: ["(`X-Cache: HIT`)", "It has `Vary: Origin`, so the cache seems to ignore that;"],
  },
  {
    name: "a cache that was not told",
    responses: [answer(200, API.replace("/orders", ""), ["Age", "1"])],
    id: "cached-for-another-origin",
    says: ["(`Age: 1`)", "Let the server send `Vary: Origin`,"],
    saysNot: ["ignore"],
  },
])("$name", ({ name, fields, responses, id, says, saysNot = [] }) => {
  const { findings } = diagnosisOf({
    name,
    ...(fields === undefined ? {} : { fields }),
    responses,
    want: { outcome: "blocked", findings: [] },
  });
  const explanation = findings.find((finding) => finding.id === id)?.explanation;
  for (const text of says) expect(explanation).toContain(text);
  for (const text of saysNot) expect(explanation).not.toContain(text);
});
