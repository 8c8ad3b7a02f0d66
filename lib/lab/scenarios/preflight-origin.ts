import {
  allowMethods,
  allowOrigin,
  answer,
  api,
  blocked,
  PUT,
  type LabAnswer,
  type LabScenario,
} from "#lib/lab/scenario.ts";

/** The preflight fails the same check of the origin that its request would have had to pass. */
const common = {
  family: "preflight",
  pageOrigin: "page",
  request: PUT,
  correct: false,
  twin: "preflight-put",
} as const;

const readable = answer(200, allowOrigin("*"));
const preflightFor = (...origins: string[]): LabAnswer =>
  answer(204, ...origins.map(allowOrigin), allowMethods("GET, PUT"));

export const PREFLIGHT_ORIGIN_SCENARIOS: readonly LabScenario[] = [
  {
    ...common,
    id: "preflight-origin-missing",
    title: "CORS headers on everything but OPTIONS",
    teaches: "The preflight is a response of its own and needs `Access-Control-Allow-Origin` like any other.",
    endpoints: [api(readable, preflightFor())],
    expected: blocked("preflight-allow-origin-missing"),
  },
  {
    ...common,
    id: "preflight-origin-two-lines",
    title: "The preflight carries the header twice",
    teaches: "Often only OPTIONS passes through both the proxy's and the application's CORS settings.",
    endpoints: [api(readable, preflightFor("*", "*"))],
    expected: blocked("preflight-allow-origin-multiple-values"),
  },
  {
    ...common,
    id: "preflight-origin-invalid",
    title: "A template that was never filled in",
    teaches: "A variable that the server does not know arrives in the browser as it stands in the configuration.",
    endpoints: [api(readable, preflightFor("$http_origin"))],
    expected: blocked("preflight-allow-origin-invalid-value"),
  },
  {
    ...common,
    id: "preflight-origin-mismatch",
    title: "The preflight allows another origin",
    teaches: "The preflight is compared with the page's origin before its status and its lists are looked at.",
    endpoints: [api(readable, preflightFor("{third}"))],
    expected: blocked("preflight-allow-origin-mismatch"),
  },
  {
    ...common,
    id: "preflight-only",
    title: "CORS headers on nothing but OPTIONS",
    teaches: "A preflight that passes lets the request out; reading the response needs the header once more.",
    endpoints: [api(answer(200), preflightFor("*"))],
    expected: blocked("allow-origin-missing"),
  },
];
