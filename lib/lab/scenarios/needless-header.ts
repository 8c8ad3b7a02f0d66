import {
  allowHeaders,
  allowOrigin,
  answer,
  api,
  blocked,
  GET,
  type LabRequest,
  type LabScenario,
} from "#lib/lab/scenario.ts";

/** A request header that should not be there makes a preflight necessary, which then refuses it. */
const common = { family: "request", pageOrigin: "page", correct: false, twin: "origin-wildcard" } as const;
const REFUSED = blocked("preflight-header-not-allowed");

const withHeader = (name: string, value: string): LabRequest => ({ ...GET, headers: [[name, value]] });
const endpoints: LabScenario["endpoints"] = [
  api(answer(200, allowOrigin("*")), answer(204, allowOrigin("*"), allowHeaders("Authorization, X-Request-Id"))),
];

export const NEEDLESS_HEADER_SCENARIOS: readonly LabScenario[] = [
  {
    ...common,
    id: "response-header-on-request",
    title: "A response header on the request",
    teaches: "`Access-Control-Allow-Origin` is the server's to send; on a request it only asks for a preflight.",
    request: withHeader("Access-Control-Allow-Origin", "*"),
    endpoints,
    expected: REFUSED,
  },
  {
    ...common,
    id: "content-type-on-get",
    title: "A Content-Type on a GET",
    teaches:
      "A request without a body has no content whose type could be told, and pays for saying so with a preflight.",
    request: withHeader("Content-Type", "application/json"),
    endpoints,
    expected: REFUSED,
  },
  {
    ...common,
    id: "cache-control-on-request",
    title: "Cache-Control on the request",
    teaches:
      'To get around the cache, `cache: "no-store"` in the options of `fetch()` needs no header and no preflight.',
    request: withHeader("Cache-Control", "no-cache"),
    endpoints,
    expected: REFUSED,
  },
  {
    ...common,
    id: "tracing-header",
    title: "A library adds a tracing header",
    teaches: "Tracing libraries mark every request, also those to servers that have never heard of the header.",
    request: withHeader("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"),
    endpoints,
    expected: REFUSED,
  },
  {
    ...common,
    id: "range-of-the-end",
    title: "The last bytes of a file",
    teaches: "A range that counts from the end is not safelisted, so it is preflighted where `bytes=0-9` is not.",
    request: withHeader("Range", "bytes=-9"),
    endpoints,
    expected: REFUSED,
  },
];
