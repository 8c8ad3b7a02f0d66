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
const TOKEN = { Authorization: "Bearer x" };
const PUT = { method: "PUT", body: "{}" } as const;

/** Always the same answer. */
const answers =
  (status: number, headers: readonly HeaderLine[] = []): Network =>
  () => ({ status, headers, body: "" });

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
  ({ headers }) => {
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
    return { status: 200, headers: isOpen ? lines : [], body: "" };
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
  "target-unreachable": {
    network: fails("dns", "name-not-found", "No address was found for this host name."),
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
  "allow-credentials-without-effect": {
    network: answers(200, [ALLOW_ALL, ["Access-Control-Allow-Credentials", "true"]]),
  },
  "not-a-cors-request": { fields: { url: `${EXAMPLE_PAGE}/orders` }, network: answers(200) },

  // Answers that are meant for others, or lead astray.
  // A diagnosis over the network asks past the caches, and says more.
  "cached-for-another-origin": {
    responses: [{ status: 200, headers: [allowOrigin("https://www.example.com"), ["Age", "17"]] }],
  },
  "allow-origin-null": {
    fields: { origin: "null", credentials: "include" },
    network: answers(200, [allowOrigin("null"), ["Access-Control-Allow-Credentials", "true"], ["Vary", "Origin"]]),
  },
  "preflight-header-on-actual-response": { network: answers(200, [ALLOW_PUT, allowHeaders("authorization")]) },
  "authorization-needs-no-credentials": {
    fields: { headers: TOKEN, credentials: "include" },
    network: preflighted(answers(204, [ALLOW_ALL, allowHeaders("authorization")]), answers(200, [ALLOW_ALL])),
  },

  // What only further questions bring to light.
  "origin-not-allowed": { network: letsIn(({ origin }) => origin !== EXAMPLE_PAGE) },
  "origin-reflected": { fields: { credentials: "include" }, network: letsIn(() => true) },
  "error-answers-without-cors": {
    network: (outgoing) => (outgoing.url === EXAMPLE_URL ? answers(200, [ALLOW_ALL]) : answers(404))(outgoing),
  },
  "preflight-method-refused": { fields: PUT, network: letsIn(({ method }) => method !== "PUT") },
  "probes-left-out": {
    fields: { headers: Array.from({ length: 16 }, (_, index) => [`X-${String(index + 1)}`, "1"] as const) },
    network: letsIn(({ names }) => !names.includes("x-2") && !names.includes("x-14")),
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
