import {
  allowHeaders,
  allowMethods,
  allowOrigin,
  answer,
  api,
  blocked,
  GET,
  location,
  page,
  POST_JSON,
  PUT,
  text,
  type LabScenario,
} from "#lib/lab/scenario.ts";

/** Something that is not the CORS layer answers the preflight, or that layer refuses without saying why. */
const common = {
  family: "preflight",
  pageOrigin: "page",
  request: PUT,
  correct: false,
  twin: "preflight-put",
} as const;
const MISSING = blocked("preflight-allow-origin-missing");

const readable = answer(200, allowOrigin("*"));
const BUCKET_REFUSAL = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessForbidden</Code><Message>CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.</Message><Method>PUT</Method><ResourceType>OBJECT</ResourceType></Error>
`;

export const PREFLIGHT_REFUSED_SCENARIOS: readonly LabScenario[] = [
  {
    ...common,
    id: "preflight-not-routed",
    title: "The router knows no OPTIONS",
    teaches: "Where only PUT has a route, OPTIONS ends on the error page, which knows nothing of CORS.",
    endpoints: [api(readable, page(404, "404 Not Found"))],
    expected: MISSING,
  },
  {
    ...common,
    id: "preflight-answered-by-app",
    title: "The application answers OPTIONS itself",
    teaches: "A status of 200 says only that something answered: without CORS headers the preflight fails.",
    endpoints: [api(readable, answer(200))],
    expected: MISSING,
  },
  {
    ...common,
    id: "preflight-crashes",
    title: "The server crashes on OPTIONS",
    teaches: "A preflight has no body and no login, and code that expects either may fail on it.",
    endpoints: [api(readable, text(500, "Internal Server Error"))],
    expected: MISSING,
  },
  {
    ...common,
    id: "preflight-rate-limited",
    title: "Preflights count as requests",
    teaches: "Each preflight uses up the same limit as a request, so the limit is reached twice as early.",
    endpoints: [api(readable, text(429, "Too Many Requests", ["Retry-After", "60"]))],
    expected: MISSING,
  },
  {
    ...common,
    id: "preflight-redirect-to-login",
    title: "The preflight is sent to log in",
    teaches: "A gateway that redirects whatever comes without a session redirects every preflight.",
    endpoints: [
      api(readable, answer(302, location("{third}/preflight-redirect-to-login/login"))),
      { site: "third", step: "login", actual: page(200, "Log in") },
    ],
    expected: blocked("preflight-redirect"),
  },
  {
    ...common,
    id: "preflight-challenged",
    title: "A challenge for bots answers the preflight",
    teaches: "A preflight carries no cookies, so not even a visitor who has passed the challenge gets through.",
    endpoints: [api(readable, page(403, "Just a moment...", ["cf-mitigated", "challenge"]))],
    expected: MISSING,
  },
  {
    ...common,
    id: "refused-by-spring",
    title: "Spring refuses the request",
    teaches: "Spring answers whatever its rules do not allow with 403 and three words, and leaves out every header.",
    endpoints: [api(readable, text(403, "Invalid CORS request"))],
    expected: MISSING,
  },
  {
    ...common,
    id: "refused-by-starlette",
    title: "Starlette refuses a header",
    teaches: "FastAPI's middleware names in the body what it refuses, which the browser's console never shows.",
    twin: "preflight-json",
    request: POST_JSON,
    endpoints: [api(readable, text(400, "Disallowed CORS headers", allowMethods("GET, POST")))],
    expected: MISSING,
  },
  {
    ...common,
    id: "refused-by-bucket",
    title: "The rules of a bucket do not match",
    teaches: "A bucket compares origin, method and headers with its rules at once, and does not say which one failed.",
    endpoints: [
      api(readable, {
        ...answer(403, ["Server", "AmazonS3"]),
        body: { type: "application/xml", text: BUCKET_REFUSAL },
      }),
    ],
    expected: MISSING,
  },
  {
    ...common,
    id: "refused-without-a-word",
    title: "One unknown header, and no headers come back",
    teaches: "Some CORS layers drop every header when one check fails, so a header is reported as an origin.",
    twin: "preflight-header",
    request: { ...GET, headers: [["X-Request-Id", "1"]] },
    endpoints: [
      {
        ...api(readable, answer(204)),
        preflightWithoutHeaders: answer(204, allowOrigin("*"), allowMethods("GET, PUT"), allowHeaders("Content-Type")),
      },
    ],
    expected: MISSING,
  },
];
