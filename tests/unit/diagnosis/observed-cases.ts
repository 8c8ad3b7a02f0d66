import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { ObservedAnswer, ObservedRecord } from "#lib/diagnosis/observe.ts";
import { NO_PROBES } from "#lib/diagnosis/probes/fact.ts";
import type { Answer, NotSent, OutgoingRequest } from "#lib/fetch/exchange.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import { API, PAGE, requestOf, type ObservedCase } from "./finding-case.ts";

const actual = (request: Partial<OutgoingRequest> = {}): OutgoingRequest => ({
  role: "actual",
  hop: 0,
  method: "GET",
  url: API,
  headers: [["Origin", PAGE]],
  includeCredentials: false,
  withBody: false,
  preflighted: false,
  ...request,
});

const preflightOfPut = actual({
  role: "preflight",
  method: "OPTIONS",
  headers: [
    ["Accept", "*/*"],
    ["Access-Control-Request-Method", "PUT"],
    ["Origin", PAGE],
  ],
});

const put = actual({ method: "PUT", preflighted: true });

const ok = (...headers: HeaderList): Answer => ({ kind: "response", status: 200, headers });
const notSent = (because: NotSent["because"], limit?: NotSent["limit"]): NotSent => ({
  kind: "not-sent",
  because,
  ...(limit === undefined ? {} : { limit }),
});

/** A record as a replay leaves it behind: one entry per request, an exchange for each that was sent. */
function recordOf(
  fields: Partial<RequestFields>,
  sequence: readonly (readonly [OutgoingRequest, Answer])[],
  cookiesGiven = false,
): ObservedRecord {
  const exchanges: Exchange[] = [];
  const recording = sequence.map(([request, answer]): ObservedAnswer => {
    const entry = { request, occurrence: 0, answer };
    if (answer.kind === "not-sent") return { ...entry, exchange: null };
    const { role, hop, method, url, headers } = request;
    const response =
      answer.kind === "response"
        ? { status: answer.status, httpVersion: null, headers: answer.headers, bodyStart: null }
        : null;
    const failure = answer.kind === "failure" ? { ...answer, message: "It failed." } : null;
    const { phase, code, message } = failure ?? {};
    const index = exchanges.push({
      role,
      hop,
      request: { method, url, headers },
      response,
      failure: phase === undefined || code === undefined || message === undefined ? null : { phase, code, message },
      remoteAddress: answer.kind === "response" ? "192.0.2.1" : null,
      timingMs: null,
    });
    return { ...entry, exchange: index - 1 };
  });
  return { request: requestOf(fields), cookiesGiven, exchanges, recording, probes: NO_PROBES };
}

const ALLOW_PUT = ok(["Access-Control-Allow-Origin", "*"], ["Access-Control-Allow-Methods", "PUT"]);
const ALLOW_WITH_CREDENTIALS = ok(
  ["Access-Control-Allow-Origin", PAGE],
  ["Access-Control-Allow-Credentials", "true"],
  ["Vary", "Origin"],
);
const include = { credentials: "include" } as const;
const ownOrigin = { url: `${PAGE}/orders` };
const ownRequest = actual({ url: `${PAGE}/orders`, headers: [], includeCredentials: true });

/** What only a replay over the network meets. */
export const OBSERVED_CASES: readonly ObservedCase[] = [
  {
    name: "a preflighted PUT is held back",
    record: recordOf({ method: "PUT" }, [
      [preflightOfPut, ALLOW_PUT],
      [put, notSent("actual-request-policy")],
    ]),
    want: {
      outcome: "undetermined",
      findings: ["actual-request-not-sent"],
      evidence: [{ request: "method" }],
    },
  },
  {
    name: "nothing is sent at all",
    record: recordOf({ method: "PUT" }, [[preflightOfPut, notSent("planning")]]),
    want: { outcome: "undetermined", findings: ["actual-request-not-sent"] },
  },
  {
    name: "the requests of one diagnosis are used up",
    record: recordOf({ method: "PUT" }, [
      [preflightOfPut, ALLOW_PUT],
      [put, notSent("limit", "exchanges")],
    ]),
    want: { outcome: "undetermined", findings: ["limit-reached"], evidence: [{ request: "url" }] },
  },
  {
    name: "the guard refuses an address",
    record: recordOf({}, [[actual(), { kind: "failure", phase: "egress", code: "private" }]]),
    want: {
      outcome: "undetermined",
      findings: ["answer-not-conclusive"],
      evidence: [{ exchange: 0, failure: true }],
    },
  },
  {
    name: "the page's cookies are not known",
    record: recordOf(include, [[actual({ includeCredentials: true }), ALLOW_WITH_CREDENTIALS]]),
    want: { outcome: "allowed", findings: ["cookies-not-replayed"], evidence: [{ request: "credentials" }] },
  },
  {
    name: "to its own origin a page sends cookies without being told to",
    record: recordOf(ownOrigin, [[ownRequest, ok()]]),
    want: { outcome: "allowed", findings: ["not-a-cors-request", "cookies-not-replayed"] },
  },
  {
    name: "cookies that were given are not missed",
    record: recordOf(include, [[actual({ includeCredentials: true }), ALLOW_WITH_CREDENTIALS]], true),
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a request without credentials misses no cookies",
    record: recordOf({}, [[actual(), ok(["Access-Control-Allow-Origin", "*"])]]),
    want: { outcome: "allowed", findings: [] },
  },
  {
    name: "a challenge may have met Preflight only",
    record: recordOf({ method: "PUT" }, [
      [preflightOfPut, { kind: "response", status: 403, headers: [["cf-mitigated", "challenge"]] }],
    ]),
    want: {
      outcome: "blocked",
      findings: ["bot-challenge", "preflight-allow-origin-missing", "preflight-status-not-ok"],
      says: ["Preflight asks from a server, so a browser may be let through"],
    },
  },
  {
    name: "a preflight alone misses no cookies: it never carries any",
    record: recordOf({ ...include, method: "PUT" }, [[preflightOfPut, ok()]]),
    want: { outcome: "blocked", findings: ["preflight-allow-origin-missing"] },
  },
];
