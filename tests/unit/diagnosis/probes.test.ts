import { describe, expect, test } from "vitest";
import { observedDiagnosis } from "./finding-case.ts";
import { PROBED_CASES } from "./probed-cases.ts";

describe.each(PROBED_CASES)("$name", (each) => {
  const diagnosis = observedDiagnosis(each);
  const probes = diagnosis.exchanges.filter(({ role }) => role === "probe");

  test("asks this and nothing else", () => {
    expect(each.record.probes.asked.map(({ id }) => id)).toEqual(each.asks);
    expect(probes).toHaveLength(each.asks.length);
  });

  test("every probe says what it asks and what came of it", () => {
    for (const { purpose, conclusion } of probes) {
      expect(purpose).toMatch(/^Asks .*[.]$/);
      expect(conclusion).toMatch(/^[A-Z].*[.]$/);
      expect(`${purpose} ${conclusion}`).not.toMatch(/undefined|\[object|``|null/);
    }
  });

  test("every probe leads to a finding, or says that it is ruled out or not known, or what it narrows down", () => {
    const pointedAt = diagnosis.findings.flatMap(({ evidence }) =>
      evidence.flatMap((pointer) => ("exchange" in pointer ? [pointer.exchange] : [])),
    );
    for (const [index, { role, conclusion }] of diagnosis.exchanges.entries()) {
      if (role !== "probe" || pointedAt.includes(index)) continue;
      expect(conclusion).toMatch(
        /^(Ruled out|Not known|This is accepted|The server refuses the method|At least one|Without|This origin|The answer still)/,
      );
    }
  });
});
