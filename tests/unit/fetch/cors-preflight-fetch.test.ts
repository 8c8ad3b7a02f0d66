import { describe, expect, test } from "vitest";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import {
  chromium,
  failedStepOf,
  preflight,
  readable,
  redirectTo,
  response,
  run,
  standard,
  stepsOf,
  verdictOf,
  wireOf,
  type Verdict,
} from "./fetching.ts";

const put: Partial<FetchRequest> = { method: "PUT" };
const custom: Partial<FetchRequest> = { headers: [["X-A", "1"]] };

/** The run of a request whose preflight is answered so; its actual request may be read by a page of https://a.test. */
function answered(fields: Partial<FetchRequest>, answer: ReturnType<typeof response>, profile = standard) {
  const actual = response(200, [
    ["Access-Control-Allow-Origin", "https://a.test"],
    ["Access-Control-Allow-Credentials", "true"],
  ]);
  return run(fields, { preflight: answer, actual }, profile);
}

describe("the request of a preflight", () => {
  test("asks for the method and the unsafe header names, for the page's origin", () => {
    const headers: HeaderList = [
      ["X-B", "2"],
      ["Accept", "text/html"],
      ["Authorization", "Bearer t"],
      ["x-a", "1"],
    ];
    const { steps } = run({ method: "PUT", headers, credentials: "include", url: "https://b.test/x?y#z" }, {});
    expect(steps.map(({ request }) => request)).toEqual([
      {
        role: "preflight",
        hop: 0,
        method: "OPTIONS",
        url: "https://b.test/x?y",
        headers: [
          ["Accept", "*/*"],
          ["Access-Control-Request-Method", "PUT"],
          ["Access-Control-Request-Headers", "authorization,x-a,x-b"],
          ["Origin", "https://a.test"],
        ],
        includeCredentials: false,
        withBody: false,
        preflighted: false,
      },
    ]);
  });

  test("asks for no header names when none is unsafe", () => {
    const { steps } = run({ method: "PATCH" }, {});
    expect(steps[0]?.request.headers.map(([name]) => name)).toEqual([
      "Accept",
      "Access-Control-Request-Method",
      "Origin",
    ]);
  });

  test("is explained by everything that makes it necessary", () => {
    const { outcome } = run({ ...put, headers: [["X-A", "1"]], useCorsPreflight: true }, {});
    expect(outcome.preflight).toEqual({
      needed: true,
      because: [{ kind: "upload-listener" }, { kind: "method", name: "PUT" }, { kind: "header", name: "x-a" }],
      verdict: "unknown",
    });
  });
});

