import { describe, expect, test } from "vitest";
import { REASONS, type Reason } from "#lib/contract/terms.ts";
import { SPEC } from "#lib/fetch/spec.ts";
import { EDGE_CASES } from "./edge-cases.ts";
import { chromium, failedStepOf, run, standard, verdictOf } from "./fetching.ts";
import { REASON_CASES } from "./reason-cases.ts";

/** Reasons that no profile can produce; none. */
const UNREACHABLE: readonly Reason[] = [];

describe.each([standard, chromium])("$name", (profile) => {
  const rows = REASONS.map((reason) => ({ reason, ...REASON_CASES[reason] }));

  test.each(rows.filter(({ passesIn }) => !passesIn?.includes(profile.name)))(
    "is blocked with $reason at $step",
    ({ reason, request, answers, step, exchange, circumstances }) => {
      const finished = run(request, answers, profile);
      expect({ verdict: verdictOf(finished), step: failedStepOf(finished) }).toEqual({ verdict: reason, step });
      const url = finished.outcome.urlList.at(-1);
      expect(finished.outcome.error).toEqual({ reason, exchange, url, ...circumstances });
      expect(finished.outcome.readable).toEqual({ type: "error", status: false, body: false, headers: [], hidden: [] });
    },
  );

  const passing = rows.filter(({ passesIn }) => passesIn?.includes(profile.name));
  test.runIf(passing.length > 0).each(passing)("lets pass what elsewhere is $reason", ({ request, answers }) => {
    expect(verdictOf(run(request, answers, profile))).toBe("allowed");
  });
});

/** Without CORS, a scheme is judged by scheme fetch. */
const CUSTOM_SCHEME_WITHOUT_CORS = { request: { mode: "no-cors", url: "custom:path" }, answers: {} } as const;
/** XMLHttpRequest refuses methods in a step of its own. */
const TRACE_BY_XHR = { request: { initiator: "xhr", method: "TRACE" }, answers: {} } as const;

describe("the tables of this suite", () => {
  const runs = [...Object.values(REASON_CASES), ...EDGE_CASES, CUSTOM_SCHEME_WITHOUT_CORS, TRACE_BY_XHR].flatMap(
    ({ request, answers }) => [standard, chromium].map((profile) => run(request, answers, profile)),
  );

  test("produce every reason but those that no profile can produce", () => {
    const produced = new Set(runs.flatMap(({ outcome }) => outcome.error?.reason ?? []));
    expect(REASONS.filter((reason) => !produced.has(reason))).toEqual(UNREACHABLE);
  });

  test("reach every algorithm of the standard that the engine transcribes", () => {
    const reached = new Set(runs.flatMap(({ outcome }) => outcome.trace.map(({ algorithm }) => algorithm)));
    expect([...reached].sort()).toEqual(Object.keys(SPEC).sort());
  });

  test("point from every algorithm to a place of the standard of its own", () => {
    expect(new Set(Object.values(SPEC)).size).toBe(Object.keys(SPEC).length);
    expect(Object.values(SPEC).filter((url) => new URL(url).hash.length < 2)).toEqual([]);
  });
});
