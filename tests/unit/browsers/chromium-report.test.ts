import { describe, expect, test } from "vitest";
import { REASONS, type Reason } from "#lib/contract/terms.ts";
import { CHROMIUM } from "#lib/browsers/browsers.ts";
import { CORS_ERROR_TEXTS } from "#lib/browsers/chromium/cors-error.ts";
import { OPAQUE_ORIGIN } from "#lib/fetch/origin.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { chromium, readable, redirectTo, request, response, run, type Answers } from "#tests/unit/fetch/fetching.ts";
import { REASON_CASES } from "#tests/unit/fetch/reason-cases.ts";

function reportOf(fields: Partial<FetchRequest>, answers: Answers) {
  return CHROMIUM.report(request(fields), run(fields, answers, chromium));
}

const ACCESS = "Access to fetch at 'https://b.test/' from origin 'https://a.test' has been blocked by CORS policy: ";
const PREFLIGHT = "Response to preflight request doesn't pass access control check: ";
const SEND_VALID = "Have the server send the header with a valid value.";
const MISSING = "No 'Access-Control-Allow-Origin' header is present on the requested resource.";
const WILDCARD =
  "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.";
const credentialsOf = (value: string) =>
  `The value of the 'Access-Control-Allow-Credentials' header in the response is '${value}' which must be 'true' when the request's credentials mode is 'include'.`;

/** The CorsError and the console line of the requests in `REASON_CASES`. */
const CORS_LINES: Partial<Record<Reason, readonly [corsError: string, line: string]>> = {
  "allow-origin-missing": ["MissingAllowOriginHeader", ACCESS + MISSING],
  "allow-origin-wildcard-with-credentials": ["WildcardOriginNotAllowed", ACCESS + WILDCARD],
  "allow-origin-multiple-values": [
    "MultipleAllowOriginValues",
    `${ACCESS}The 'Access-Control-Allow-Origin' header contains multiple values 'https://a.test, https://c.test', but only one is allowed. ${SEND_VALID}`,
  ],
  "allow-origin-invalid-value": [
    "InvalidAllowOriginValue",
    `${ACCESS}The 'Access-Control-Allow-Origin' header contains the invalid value 'a.test'. ${SEND_VALID}`,
  ],
  "allow-origin-mismatch": [
    "AllowOriginMismatch",
    `${ACCESS}The 'Access-Control-Allow-Origin' header has a value 'https://c.test' that is not equal to the supplied origin. ${SEND_VALID}`,
  ],
  "allow-credentials-not-true": ["InvalidAllowCredentials", ACCESS + credentialsOf("")],
  "preflight-allow-origin-missing": ["PreflightMissingAllowOriginHeader", ACCESS + PREFLIGHT + MISSING],
  "preflight-allow-origin-wildcard-with-credentials": [
    "PreflightWildcardOriginNotAllowed",
    ACCESS + PREFLIGHT + WILDCARD,
  ],
  "preflight-allow-origin-multiple-values": [
    "PreflightMultipleAllowOriginValues",
    `${ACCESS}${PREFLIGHT}The 'Access-Control-Allow-Origin' header contains multiple values '*, *', but only one is allowed. ${SEND_VALID}`,
  ],
  "preflight-allow-origin-invalid-value": [
    "PreflightInvalidAllowOriginValue",
    `${ACCESS}${PREFLIGHT}The 'Access-Control-Allow-Origin' header contains the invalid value ''. ${SEND_VALID}`,
  ],
  "preflight-allow-origin-mismatch": [
    "PreflightAllowOriginMismatch",
    `${ACCESS}${PREFLIGHT}The 'Access-Control-Allow-Origin' header has a value 'https://a.test/' that is not equal to the supplied origin. ${SEND_VALID}`,
  ],
  "preflight-allow-credentials-not-true": [
    "PreflightInvalidAllowCredentials",
    ACCESS + PREFLIGHT + credentialsOf("True"),
  ],
  "preflight-status-not-ok": ["PreflightInvalidStatus", `${ACCESS}${PREFLIGHT}It does not have HTTP ok status.`],
  "preflight-redirect": [
    "PreflightDisallowedRedirect",
    `${ACCESS}${PREFLIGHT}Redirect is not allowed for a preflight request.`,
  ],
  "preflight-allow-methods-unparsable": [
    "InvalidAllowMethodsPreflightResponse",
    `${ACCESS}Cannot parse Access-Control-Allow-Methods response header field in preflight response.`,
  ],
  "preflight-allow-headers-unparsable": [
    "InvalidAllowHeadersPreflightResponse",
    `${ACCESS}Cannot parse Access-Control-Allow-Headers response header field in preflight response.`,
  ],
  "preflight-method-not-allowed": [
    "MethodDisallowedByPreflightResponse",
    `${ACCESS}Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.`,
  ],
  "preflight-header-not-allowed": [
    "HeaderDisallowedByPreflightResponse",
    `${ACCESS}Request header field x-a is not allowed by Access-Control-Allow-Headers in preflight response.`,
  ],
  "redirect-location-credentials": [
    "RedirectContainsCredentials",
    `${ACCESS}Redirect location '' contains a username and password, which is disallowed for cross-origin requests.`,
  ],
  "redirect-scheme-not-http": [
    "CorsDisabledScheme",
    "Access to fetch at 'custom://c.test/' (redirected from 'https://b.test/') from origin 'https://a.test' has been blocked by CORS policy: Cross origin requests are only supported for protocol schemes: chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app.",
  ],
};