describe("the answer of a preflight", () => {
  test.each<[string, Partial<FetchRequest>, ReturnType<typeof response>, string[]]>([
    ["a method that is listed passes 7.5", put, preflight("GET,PUT", null), ["7.5 pass"]],
    ["a method that is not listed fails 7.5", put, preflight("GET", null), ["7.5 fail"]],
    [
      "a safelisted method passes 7.5 unlisted",
      { method: "POST", ...custom },
      preflight("PUT", "x-a"),
      ["7.5 pass", "7.7 pass"],
    ],
    ["a star passes 7.5", put, preflight("*", null), ["7.5 pass"]],
    [
      "no methods with an upload listener pass 7.4",
      { method: "PUT", useCorsPreflight: true },
      preflight(null, null),
      ["7.5 pass"],
    ],
    [
      "an empty list of methods is not none for 7.4",
      { method: "PUT", useCorsPreflight: true },
      preflight("", null),
      ["7.5 fail"],
    ],
    ["a header that is listed passes 7.7", custom, preflight(null, "X-a"), ["7.5 pass", "7.7 pass"]],
    ["a header that is not listed fails 7.7", custom, preflight(null, "x-b"), ["7.5 pass", "7.7 fail"]],
    ["a star passes 7.7", custom, preflight(null, "*"), ["7.5 pass", "7.7 pass"]],
    ["no list fails 7.7", custom, preflight(null, null), ["7.5 pass", "7.7 fail"]],
    ["methods that cannot be parsed fail 7.3, also for GET", custom, preflight("GET;", "x-a"), ["7.3 fail"]],
    [
      "header names that cannot be parsed fail 7.3, also when none is needed",
      put,
      preflight("PUT", "a b"),
      ["7.3 fail"],
    ],
    ["a redirect status without Location fails 7", put, response(302, preflight("PUT", null).headers), ["7 fail"]],
    ["a 199 fails 7", put, response(199, preflight("PUT", null).headers), ["7 fail"]],
    ["a 300 fails 7", put, response(300, preflight("PUT", null).headers), ["7 fail"]],
    ["a 304 fails 7", put, response(304, preflight("PUT", null).headers), ["7 fail"]],
  ])("%s", (_title, request, answer, steps) => {
    const { outcome } = answered(request, answer);
    const passed = steps.every((step) => !step.endsWith("fail"));
    expect(stepsOf(outcome, "cors-preflight-fetch")).toEqual([
      "1 info",
      ...steps,
      ...(passed ? ["7.10 info", "7 pass"] : []),
    ]);
    expect(outcome.outcome).toBe(passed ? "allowed" : "blocked");
    expect(outcome.preflight.verdict).toBe(passed ? "passed" : "failed");
    expect(outcome.preflightCacheSeconds).toBe(passed ? 5 : null);
  });

  test.each([200, 204, 299])("with status %d is good", (status) => {
    expect(verdictOf(answered(put, response(status, preflight("PUT", null).headers)))).toBe("allowed");
  });

  test("names the first header in sorted order that is not allowed", () => {
    const headers: HeaderList = [
      ["X-C", "1"],
      ["X-B", "1"],
      ["X-A", "1"],
    ];
    const { outcome } = answered({ headers }, preflight(null, "x-a"));
    expect(outcome.error).toMatchObject({ reason: "preflight-header-not-allowed", headerName: "x-b", value: "x-a" });
  });

  describe("is read in the browser's order of the headers", () => {
    const headers: HeaderList = [
      ["X-C", "1"],
      ["X-B", "1"],
      ["X-A", "1"],
    ];
    const inAuthorsOrder = { ...standard, refusedHeaderOrder: (list: HeaderList) => list };

    test.each([
      ["nothing is listed", null, "x-c"],
      ["the first one is listed", "X-C", "x-b"],
      ["one is left", "x-c, x-b", "x-a"],
    ])("when %s", (_title, allowed, named) => {
      expect(answered({ headers }, preflight(null, allowed), inAuthorsOrder).outcome.error?.headerName).toBe(named);
    });

    test("which safelisted headers end when they are too long together", () => {
      const tooLong: HeaderList = ["Accept", "Accept-Language", "Content-Language"].map((name) => [
        name,
        "a".repeat(128),
      ]);
      const rules = { ...inAuthorsOrder, safelistedValuesTotalMaxBytes: 300 };
      const { outcome } = answered({ headers: [...tooLong, ...headers] }, preflight(null, null), rules);
      expect(outcome.error?.headerName).toBe("x-c");
      const others = answered({ headers: [...tooLong, ...headers] }, preflight(null, "x-a,x-b,x-c,accept"), rules);
      expect(others.outcome.error?.headerName).toBe("accept-language");
    });

    test("which is that of the headers at the first URL, without those that a redirect has removed", () => {
      const asked: [string[], string][] = [];
      const profile: typeof standard = {
        ...standard,
        refusedHeaderOrder: (list, firstUrl) => {
          asked.push([list.map(([name]) => name), firstUrl.href]);
          return list;
        },
      };
      const all: HeaderList = [["Authorization", "t"], ...headers];
      const allowing = preflight(null, "authorization, x-a, x-b, x-c");
      const { outcome } = run(
        { headers: all },
        { preflight: [allowing, preflight(null, null)], actual: redirectTo("https://c.test/") },
        profile,
      );
      expect(outcome.error?.headerName).toBe("x-c");
      expect(asked).toEqual([[["Authorization", "X-C", "X-B", "X-A"], "https://b.test/"]]);
    });

    test("and is not asked for when no more than one is refused", () => {
      const profile: typeof standard = {
        ...standard,
        refusedHeaderOrder: () => {
          throw new Error("not needed");
        },
      };
      expect(verdictOf(answered({ headers }, preflight(null, "x-a, x-b, x-c"), profile))).toBe("allowed");
      expect(verdictOf(answered({ headers }, preflight(null, "*"), profile))).toBe("allowed");
      const one = answered({ headers }, preflight(null, "x-a, x-c"), profile);
      expect(one.outcome.error?.headerName).toBe("x-b");
    });
  });

  test("is checked with the credentials mode of the request", () => {
    const lines = (...more: HeaderList): HeaderList => [
      ["Access-Control-Allow-Origin", "https://a.test"],
      ["Access-Control-Allow-Methods", "PUT"],
      ...more,
    ];
    const include = { ...put, credentials: "include" } as const;
    expect(verdictOf(answered(include, response(204, lines())))).toBe("preflight-allow-credentials-not-true");
    expect(verdictOf(answered(include, response(204, lines(["Access-Control-Allow-Credentials", "true"]))))).toBe(
      "allowed",
    );
  });

  test.each([
    ["a method called *", { method: "*" }, "*", null],
    ["a header called *", { headers: [["*", "1"]] as const }, null, "*"],
  ])("with credentials, a star allows %s", (_title, request, methods, headerNames) => {
    const lines = preflight(methods, headerNames).headers.slice(1);
    const answer = response(204, [
      ["Access-Control-Allow-Origin", "https://a.test"],
      ["Access-Control-Allow-Credentials", "true"],
      ...lines,
    ]);
    expect(verdictOf(answered({ ...request, credentials: "include" }, answer))).toBe("allowed");
  });
});

