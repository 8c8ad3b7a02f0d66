import {
  ALLOWED,
  allowCredentials,
  allowOrigin,
  answer,
  api,
  blocked,
  exposeHeaders,
  GET,
  VARY_ORIGIN,
  type LabScenario,
} from "#lib/lab/scenario.ts";

const common = { pageOrigin: "page", request: GET } as const;
const TOTAL_COUNT = ["X-Total-Count", "42"] as const;
const FROM_A_CACHE = [
  ["Cache-Control", "public, max-age=60"],
  ["Age", "41"],
  ["X-Cache", "HIT"],
] as const;

/** What a server says that echoes origins and has not heard of `Vary`. */
const ECHO = answer(200, allowOrigin("{allowed-origin}"), ["Cache-Control", "public, max-age=60"]);

/** What becomes of a response that arrived: what is hidden in it, and what is cached of it. */
export const RESPONSE_SCENARIOS: readonly LabScenario[] = [
  {
    ...common,
    id: "exposed-headers",
    family: "exposed-headers",
    title: "A header for the script",
    teaches:
      "Headers other than the seven safelisted ones are readable when `Access-Control-Expose-Headers` lists them.",
    correct: true,
    endpoints: [api(answer(200, allowOrigin("*"), exposeHeaders("X-Total-Count"), TOTAL_COUNT))],
    expected: ALLOWED,
  },
  {
    ...common,
    id: "exposed-headers-missing",
    family: "exposed-headers",
    title: "The header is sent, but not exposed",
    teaches: "`response.headers.get()` answers null for a header that is not exposed, without any error.",
    correct: false,
    twin: "exposed-headers",
    endpoints: [api(answer(200, allowOrigin("*"), TOTAL_COUNT))],
    expected: ALLOWED,
  },
  {
    ...common,
    id: "proxy-status",
    family: "exposed-headers",
    title: "A status that only proxies may send",
    teaches: "Chromium drops a 407 that no proxy sent before it looks at CORS; other browsers hand it to the page.",
    correct: false,
    twin: "exposed-headers",
    endpoints: [api(answer(407, allowOrigin("*")))],
    expected: blocked("network-error"),
  },
  {
    ...common,
    id: "exposed-headers-wildcard-with-credentials",
    family: "exposed-headers",
    title: "Everything exposed, to a request with cookies",
    teaches: "With credentials `*` exposes only a header of that name, so each header has to be listed.",
    correct: false,
    twin: "exposed-headers",
    request: { ...GET, credentials: "include" },
    endpoints: [
      api(
        answer(
          200,
          allowOrigin("{allowed-origin}"),
          allowCredentials("true"),
          VARY_ORIGIN,
          exposeHeaders("*"),
          TOTAL_COUNT,
        ),
      ),
    ],
    expected: ALLOWED,
  },
  {
    ...common,
    id: "exposed-headers-unparsable",
    family: "exposed-headers",
    title: "Exposed without a comma",
    teaches: "A list that cannot be parsed exposes nothing at all, and no browser says so.",
    correct: false,
    twin: "exposed-headers",
    endpoints: [api(answer(200, allowOrigin("*"), exposeHeaders("X-Total-Count X-Page"), TOTAL_COUNT))],
    expected: ALLOWED,
  },
  {
    ...common,
    id: "vary-missing",
    family: "caching",
    title: "An answer for one origin, cached for all",
    teaches: "A response that depends on `Origin` without saying so works, until a cache hands it to another page.",
    correct: false,
    twin: "origin-allow-list",
    endpoints: [api(ECHO)],
    expected: ALLOWED,
  },
  {
    ...common,
    id: "cached-for-a-stranger",
    family: "caching",
    title: "A cache hands out a stranger's answer",
    teaches: "Without `Vary: Origin` a cache answers everybody as it answered the first visitor, and names that one.",
    correct: false,
    twin: "origin-allow-list",
    endpoints: [
      { ...api(answer(200, allowOrigin("https://first-visitor.example"), ...FROM_A_CACHE)), pastCaches: ECHO },
    ],
    expected: blocked("allow-origin-mismatch"),
  },
  {
    ...common,
    id: "cached-without-cors",
    family: "caching",
    title: "A cache was filled by a request without Origin",
    teaches:
      "A server that sends its CORS headers only to requests with `Origin` leaves answers without them in caches.",
    correct: false,
    twin: "origin-allow-list",
    endpoints: [{ ...api(answer(200, ...FROM_A_CACHE)), pastCaches: ECHO }],
    expected: blocked("allow-origin-missing"),
  },
];
