import { describe, expect, test } from "vitest";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { LAB_SCENARIOS } from "#lib/lab/catalog.ts";
import { diagnosisOf } from "#tests/unit/diagnosis/finding-case.ts";
import { diagnosisOfRow, diagnosisOfScenario } from "./diagnose.ts";
import type { Shown } from "./field/situation.ts";
import { FIELD_SITUATIONS } from "./field-situations.ts";
import { corpus } from "./situations.ts";

function diagnose(shown: Shown): Diagnosis | Promise<Diagnosis> {
  if ("given" in shown) return diagnosisOf(shown.given);
  if ("lab" in shown) return diagnosisOfScenario(found(LAB_SCENARIOS, shown.lab));
  return diagnosisOfRow(found(corpus.cases, shown.row));
}

function found<T extends { readonly id: string }>(all: readonly T[], id: string): T {
  const one = all.find((each) => each.id === id);
  if (one === undefined) throw new Error(`There is no ${id}`);
  return one;
}

const inWords = (shown: Shown) =>
  "lab" in shown ? `the lab's ${shown.lab}` : "row" in shown ? `row ${shown.row}` : shown.name;

const cases = FIELD_SITUATIONS.flatMap(({ number, situation, shown }) =>
  shown.map((each) => [number, situation, inWords(each), each.first ?? "nothing", each] as const),
);

describe("what people meet", () => {
  test.each(cases)("%i: %s (%s) says %s first", async (_number, _situation, _words, _first, shown) => {
    const { findings, outcome } = await diagnose(shown);
    expect(findings[0]?.id ?? null).toBe(shown.first);
    if (shown.allowed) {
      expect(["allowed", "opaque"]).toContain(outcome);
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    } else {
      expect(["blocked", "unreachable", "varies"]).toContain(outcome);
      expect(findings[0]?.severity).toBe("error");
    }
  });

  test("is 88 situations, each of them once and in order", () => {
    expect(FIELD_SITUATIONS.map(({ number }) => number)).toEqual(Array.from({ length: 88 }, (_, index) => index + 1));
    expect(new Set(FIELD_SITUATIONS.map(({ situation }) => situation)).size).toBe(88);
  });

  test.each(FIELD_SITUATIONS.filter(({ shown }) => shown.length === 0))(
    "$number: $situation is not shown, because $notByServer",
    ({ notByServer }) => {
      expect(notByServer).toMatch(/^.{40,}[^.]$/);
    },
  );
});

describe("what else the lab stages", () => {
  const shown = new Set(FIELD_SITUATIONS.flatMap((each) => each.shown.map((one) => ("lab" in one ? one.lab : ""))));

  test.each(LAB_SCENARIOS.filter(({ id }) => !shown.has(id)))(
    "$id has its reason among its errors",
    async (scenario) => {
      const { expected } = scenario;
      const { findings } = await diagnosisOfScenario(scenario);
      const errors = findings.filter(({ severity }) => severity === "error").map(({ id }) => id);
      if (expected.outcome === "blocked") expect(errors).toContain(expected.reason);
      else expect(errors).toEqual([]);
    },
  );
});