/** Reasons that are no CORS error to Chromium: the line that names the cause, or the network error alone. */
const OTHER_LINES: Partial<Record<Reason, { readonly reason?: string; readonly also?: string }>> = {
  "redirect-invalid-location": { also: "ERR_INVALID_REDIRECT" },
  "redirect-too-many": { also: "ERR_TOO_MANY_REDIRECTS" },
  "network-error": { also: "ERR_UNEXPECTED_PROXY_AUTH" },
  "redirect-mode-error": { also: "ERR_FAILED" },
  "redirect-no-cors-not-follow": {
    reason: 'Fetch API cannot load https://b.test/. Request mode is "no-cors" but the redirect mode is not "follow".',
  },
  "redirect-stream-body": { also: "ERR_INVALID_ARGUMENT" },
  "mode-same-origin-cross-origin": {
    reason:
      'Fetch API cannot load https://b.test/. Request mode is "same-origin" but the URL\'s origin is not same as the request origin https://a.test.',
  },
  "scheme-not-cors-enabled": {
    reason: 'Fetch API cannot load ftp://b.test/. URL scheme "ftp" is not supported.',
  },
  "mixed-content": {
    reason:
      "Mixed Content: The page at 'https://a.test/' was loaded over HTTPS, but requested an insecure resource 'http://b.test/'. This request has been blocked; the content must be served over HTTPS.",
  },
  "bad-port": { also: "ERR_UNSAFE_PORT" },
  "corp-blocked": { also: "ERR_BLOCKED_BY_RESPONSE.NotSameOrigin" },
};

const EXECUTE = "TypeError: Failed to execute 'fetch' on 'Window': ";
const CONSTRUCTOR_ERRORS: Partial<Record<Reason, string>> = {
  "forbidden-method": `${EXECUTE}'TRACE' HTTP method is unsupported.`,
  "no-cors-method": `${EXECUTE}'PUT' is unsupported in no-cors mode.`,
  "url-with-credentials": `${EXECUTE}Request cannot be constructed from a URL that includes credentials: https://user:secret@b.test/`,
  "get-with-body": `${EXECUTE}Request with GET/HEAD method cannot have body.`,
};
const NOT_IN_CHROMIUM: readonly Reason[] = ["preflight-authorization-wildcard"];

const netError = (name: string) => `Failed to load resource: net::${name}`;
const caseOf = (reason: string) => REASON_CASES[reason as Reason];

describe("Chromium says", () => {
  test.each(Object.entries(CORS_LINES))("of %s its CORS line", (reason, [corsError, line]) => {
    const { request: fields, answers } = caseOf(reason);
    expect(reportOf(fields, answers)).toEqual({
      console: { reason: line, also: [netError("ERR_FAILED")] },
      exception: "TypeError: Failed to fetch",
      corsError,
    });
  });

  test.each(Object.entries(OTHER_LINES))("of %s something else", (reason, lines) => {
    const { request: fields, answers } = caseOf(reason);
    expect(reportOf(fields, answers)).toMatchObject({
      console: { reason: lines.reason ?? null, also: lines.also === undefined ? [] : [netError(lines.also)] },
      exception: "TypeError: Failed to fetch",
    });
  });

  test.each(Object.entries(CONSTRUCTOR_ERRORS))("of %s nothing, and throws", (reason, exception) => {
    const { request: fields, answers } = caseOf(reason);
    expect(reportOf(fields, answers)).toEqual({ console: { reason: null, also: [] }, exception, corsError: null });
  });

  test("something of every reason that it has", () => {
    const told = [CORS_LINES, OTHER_LINES, CONSTRUCTOR_ERRORS].flatMap((table) => Object.keys(table));
    expect([...told, ...NOT_IN_CHROMIUM].sort()).toEqual([...REASONS].sort());
    expect([...CORS_ERROR_TEXTS.keys()].sort()).toEqual(Object.keys(CORS_LINES).sort());
  });
});

