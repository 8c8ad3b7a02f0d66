import { describe, expect, test } from "vitest";
import { EDGE_CASES, NOT_EXPRESSIBLE } from "./edge-cases.ts";
import { chromium, run, standard, verdictOf, wireOf } from "./fetching.ts";

describe("the Fetch standard", () => {
  test.each(EDGE_CASES)("$number: $title: $standard", (row) => {
    const finished = run(row.request, row.answers, standard);
    expect(verdictOf(finished)).toBe(row.standard);
    if (row.wire) expect(wireOf(finished)).toEqual(row.wire);
    if (row.exposes) expect(exposedBy(finished)).toEqual(row.exposes);
  });
});

describe("Chromium", () => {
  test.each(EDGE_CASES)("$number: $title", (row) => {
    const finished = run(row.request, row.answers, chromium);
    expect(verdictOf(finished)).toBe(row.chromium ?? row.standard);
    const wire = row.chromiumWire ?? row.wire;
    if (wire) expect(wireOf(finished)).toEqual(wire);
    if (row.exposes) expect(exposedBy(finished)).toEqual(row.exposes);
  });
});

describe("the table", () => {
  test("has every number from 1 to 115, or says why not", () => {
    const numbers = new Set([...EDGE_CASES.map(({ number }) => number), ...Object.values(NOT_EXPRESSIBLE).flat()]);
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 115 }, (_, index) => index + 1));
  });

  test("has no number among both", () => {
    const excused = Object.values(NOT_EXPRESSIBLE).flat();
    expect(EDGE_CASES.filter(({ number }) => excused.includes(number))).toEqual([]);
  });

  test("has no title twice under one number", () => {
    const keys = EDGE_CASES.map(({ number, title }) => `${String(number)}: ${title}`);
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
  });
});

function exposedBy({ outcome }: ReturnType<typeof run>): readonly string[] {
  return outcome.readable.headers;
}
