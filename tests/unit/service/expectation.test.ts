import { describe, expect, test } from "vitest";
import type { BrowserVerdict, Diagnosis } from "#lib/contract/diagnosis.ts";
import type { Reason } from "#lib/contract/terms.ts";
import { meetsExpectation } from "#lib/service/expectation.ts";

function verdict(reason: Reason | null, outcome: BrowserVerdict["outcome"] = "blocked"): BrowserVerdict {
  return {
    outcome: reason === null && outcome === "blocked" ? "allowed" : outcome,
    reason,
    exchanges: [],
    console: { reason: null, also: [] },
    exception: null,
    preflightCacheSeconds: null,
  };
}

const ALLOWED = verdict(null);
const MISSING = verdict("allow-origin-missing");

describe("an expectation", () => {
  test.each<{ name: string; browsers: Diagnosis["browsers"]; expected: string; met: boolean }>([
    {
      name: "allowed everywhere",
      browsers: { chromium: ALLOWED, firefox: ALLOWED, webkit: ALLOWED },
      expected: "allowed",
      met: true,
    },
    {
      name: "allowed in all but one",
      browsers: { chromium: ALLOWED, firefox: MISSING },
      expected: "allowed",
      met: false,
    },
    {
      name: "blocked in all but one",
      browsers: { chromium: ALLOWED, firefox: MISSING },
      expected: "blocked",
      met: false,
    },
    {
      name: "blocked everywhere, for different reasons",
      browsers: { chromium: MISSING, firefox: verdict("preflight-redirect") },
      expected: "blocked",
      met: true,
    },
    {
      name: "a reason that one browser has",
      browsers: { chromium: ALLOWED, firefox: MISSING },
      expected: "allow-origin-missing",
      met: true,
    },
    {
      name: "a reason that no browser has",
      browsers: { chromium: MISSING },
      expected: "allow-origin-mismatch",
      met: false,
    },
    {
      name: "the standard is not a browser: its reason does not count",
      browsers: { standard: MISSING, chromium: ALLOWED },
      expected: "allow-origin-missing",
      met: false,
    },
    {
      name: "the standard is not a browser: its block does not count",
      browsers: { standard: MISSING, chromium: ALLOWED },
      expected: "allowed",
      met: true,
    },
    { name: "opaque is not allowed", browsers: { chromium: verdict(null, "opaque") }, expected: "allowed", met: false },
    {
      name: "unreachable is not blocked",
      browsers: { chromium: verdict(null, "unreachable") },
      expected: "blocked",
      met: false,
    },
  ])("$name: $expected is met: $met", ({ browsers, expected, met }) => {
    expect(meetsExpectation({ browsers }, expected)).toEqual({ expectation: { met } });
  });
});
