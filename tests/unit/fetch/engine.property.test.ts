import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CREDENTIALS_MODES, REDIRECT_MODES, REQUEST_MODES } from "#lib/contract/terms.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { Answer, IncomingResponse } from "#lib/fetch/exchange.ts";
import { getHeader, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { OPAQUE_ORIGIN } from "#lib/fetch/origin.ts";
import { drive, type FinishedRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { corsUnsafeRequestHeaderNames, isCorsSafelistedRequestHeader } from "#lib/fetch/safelisted-request-header.ts";
import { chromium, originOf, standard } from "./fetching.ts";

const latin1 = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 150,
});
const token = fc.stringMatching(/^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,10}$/);
const profile = fc.constantFrom(standard, chromium);

const requestName = fc.oneof(
  fc.mixedCase(
    fc.constantFrom(
      "accept",
      "accept-language",
      "content-type",
      "range",
      "authorization",
      "x-a",
      "dpr",
      "cookie",
      "user-agent",
    ),
  ),
  token,
);
const requestValue = fc.oneof(
  fc.constantFrom("*/*", "en", "text/plain", "application/json", "bytes=0-", "2", "a".repeat(128), ""),
  latin1.map((value) => value.replace(/[\0\r\n]/g, "")),
);
const requestHeaders = fc.array(fc.tuple(requestName, requestValue), { maxLength: 12 });
const url = fc.oneof(
  fc.constantFrom(
    "https://a.test/",
    "https://b.test/x#y",
    "http://b.test/",
    "https://c.test:6000/",
    "data:,a",
    "ftp://b.test/",
    "https://u:p@b.test/",
    "about:blank",
  ),
  fc.webUrl().filter((value) => URL.canParse(value)),
);

const anyRequest: fc.Arbitrary<FetchRequest> = fc.record({
  url,
  origin: fc.constantFrom(originOf("https://a.test"), originOf("http://a.test"), originOf("app://a"), OPAQUE_ORIGIN),
  method: fc.oneof(fc.mixedCase(fc.constantFrom("get", "head", "post", "put", "patch", "delete", "trace")), token),
  headers: requestHeaders,
  credentials: fc.constantFrom(...CREDENTIALS_MODES),
  mode: fc.constantFrom(...REQUEST_MODES, "cors" as const),
  redirect: fc.constantFrom(...REDIRECT_MODES, "follow" as const),
  initiator: fc.constant("fetch"),
  body: fc.constantFrom("none", "text", "stream"),
  useCorsPreflight: fc.boolean(),
});

const line = (name: string, ...values: readonly string[]): fc.Arbitrary<HeaderLine> =>
  fc.tuple(fc.mixedCase(fc.constant(name)), fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...values) }, latin1));
const responseHeaders: fc.Arbitrary<HeaderLine[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: line("access-control-allow-origin", "*", "https://a.test", "null") },
    { weight: 2, arbitrary: line("access-control-allow-credentials", "true") },
    { weight: 2, arbitrary: line("access-control-allow-methods", "*", "PUT, DELETE", "get") },
    { weight: 2, arbitrary: line("access-control-allow-headers", "*", "x-a, authorization", "range") },
    line("access-control-max-age", "0", "600", "-1"),
    line("access-control-expose-headers", "*", "x-a"),
    line("cross-origin-resource-policy", "same-origin", "same-site"),
    {
      weight: 2,
      arbitrary: line("location", "https://b.test/", "https://a.test/", "/x", "data:,a", "https://u@c.test/"),
    },
    fc.tuple(latin1, latin1),
  ),
  { maxLength: 10 },
);
const anyResponse: fc.Arbitrary<IncomingResponse> = fc.record({
  kind: fc.constant("response"),
  status: fc.oneof(fc.constantFrom(200, 204, 302, 303, 307, 404), fc.integer({ min: 0, max: 999 })),
  headers: responseHeaders,
});
const anyAnswer: fc.Arbitrary<Answer> = fc.oneof(
  { weight: 20, arbitrary: anyResponse },
  fc.constant({ kind: "failure", phase: "connect", code: "connection-reset" } as const),
  fc.constant({ kind: "not-sent", because: "planning" } as const),
);

/** Answers in turn, the last one for ever. */
function answering(request: FetchRequest, answers: readonly Answer[], browser: typeof standard): FinishedRun {
  let index = 0;
  return drive(corsFetch(request, browser), () => {
    if (index >= 64) throw new Error("more than 64 requests");
    return answers[Math.min(index++, answers.length - 1)]!;
  });
}

const answers = fc.array(anyAnswer, { minLength: 1, maxLength: 6 });
const responses = fc.array(anyResponse, { minLength: 1, maxLength: 6 });

const withHeaders = (list: readonly IncomingResponse[], change: (headers: HeaderList) => HeaderList) =>
  list.map((response) => ({ ...response, headers: change(response.headers) }));

/** All that a run decides, without the words of the trace. */
function decisionsOf({ outcome, steps }: FinishedRun) {
  return {
    outcome: outcome.outcome,
    error: outcome.error,
    readable: {
      ...outcome.readable,
      headers: [...outcome.readable.headers].sort(),
      hidden: [...outcome.readable.hidden].sort(),
    },
    preflight: outcome.preflight,
    cache: outcome.preflightCacheSeconds,
    trace: outcome.trace.map(({ algorithm, step, exchange, outcome: stepOutcome }) => [
      algorithm,
      step,
      exchange,
      stepOutcome,
    ]),
    sent: steps.map(({ request }) => request),
  };
}