describe("Authorization", () => {
  const headers: HeaderList = [
    ["Authorization", "Bearer t"],
    ["A-First", "1"],
  ];

  test.each<[string, string | null, Verdict, Verdict]>([
    ["listed by name", "a-first, AUTHORIZATION", "allowed", "allowed"],
    ["under a star and listed", "*, authorization", "allowed", "allowed"],
    ["under a star", "*", "preflight-authorization-wildcard", "allowed"],
    ["not listed", "a-first", "preflight-header-not-allowed", "preflight-header-not-allowed"],
    ["without a list", null, "preflight-header-not-allowed", "preflight-header-not-allowed"],
  ])("%s", (_title, allowed, inStandard, inChromium) => {
    expect(verdictOf(answered({ headers }, preflight(null, allowed)))).toBe(inStandard);
    expect(verdictOf(answered({ headers }, preflight(null, allowed), chromium))).toBe(inChromium);
  });

  test("has a step of its own in the standard, before the other headers; Chromium has not", () => {
    const inStandard = answered({ headers }, preflight(null, null));
    expect([failedStepOf(inStandard), inStandard.outcome.error?.headerName]).toEqual([
      "cors-preflight-fetch 7.6",
      "authorization",
    ]);
    const inChromium = answered({ headers }, preflight(null, null), chromium);
    expect([failedStepOf(inChromium), inChromium.outcome.error?.headerName]).toEqual([
      "cors-preflight-fetch 7.7",
      "authorization",
    ]);
    const listed = answered({ headers }, preflight(null, "authorization"), chromium);
    expect([failedStepOf(listed), listed.outcome.error?.headerName]).toEqual(["cors-preflight-fetch 7.7", "a-first"]);
  });

  test("is reported where a star has covered it", () => {
    expect(answered({ headers }, preflight(null, "*"), chromium).outcome.authorizationCoveredByWildcard).toBe(true);
    const listed = answered({ headers }, preflight(null, "*,authorization"), chromium);
    expect(listed.outcome.authorizationCoveredByWildcard).toBe(false);
  });
});

describe("when several checks fail at once", () => {
  const redirect = ["Location", "https://b.test/login"] as const;
  const star = ["Access-Control-Allow-Origin", "*"] as const;
  const badMethods = ["Access-Control-Allow-Methods", "a b"] as const;
  const badNames = ["Access-Control-Allow-Headers", "a b"] as const;

  test.each<[string, number, HeaderList, Verdict, Verdict]>([
    [
      "an unusable Location and everything else",
      302,
      [["Location", "https://["]],
      "preflight-allow-origin-missing",
      "redirect-invalid-location",
    ],
    [
      "two different Locations on a 204",
      204,
      [
        ["Location", "/1"],
        ["Location", "/2"],
      ],
      "preflight-allow-origin-missing",
      "redirect-invalid-location",
    ],
    ["a redirect without the header", 302, [redirect], "preflight-allow-origin-missing", "preflight-redirect"],
    ["a redirect with the header", 302, [redirect, star], "preflight-redirect", "preflight-redirect"],
    ["a 304 with a Location", 304, [redirect, star], "preflight-status-not-ok", "preflight-status-not-ok"],
    ["a 404 without the header", 404, [], "preflight-allow-origin-missing", "preflight-allow-origin-missing"],
    ["a 404 with bad lists", 404, [star, badMethods], "preflight-status-not-ok", "preflight-status-not-ok"],
    [
      "two bad lists",
      204,
      [star, badMethods, badNames],
      "preflight-allow-methods-unparsable",
      "preflight-allow-methods-unparsable",
    ],
    [
      "a bad list of names and a method that is missing",
      204,
      [star, badNames],
      "preflight-allow-headers-unparsable",
      "preflight-allow-headers-unparsable",
    ],
    [
      "a method and a header that are missing",
      204,
      [star],
      "preflight-method-not-allowed",
      "preflight-method-not-allowed",
    ],
  ])("%s", (_title, status, headers, inStandard, inChromium) => {
    const request = { ...put, ...custom };
    expect(verdictOf(answered(request, response(status, headers)))).toBe(inStandard);
    expect(verdictOf(answered(request, response(status, headers), chromium))).toBe(inChromium);
  });
});

describe("no answer to a preflight", () => {
  test.each([
    ["a browser would meet the same failure", { phase: "dns", code: "name-not-found" }, "unreachable", "failed"],
    ["a limit of ours was met", { phase: "timeout", code: "response" }, "undetermined", "unknown"],
    ["our egress guard refused", { phase: "egress", code: "loopback" }, "undetermined", "unknown"],
  ] as const)("when %s", (_title, failure, outcome, verdict) => {
    const finished = run(put, { preflight: { kind: "failure", ...failure }, actual: readable() });
    expect(finished.outcome).toMatchObject({ outcome, error: null, stoppedBy: failure, preflight: { verdict } });
    expect(wireOf(finished)).toEqual(["OPTIONS b.test"]);
    expect(failedStepOf(finished)).toBe("cors-preflight-fetch 6");
  });

  test("when it was not sent leaves everything open", () => {
    const { outcome } = run(put, {});
    expect(outcome).toMatchObject({
      outcome: "undetermined",
      stoppedBy: { kind: "not-sent", because: "answer-missing" },
      preflight: { verdict: "unknown" },
    });
  });
});