describe("the CORS line", () => {
  test("names the last URL, and the first one after a redirect", () => {
    const { console } = reportOf({}, { actual: [redirectTo("https://c.test/x"), response(200)] });
    expect(console.reason).toBe(
      `Access to fetch at 'https://c.test/x' (redirected from 'https://b.test/') from origin 'https://a.test' has been blocked by CORS policy: ${MISSING}`,
    );
  });

  test("names an opaque origin null", () => {
    const { console } = reportOf({ origin: OPAQUE_ORIGIN }, { actual: response(200) });
    expect(console.reason).toContain("from origin 'null' has been blocked");
  });

  test("shows bytes that cannot be printed as escapes", () => {
    const actual = response(200, [["Access-Control-Allow-Origin", "a\u00e9\tb\u007f"]]);
    expect(reportOf({}, { actual }).console.reason).toContain("the invalid value 'a\\u00E9\\u0009b\\u007F'");
  });
});

describe("a redirect", () => {
  test.each([
    ["data:,a", { mode: "cors" }, "ERR_UNSAFE_REDIRECT"],
    ["file:///a", { mode: "no-cors" }, "ERR_UNSAFE_REDIRECT"],
    ["custom://a/", { mode: "no-cors" }, "ERR_UNKNOWN_URL_SCHEME"],
    ["data:,a", { redirect: "error" }, "ERR_UNSAFE_REDIRECT"],
  ] as const)("to %s with %j is a network error", (location, fields, name) => {
    expect(reportOf(fields, { actual: redirectTo(location) })).toMatchObject({
      console: { reason: null, also: [netError(name)] },
      corsError: null,
    });
  });

  test("with two Locations is a network error of its own", () => {
    const actual = response(302, [
      ["Location", "/1"],
      ["Location", "/2"],
    ]);
    expect(reportOf({}, { actual }).console.also).toEqual([netError("ERR_RESPONSE_HEADERS_MULTIPLE_LOCATION")]);
  });

  test("with a password inside the page's origin is refused without a word", () => {
    const report = reportOf({ url: "https://a.test/" }, { actual: redirectTo("https://u:p@a.test/") });
    expect(report).toEqual({
      console: { reason: null, also: [] },
      exception: "TypeError: Failed to fetch",
      corsError: null,
    });
  });

  test("out of the mode same-origin is an unsafe attempt", () => {
    const fields = { url: "https://a.test/x", mode: "same-origin" } as const;
    expect(reportOf(fields, { actual: redirectTo("https://b.test/") }).console.reason).toBe(
      "Unsafe attempt to load URL https://b.test/ from frame with URL https://a.test/. Domains, protocols and ports must match.\n",
    );
  });
});

describe("without a CORS error, Chromium", () => {
  test.each([
    ["dns", "name-not-found", "ERR_NAME_NOT_RESOLVED"],
    ["connect", "connection-refused", "ERR_CONNECTION_REFUSED"],
    ["tls", "certificate-authority-unknown", "ERR_CERT_AUTHORITY_INVALID"],
    ["tls", "certificate-expired", "ERR_CERT_DATE_INVALID"],
    ["response", "connection-closed", "ERR_EMPTY_RESPONSE"],
    ["response", "not-http", "ERR_INVALID_HTTP_RESPONSE"],
  ] as const)("names %s/%s %s, for a preflight too", (phase, code, name) => {
    const failure = { kind: "failure", phase, code } as const;
    const report = {
      console: { reason: null, also: [netError(name)] },
      exception: "TypeError: Failed to fetch",
      corsError: null,
    };
    expect(reportOf({}, { actual: failure })).toEqual(report);
    expect(reportOf({ method: "PUT" }, { preflight: failure })).toEqual(report);
  });

  test.each<[string, Partial<FetchRequest>, Answers]>([
    ["a request that is allowed", {}, { actual: readable() }],
    ["an opaque response", { mode: "no-cors" }, { actual: response(200) }],
    ["a request whose answer is not known", {}, {}],
    ["a limit of ours", {}, { actual: { kind: "failure", phase: "timeout", code: "response" } }],
  ])("is silent about %s", (_title, fields, answers) => {
    expect(reportOf(fields, answers)).toEqual({
      console: { reason: null, also: [] },
      exception: null,
      corsError: null,
    });
  });

  test.each([
    ["file:///a", "Not allowed to load local resource: file:///a", null],
    ["chrome-extension://a/", null, "ERR_BLOCKED_BY_CLIENT"],
  ])("has words of its own for %s", (url, reason, also) => {
    const expected = { reason, also: also === null ? [] : [netError(also)] };
    expect(reportOf({ url }, {}).console).toEqual(expected);
  });

  test("tells a policy of the site from a policy of the origin", () => {
    const actual = response(200, [["Cross-Origin-Resource-Policy", "same-site"]]);
    expect(reportOf({ mode: "no-cors" }, { actual }).console.also).toEqual([
      netError("ERR_BLOCKED_BY_RESPONSE.NotSameSite"),
    ]);
  });
});