describe("for every request and all answers, the engine", () => {
  test("ends within 64 requests, and its outcome is of one piece", () => {
    fc.assert(
      fc.property(anyRequest, answers, profile, (request, list, browser) => {
        const { outcome, steps } = answering(request, list, browser);
        expect(outcome.error !== null).toBe(outcome.outcome === "blocked");
        expect(outcome.stoppedBy !== null).toBe(["unreachable", "undetermined"].includes(outcome.outcome));
        expect(outcome.readable.type === "error").toBe(outcome.error !== null || outcome.stoppedBy !== null);
        expect(outcome.preflight.needed).toBe(steps.some(({ request: { role } }) => role === "preflight"));
        expect(outcome.trace.every(({ exchange }) => exchange === null || exchange < steps.length)).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test("fails at the last step of its trace exactly when it is blocked or a preflight has no answer", () => {
    fc.assert(
      fc.property(anyRequest, answers, profile, (request, list, browser) => {
        const { outcome, steps } = answering(request, list, browser);
        const preflightUnanswered = outcome.stoppedBy !== null && steps.at(-1)?.request.role === "preflight";
        const failed = outcome.trace.findIndex((entry) => entry.outcome === "fail");
        const isBlocked = outcome.outcome === "blocked" || preflightUnanswered;
        expect(failed).toBe(isBlocked ? outcome.trace.length - 1 : -1);
        if (outcome.error !== null && outcome.error.exchange !== null) {
          expect(outcome.trace[failed]?.exchange).toBe(outcome.error.exchange);
          expect(outcome.error.exchange).toBe(steps.length - 1);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("does not care for the case of the names in a response", () => {
    fc.assert(
      fc.property(
        anyRequest,
        responses,
        profile,
        fc.constantFrom("toLowerCase", "toUpperCase"),
        (request, list, browser, change) => {
          const recased = withHeaders(list, (headers) =>
            headers.map(([name, value]) => [name.replace(/[a-z]+/gi, (letters) => letters[change]()), value]),
          );
          expect(decisionsOf(answering(request, recased, browser))).toEqual(
            decisionsOf(answering(request, list, browser)),
          );
        },
      ),
    );
  });

  test("does not care for the order of different names in a response", () => {
    fc.assert(
      fc.property(anyRequest, responses, profile, (request, list, browser) => {
        const byName = withHeaders(list, (headers) =>
          [...headers].sort(([a], [b]) =>
            a.toLowerCase() < b.toLowerCase() ? 1 : a.toLowerCase() > b.toLowerCase() ? -1 : 0,
          ),
        );
        expect(decisionsOf(answering(request, byName, browser))).toEqual(
          decisionsOf(answering(request, list, browser)),
        );
      }),
    );
  });

  test("asks in a preflight for the method and the unsafe names of the request that follows", () => {
    fc.assert(
      fc.property(anyRequest, responses, profile, (request, list, browser) => {
        const { steps } = answering({ ...request, mode: "cors" }, list, browser);
        for (const [index, step] of steps.entries()) {
          if (step.request.role !== "preflight") continue;
          const names = getHeader(step.request.headers, "access-control-request-headers")?.split(",") ?? [];
          expect(names).toEqual([...new Set(names)].sort());
          const actual = steps[index + 1]?.request;
          if (actual === undefined) continue;
          expect(actual.role).toBe("actual");
          expect(actual.preflighted).toBe(true);
          expect(actual.url).toBe(step.request.url);
          expect(getHeader(step.request.headers, "access-control-request-method")).toBe(actual.method);
          expect(getHeader(step.request.headers, "origin")).toBe(getHeader(actual.headers, "origin"));
          // On the wire repeated lines are one; only Chromium has made them one before it looked at the safelist.
          if (browser !== chromium) continue;
          const sent = actual.headers.filter(([name]) => name !== "Origin");
          expect(names).toEqual(corsUnsafeRequestHeaderNames(sent, browser));
        }
      }),
      { numRuns: 500 },
    );
  });

  test("reaches no verdict but the constructor's when it is only asked what it would send", () => {
    fc.assert(
      fc.property(anyRequest, profile, (request, browser) => {
        const finished = answering(request, [{ kind: "not-sent", because: "planning" }], browser);
        expect(finished.steps.length).toBe(finished.outcome.outcome === "undetermined" ? 1 : 0);
      }),
    );
  });
});

describe("the safelist", () => {
  test("never gets an unsafe name back by a further header", () => {
    fc.assert(
      fc.property(requestHeaders, fc.tuple(requestName, requestValue), profile, (headers, more, browser) => {
        const before = corsUnsafeRequestHeaderNames(headers, browser);
        const after = corsUnsafeRequestHeaderNames([...headers, more], browser);
        expect(after).toEqual(expect.arrayContaining(before));
      }),
    );
  });

  test("does not depend on the order of the headers or the case of their names", () => {
    fc.assert(
      fc.property(requestHeaders, profile, (headers, browser) => {
        const changed = headers.map(([name, value]) => [name.toUpperCase(), value] as const).reverse();
        expect(corsUnsafeRequestHeaderNames(changed, browser)).toEqual(corsUnsafeRequestHeaderNames(headers, browser));
      }),
    );
  });

  test("keeps every part of a value of Accept or a language that it has", () => {
    const name = fc.constantFrom("Accept", "Accept-Language", "Content-Language");
    const value = fc.stringMatching(/^[a-z0-9 ,;=*.-]{0,128}$/);
    fc.assert(
      fc.property(name, value, fc.nat(128), fc.nat(128), profile, (header, whole, start, end, browser) => {
        expect(isCorsSafelistedRequestHeader([header, whole], browser)).toBe(true);
        expect(isCorsSafelistedRequestHeader([header, whole.slice(start, end)], browser)).toBe(true);
      }),
    );
  });
});
