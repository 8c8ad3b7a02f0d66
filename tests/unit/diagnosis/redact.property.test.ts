import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { buildDiagnosis } from "#lib/diagnosis/build-diagnosis.ts";
import { observe, type ObservedRecord } from "#lib/diagnosis/observe.ts";
import { Redactor } from "#lib/diagnosis/redact.ts";
import { renderText } from "#lib/render/text.ts";
import { secretRuns } from "./secret-runs.ts";

const redact = (record: ObservedRecord) => new Redactor().record(record);

function verdictsOf(record: ObservedRecord) {
  return [...observe(record).runs].map(([name, { outcome, exchangeOfStep }]) => ({
    name,
    outcome: outcome.outcome,
    reason: outcome.error?.reason ?? null,
    stoppedBy: outcome.stoppedBy,
    exchangeOfStep,
    steps: outcome.trace.map(({ algorithm, step, outcome }) => `${algorithm} ${step} ${outcome}`),
    preflight: outcome.preflight,
    readable: outcome.readable,
  }));
}

describe("a redacted record", () => {
  test("holds no secret in any spelling, and neither does what is made of it", () => {
    fc.assert(
      fc.property(secretRuns, ({ secrets, record }) => {
        const redacted = redact(record);
        const diagnosis = buildDiagnosis(observe(redacted), "network", { bodyBytes: 0, cookiesSent: true });
        const outputs = [JSON.stringify(redacted), JSON.stringify(diagnosis), renderText(diagnosis)];
        // The part that every spelling has in common.
        const leaked = secrets
          .map((secret) => secret.slice(0, 11))
          .filter((secret) => outputs.some((text) => text.includes(secret)));
        expect(leaked).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  test("has the same verdicts as the raw one, in every engine and step by step", () => {
    fc.assert(
      fc.property(secretRuns, ({ record }) => {
        expect(verdictsOf(redact(record))).toEqual(verdictsOf(record));
      }),
      { numRuns: 150 },
    );
  });

  test("is not changed by redacting it again", () => {
    fc.assert(
      fc.property(secretRuns, ({ record }) => {
        const redacted = redact(record);
        expect(redact(redacted)).toEqual(redacted);
      }),
    );
  });
});

test("the runs reach every outcome and more than one redirect", () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(secretRuns, ({ record }) => {
      const { outcome } = observe(record).main;
      seen.add(outcome.outcome).add(`${String(outcome.urlList.length)} URLs`);
      if (outcome.error !== null) seen.add(outcome.error.reason);
    }),
    { numRuns: 150 },
  );
  for (const each of ["allowed", "blocked", "opaque", "3 URLs", "url-with-credentials", "allow-origin-missing"]) {
    expect(seen).toContain(each);
  }
});

test.each([
  ["only in a secret parameter", "?token=first-secret", "?token=second-secret"],
  ["only in the part of a path that repeats a secret", "/echo/secret-one-1", "/echo/secret-two-2"],
])("two URLs that differ %s stay two requests", (_where, first, second) => {
  const headers = [
    ["Cookie", "a=secret-one-1"],
    ["X-Api-Key", "secret-two-2"],
  ] as const;
  const redactor = new Redactor();
  redactor.headers(headers);
  const urls = [first, second].map((path) => redactor.url(new URL(path, "https://api.example/").href));
  expect(new Set(urls).size).toBe(2);
});
