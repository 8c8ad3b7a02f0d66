import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderText } from "#lib/render/text.ts";
import { FINDING_CASES } from "#tests/unit/diagnosis/finding-cases.ts";
import { FINDING_CASES_BESIDE } from "#tests/unit/diagnosis/finding-cases-beside.ts";
import { FINDING_CASES_LOCAL_NETWORK } from "#tests/unit/diagnosis/finding-cases-local-network.ts";
import { answer, diagnosisOf, observedDiagnosis } from "#tests/unit/diagnosis/finding-case.ts";
import { PROBED_CASES } from "#tests/unit/diagnosis/probed-cases.ts";
import { hostileText, infected } from "./infected.ts";

const CASES = [...FINDING_CASES, ...FINDING_CASES_BESIDE, ...FINDING_CASES_LOCAL_NETWORK];

test("a report of a blocked preflight", () => {
  const diagnosis = diagnosisOf({
    name: "golden",
    fields: { method: "PUT", credentials: "include", headers: { "X-Trace": "1" } },
    responses: [answer(204, "https://shop.example", ["Access-Control-Allow-Methods", "PUT"], ["Server", "nginx"])],
    want: { outcome: "blocked", findings: [] },
  });
  expect(renderText({ ...diagnosis, permalink: "https://preflight.example/d/abc" })).toMatchInlineSnapshot(`
    "BLOCKED: preflight-allow-credentials-not-true
    The answer to OPTIONS https://api.example/orders (status 204) has no
    Access-Control-Allow-Credentials. A request with credentials needs the value
    true, so the browser never sends the PUT request.

    PUT https://api.example/orders
    from https://shop.example, mode cors, credentials include
    The responses were supplied by the caller; nothing was sent.

    1. preflight
    > OPTIONS https://api.example/orders
    > Accept: */*
    > Access-Control-Request-Method: PUT
    > Access-Control-Request-Headers: x-trace
    > Origin: https://shop.example
    < HTTP 204
    < Access-Control-Allow-Origin: https://shop.example
    < Access-Control-Allow-Methods: PUT
    < Server: nginx
    < (no Access-Control-Allow-Credentials)   <-- preflight-allow-credentials-not-true

    FINDINGS
      error preflight-allow-credentials-not-true
        The answer to OPTIONS https://api.example/orders (status 204) has no
        Access-Control-Allow-Credentials. A request with credentials needs the value
        true, so the browser never sends the PUT request.

    ALL PROBLEMS, IN ORDER
      1. preflight-allow-credentials-not-true (in Chromium)
      2. preflight-header-not-allowed (in Chromium)
      3. allow-origin-missing (on an answer that was never seen)
      4. allow-credentials-not-true (on an answer that was never seen)

    TO FIX IT, ON THE SERVER
      Let https://shop.example read the answer with credentials and allow the header
      x-trace.
        preflight: set Access-Control-Allow-Credentials: true
        preflight: set Access-Control-Allow-Headers: x-trace
        actual: set Access-Control-Allow-Origin: https://shop.example
        actual: append Vary: Origin (optional)
        actual: set Access-Control-Allow-Credentials: true
      Proved with the engines of Chromium, Firefox and WebKit: allowed, assuming
      plain answers where none was seen.

    CHROMIUM PRINTS
      Access to fetch at 'https://api.example/orders' from origin
      'https://shop.example' has been blocked by CORS policy: Response to preflight
      request doesn't pass access control check: The value of the
      'Access-Control-Allow-Credentials' header in the response is '' which must be
      'true' when the request's credentials mode is 'include'.
      Failed to load resource: net::ERR_FAILED
      TypeError: Failed to fetch

    FIREFOX PRINTS
      Cross-Origin Request Blocked: The Same Origin Policy disallows reading the
      remote resource at https://api.example/orders. (Reason: expected ‘true’ in
      CORS header ‘Access-Control-Allow-Credentials’).
      Cross-Origin Request Blocked: The Same Origin Policy disallows reading the
      remote resource at https://api.example/orders. (Reason: CORS request did not
      succeed). Status code: (null).
      TypeError: NetworkError when attempting to fetch resource.

    WEBKIT PRINTS
      Credentials flag is true, but Access-Control-Allow-Credentials is not "true".
      Fetch API cannot load https://api.example/orders due to access control checks.
      TypeError: Load failed

    https://preflight.example/d/abc
    "
  `);
});

test("probes are told in a few lines each, after the page's own requests", () => {
  const probed = PROBED_CASES.find(({ name }) => name === "one of two headers is refused")!;
  const report = renderText(observedDiagnosis(probed));
  expect(report.slice(report.indexOf("ALSO ASKED"), report.indexOf("\n\nFINDINGS"))).toMatchInlineSnapshot(`
    "ALSO ASKED
    2. Asks for a GET without extra headers, to see whether the method or a header
    is what the server refuses.
    > OPTIONS https://api.example/orders
    < HTTP 200
    This is accepted: the server refuses the method or a header.
    3. Asks for PUT without the headers, to tell the method from the headers.
    > OPTIONS https://api.example/orders
    < HTTP 200
    Ruled out: PUT is accepted.
    4. Asks again without x-b, to see whether the server refuses that header.
    > OPTIONS https://api.example/orders
    < HTTP 200
    Without x-b the preflight is accepted."
  `);
  expect(report.match(/^\d+\. \w+/gm)).toEqual(["1. preflight", "2. Asks", "3. Asks", "4. Asks"]);
});

test("an answer that is allowed is short", () => {
  const diagnosis = diagnosisOf(FINDING_CASES[0]!);
  expect(renderText(diagnosis)).toMatchInlineSnapshot(`
    "ALLOWED
    https://shop.example may read the response.

    GET https://api.example/orders
    from https://shop.example, mode cors, credentials same-origin
    The responses were supplied by the caller; nothing was sent.

    1. actual
    > GET https://api.example/orders
    > Origin: https://shop.example
    < HTTP 200
    < Access-Control-Allow-Origin: *
    "
  `);
});

describe.each(CASES)("$name", (each) => {
  const text = renderText(diagnosisOf(each));

  test("prose is at most 80 columns wide, but for words that are longer", () => {
    const wire = /^([<>!] |[A-Za-z]+ \w+:\/\/)/;
    const prose = text.split("\n").filter((line) => !wire.test(line));
    const tooLong = prose.filter((line) => line.length > 80 && line.trim().split(" ").length > 1);
    expect(tooLong).toEqual([]);
  });

  test("has no backticks, no blanks at line ends and one line break at its end", () => {
    const [report = ""] = text.split(/^[A-Z]+ PRINTS$/m);
    expect(report).not.toContain("`");
    expect(text).not.toMatch(/\n\n\n| +$/m);
    expect(text).toMatch(/[^\n]\n$/);
  });
});

describe("whatever a server or a stranger wrote", () => {
  /** Control, format and separator characters: what a terminal obeys instead of showing it. */
  const OBEYED = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

  test("every line of the report is inert", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const lines = renderText(infected(text)).split("\n");
        expect(lines.filter((line) => OBEYED.test(line))).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("is shown as an escape, so that it can be seen", () => {
    expect(renderText(infected("a\x1b[31m\u202eb"))).toContain("> a\\u001B[31m\\u202Eb: a\\u001B[31m\\u202Eb");
  });
});
