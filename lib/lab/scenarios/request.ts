import {
  ALLOWED,
  allowMethods,
  allowOrigin,
  answer,
  api,
  blocked,
  GET,
  PUT,
  type LabScenario,
} from "#lib/lab/scenario.ts";

/** Mistakes that no server can mend: the request itself is at fault. */
const common = { family: "request", pageOrigin: "page", correct: false } as const;

const readable = answer(200, allowOrigin("*"));
const PUT_ALLOWED = answer(204, allowOrigin("*"), allowMethods("PUT"));

export const REQUEST_SCENARIOS: readonly LabScenario[] = [
  {
    ...common,
    id: "no-cors",
    title: 'mode: "no-cors" is no way out',
    teaches: "`no-cors` silences the error by hiding the response: status 0, no headers, an empty body.",
    twin: "origin-wildcard",
    request: { ...GET, mode: "no-cors" },
    endpoints: [api(answer(200))],
    expected: { outcome: "opaque" },
  },
  {
    ...common,
    id: "no-cors-corp",
    title: "Not even an opaque response",
    teaches: "`Cross-Origin-Resource-Policy` keeps other origins from loading a resource without CORS at all.",
    twin: "origin-wildcard",
    request: { ...GET, mode: "no-cors" },
    endpoints: [api(answer(200, ["Cross-Origin-Resource-Policy", "same-origin"]))],
    expected: blocked("corp-blocked"),
  },
  {
    ...common,
    id: "corp-with-cors",
    title: "Cross-Origin-Resource-Policy on a CORS response",
    teaches: "A response that passes the CORS check is readable, whatever its resource policy says.",
    correct: true,
    request: GET,
    endpoints: [api(answer(200, allowOrigin("*"), ["Cross-Origin-Resource-Policy", "same-origin"]))],
    expected: ALLOWED,
  },
  {
    ...common,
    id: "no-cors-put",
    title: "PUT without CORS",
    teaches: "`no-cors` allows GET, HEAD and POST only; the browser refuses before anything is sent.",
    twin: "preflight-put",
    request: { ...PUT, mode: "no-cors" },
    endpoints: [api(readable, PUT_ALLOWED)],
    expected: blocked("no-cors-method"),
  },
  {
    ...common,
    id: "same-origin-mode",
    title: 'mode: "same-origin" for another origin',
    teaches: "The script itself asked for its own origin only; the server's headers never come into it.",
    twin: "origin-wildcard",
    request: { ...GET, mode: "same-origin" },
    endpoints: [api(readable)],
    expected: blocked("mode-same-origin-cross-origin"),
  },
  {
    ...common,
    id: "forbidden-method",
    title: "TRACE from a script",
    teaches: "CONNECT, TRACE and TRACK are closed to scripts, and no CORS header opens them.",
    twin: "preflight-put",
    request: { ...GET, method: "TRACE" },
    endpoints: [api(readable)],
    expected: blocked("forbidden-method"),
  },
  {
    ...common,
    id: "get-with-body",
    title: "A GET with a body",
    teaches: "`fetch()` throws at once for a GET or HEAD with a body; use POST, or put the data into the URL.",
    twin: "origin-wildcard",
    request: { ...GET, body: "{}" },
    endpoints: [api(readable)],
    expected: blocked("get-with-body"),
  },
];
