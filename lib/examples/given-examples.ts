import type { FailureCode, FailurePhase } from "#lib/contract/terms.ts";
import type { SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import type { FindingId } from "#lib/diagnosis/findings/index.ts";
import { getHeader, type HeaderLine } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import type { Network } from "./network.ts";

/** A request, and what comes back: over a network, or as responses that a caller supplies. */
export type GivenExample = {
  readonly fields?: Partial<RequestFields>;
  /** What fields cannot say. */
  readonly request?: Partial<FetchRequest>;
} & ({ readonly network: Network } | { readonly responses: readonly SuppliedResponse[] });

export const EXAMPLE_PAGE = "https://shop.example";
export const EXAMPLE_URL = "https://api.example/orders";

const allowOrigin = (value: string): HeaderLine => ["Access-Control-Allow-Origin", value];
const allowHeaders = (value: string): HeaderLine => ["Access-Control-Allow-Headers", value];
const ALLOW_ALL = allowOrigin("*");
const ALLOW_PUT: HeaderLine = ["Access-Control-Allow-Methods", "PUT"];
const HTML: HeaderLine = ["Content-Type", "text/html; charset=utf-8"];
const TOKEN = { Authorization: "Bearer x" };
const PUT = { method: "PUT", body: "{}" } as const;

/** Always the same answer. */
const answers =
  (status: number, headers: readonly HeaderLine[] = [], body = ""): Network =>
  () => ({ status, headers, body });

/** The same failure each time, in the words of a replay. */
const fails =
  (phase: FailurePhase, code: FailureCode, message: string): Network =>
  () => ({ kind: "failure", phase, code, message });

interface Asker {
  readonly origin: string;
  /** That the preflight asks for. */
  readonly method: string;
  /** Header names that the preflight asks for. */
  readonly names: readonly string[];
}

/** Shares everything, with credentials, with those that it lets in; the others get an answer without CORS headers. */
const letsIn =
  (isLetIn: (asker: Asker) => boolean): Network =>
  ({ headers, ...outgoing }) => {
    const [origin, method, names] = ["origin", "access-control-request-method", "access-control-request-headers"].map(
      (name) => getHeader(headers, name) ?? "",
    ) as [string, string, string];
    const lines: readonly HeaderLine[] = [
      allowOrigin(origin),
      ["Access-Control-Allow-Credentials", "true"],
      ["Access-Control-Allow-Methods", method],
      allowHeaders(names),
    ];
    const isOpen = isLetIn({ origin, method, names: names.split(",") });
    return answers(200, isOpen ? lines : [])({ headers, ...outgoing });
  };

/** One answer for preflights and another one for everything else. */
const preflighted =
  (preflight: Network, actual: Network): Network =>
  (outgoing) =>
    (outgoing.role === "preflight" ? preflight : actual)(outgoing);

/**
 * Examples of what no scenario of the lab shows: most of it three servers on plain HTTP cannot stage, because it takes no
 * answer at all, https, other people's addresses, another initiator or Preflight itself.
 */
export const GIVEN_EXAMPLES: Partial<Record<FindingId, GivenExample>> = {
  // No answer, or somebody else's.
  "target-unreachable": {
    network: fails("dns", "name-not-found", "No address was found for this host name."),
  },
  "bot-challenge": {
    network: answers(
      403,
      [["cf-mitigated", "challenge"], HTML],
      "<!DOCTYPE html><html><head><title>Just a moment...</title>",
    ),
  },
  "refused-by-cors-rules": {
    fields: PUT,
    network: answers(
      403,
      [["Content-Type", "application/xml"]],
      "<Error><Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.</Message><Method>PUT</Method><ResourceType>OBJECT</ResourceType></Error>",
    ),
  },
  "login-redirect": { network: answers(302, [["Location", "https://login.example/signin?return_to=%2Forders"]]) },
  "too-many-requests": { network: answers(429, [["Retry-After", "30"]]) },
  "payload-too-large": {
    fields: PUT,
    network: preflighted(answers(204, [ALLOW_ALL, ALLOW_PUT]), answers(413, [HTML])),
  },
  "preflight-server-error": { fields: PUT, network: answers(502, [HTML]) },
  "html-instead-of-json": {
    fields: { headers: { Accept: "application/json" } },
    network: answers(200, [HTML]),
  },

  // Refused by the browser before anything is sent.
  "url-with-credentials": { fields: { url: "https://user:password@api.example/orders" }, responses: [] },
  "scheme-not-cors-enabled": { fields: { url: "ftp://files.example/orders.csv" }, responses: [] },
  "mixed-content": { fields: { url: "http://api.example/orders" }, responses: [] },
  "bad-port": { fields: { url: "https://api.example:6667/orders" }, responses: [] },
  "redirect-no-cors-not-follow": { fields: { mode: "no-cors", redirect: "manual" }, responses: [] },
  "redirect-stream-body": {
    fields: { method: "POST" },
    request: { body: "stream" },
    network: preflighted(answers(204, [ALLOW_ALL]), answers(307, [ALLOW_ALL, ["Location", "/v2/orders"]])),
  },

  // The user's own machine and network.
  "lna-insecure-context": {
    fields: { origin: "http://shop.example", url: "http://localhost:3000/orders" },
    network: answers(200, [ALLOW_ALL]),
  },
  "local-network-access": { fields: { url: "https://192.168.1.5/orders" }, network: answers(200, [ALLOW_ALL]) },
  "private-network-header-without-effect": {
    fields: { url: "https://192.168.1.5/orders", ...PUT },
    network: preflighted(
      answers(204, [ALLOW_ALL, ALLOW_PUT, ["Access-Control-Allow-Private-Network", "true"]]),
      answers(200, [ALLOW_ALL]),
    ),
  },

  // Headers that go nowhere.
  "forbidden-request-header": { fields: { headers: { Cookie: "session=1" } }, network: answers(200, [ALLOW_ALL]) },
  "no-cors-request-header-dropped": {
    fields: { method: "POST", mode: "no-cors", headers: { "Content-Type": "application/json" }, body: "{}" },
    network: answers(200),
  },
  "allow-credentials-without-effect": {
    network: answers(200, [ALLOW_ALL, ["Access-Control-Allow-Credentials", "true"]]),
  },
  "not-a-cors-request": { fields: { url: `${EXAMPLE_PAGE}/orders` }, network: answers(200) },

  // Answers that are meant for others, or lead astray.
  "cached-for-another-origin": {
    network: answers(200, [allowOrigin("https://www.example.com"), ["Age", "17"], ["X-Cache", "Hit from cloudfront"]]),
  },
  "allow-origin-null": {
    fields: { origin: "null", credentials: "include" },
    network: answers(200, [allowOrigin("null"), ["Access-Control-Allow-Credentials", "true"], ["Vary", "Origin"]]),
  },
  "authorization-lost-in-redirect": {
    fields: { headers: TOKEN },
    network: (outgoing) => {
      const isElsewhere = !outgoing.url.startsWith(EXAMPLE_URL);
      if (outgoing.role === "preflight") return answers(204, [ALLOW_ALL, allowHeaders("authorization")])(outgoing);
      return isElsewhere
        ? answers(401, [ALLOW_ALL, ["WWW-Authenticate", "Bearer"]])(outgoing)
        : answers(307, [ALLOW_ALL, ["Location", "https://cdn.example/orders"]])(outgoing);
    },
  },
  "preflight-header-on-actual-response": { network: answers(200, [ALLOW_PUT, allowHeaders("authorization")]) },
  "authorization-needs-no-credentials": {
    fields: { headers: TOKEN, credentials: "include" },
    network: preflighted(answers(204, [ALLOW_ALL, allowHeaders("authorization")]), answers(200, [ALLOW_ALL])),
  },

  // What only further questions bring to light.
  "origin-not-allowed": { network: letsIn(({ origin }) => origin !== EXAMPLE_PAGE) },
  "origin-reflected": { fields: { credentials: "include" }, network: letsIn(() => true) },
  "cached-without-vary": {
    network: (outgoing) =>
      new URL(outgoing.url).search === "" ? answers(200, [["Age", "17"]])(outgoing) : letsIn(() => true)(outgoing),
  },
  "preflight-method-refused": { fields: PUT, network: letsIn(({ method }) => method !== "PUT") },
  "preflight-header-refused": {
    fields: { headers: { "X-Api-Version": "2", "X-Tenant": "7" } },
    network: letsIn(({ names }) => !names.includes("x-tenant")),
  },
  "probes-left-out": {
    fields: { headers: Array.from({ length: 16 }, (_, index) => [`X-${String(index + 1)}`, "1"] as const) },
    network: letsIn(({ names }) => !names.includes("x-2") && !names.includes("x-14")),
  },

  // Preflights that need not be.
  "response-header-as-request-header": {
    fields: { headers: { "Access-Control-Allow-Origin": "*" } },
    network: answers(200, [ALLOW_ALL]),
  },
  "content-type-without-body": {
    fields: { headers: { "Content-Type": "application/json" } },
    network: answers(200, [ALLOW_ALL]),
  },
  "tracing-header": {
    fields: { headers: { traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" } },
    network: answers(200, [ALLOW_ALL, allowHeaders("content-type")]),
  },
  "cache-request-header": {
    fields: { headers: { "Cache-Control": "no-cache" } },
    network: answers(200, [ALLOW_ALL]),
  },
  "upload-listener-preflight": {
    fields: { initiator: "xhr-upload", method: "POST", body: "{}" },
    network: preflighted(answers(404), answers(200, [ALLOW_ALL])),
  },

  // Verdicts that stay open.
  "limit-reached": {
    network: fails("timeout", "response", "The server accepted the request but did not begin to answer in time."),
  },
  "answer-not-conclusive": {
    network: fails("tls", "http2-only", "The server speaks HTTP/2 only, which this tool does not."),
  },
  "answer-missing": { fields: PUT, responses: [{ status: 204, headers: [ALLOW_ALL, ALLOW_PUT] }] },
  "responses-unused": {
    responses: [
      { status: 200, headers: [ALLOW_ALL] },
      { status: 200, headers: [] },
    ],
  },
  "actual-request-not-sent": {
    fields: PUT,
    network: preflighted(answers(204, [ALLOW_ALL, ALLOW_PUT]), () => ({
      kind: "not-sent",
      because: "actual-request-policy",
    })),
  },
};
