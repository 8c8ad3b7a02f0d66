import {
  ALLOWED,
  allowCredentials,
  allowHeaders,
  allowMethods,
  allowOrigin,
  answer,
  api,
  blocked,
  GET,
  PUT,
  VARY_ORIGIN,
  type LabScenario,
} from "#lib/lab/scenario.ts";

const common = { family: "credentials", pageOrigin: "page", request: { ...GET, credentials: "include" } } as const;
const preflighted = {
  ...common,
  request: { ...PUT, credentials: "include", headers: [["X-Request-Id", "1"]] },
} as const;

const readable = answer(200, allowOrigin("{allowed-origin}"), allowCredentials("true"), VARY_ORIGIN);

export const CREDENTIALS_SCENARIOS: readonly LabScenario[] = [
  {
    ...common,
    id: "credentials-exact",
    title: "A request with cookies, answered for one origin",
    teaches: "With credentials the server names the origin itself and adds `Access-Control-Allow-Credentials: true`.",
    correct: true,
    endpoints: [api(readable)],
    expected: ALLOWED,
  },
  {
    ...common,
    id: "credentials-wildcard",
    title: "A wildcard for a request with cookies",
    teaches: "`*` never covers a request with credentials, whatever else the response says.",
    correct: false,
    twin: "credentials-exact",
    endpoints: [api(answer(200, allowOrigin("*"), allowCredentials("true")))],
    expected: blocked("allow-origin-wildcard-with-credentials"),
  },
  {
    ...common,
    id: "credentials-not-allowed",
    title: "Access-Control-Allow-Credentials is missing",
    teaches: "Naming the origin is not enough: a response to a request with credentials also has to allow them.",
    correct: false,
    twin: "credentials-exact",
    endpoints: [api(answer(200, allowOrigin("{page}")))],
    expected: blocked("allow-credentials-not-true"),
  },
  {
    ...common,
    id: "credentials-capitalised",
    title: "Access-Control-Allow-Credentials: True",
    teaches: "The only value that counts is `true` in lower case; some languages print their booleans differently.",
    correct: false,
    twin: "credentials-exact",
    endpoints: [api(answer(200, allowOrigin("{page}"), allowCredentials("True")))],
    expected: blocked("allow-credentials-not-true"),
  },
  {
    ...preflighted,
    id: "credentials-preflight",
    title: "A preflighted request with cookies",
    teaches: "With credentials the preflight needs the same two headers, and names every method and header.",
    correct: true,
    endpoints: [
      api(readable, {
        status: 204,
        headers: [...readable.headers, allowMethods("PUT"), allowHeaders("content-type, x-request-id")],
      }),
    ],
    expected: ALLOWED,
  },
  {
    ...preflighted,
    id: "credentials-preflight-not-allowed",
    title: "Credentials are allowed too late",
    teaches: "A preflight carries no cookies itself, but has to allow credentials for the request that follows.",
    correct: false,
    twin: "credentials-preflight",
    endpoints: [
      api(
        readable,
        answer(204, allowOrigin("{page}"), allowMethods("PUT"), allowHeaders("content-type, x-request-id")),
      ),
    ],
    expected: blocked("preflight-allow-credentials-not-true"),
  },
  {
    ...preflighted,
    id: "credentials-preflight-wildcard-origin",
    title: "The preflight answers with a wildcard",
    teaches: "The preflight of a request with credentials must name the origin, too.",
    correct: false,
    twin: "credentials-preflight",
    endpoints: [
      api(
        readable,
        answer(
          204,
          allowOrigin("*"),
          allowCredentials("true"),
          allowMethods("PUT"),
          allowHeaders("content-type, x-request-id"),
        ),
      ),
    ],
    expected: blocked("preflight-allow-origin-wildcard-with-credentials"),
  },
  {
    ...preflighted,
    id: "credentials-preflight-wildcard-methods",
    title: "Wildcard methods and headers for a request with cookies",
    teaches: "With credentials `*` is the name of a method or header like any other, and allows nothing else.",
    correct: false,
    twin: "credentials-preflight",
    endpoints: [api(readable, { status: 204, headers: [...readable.headers, allowMethods("*"), allowHeaders("*")] })],
    expected: blocked("preflight-method-not-allowed"),
  },
];
