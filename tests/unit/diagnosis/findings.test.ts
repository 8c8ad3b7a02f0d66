import { describe, expect, test } from "vitest";
import { diagnosisSchema, type Diagnosis, type Evidence } from "#lib/contract/diagnosis.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { equalsByteCaseInsensitive } from "#lib/fetch/header-list.ts";
import { ALL_FINDING_CASES } from "./all-finding-cases.ts";
import { diagnosisOf, observedDiagnosis, type FindingCase } from "./finding-case.ts";
import { OBSERVED_CASES } from "./observed-cases.ts";
import { PROBED_CASES } from "./probed-cases.ts";

const causes: ReadonlySet<string> = new Set(FINDINGS.filter(({ isCause }) => isCause).map(({ id }) => id));

interface Row {
  readonly name: string;
  readonly want: FindingCase["want"];
  readonly diagnose: () => Diagnosis;
}

const rows: readonly Row[] = [
  ...ALL_FINDING_CASES.map((each) => ({
    ...each,
    diagnose: () => diagnosisOf(each),
  })),
  ...[...OBSERVED_CASES, ...PROBED_CASES].map((each) => ({ ...each, diagnose: () => observedDiagnosis(each) })),
];

/** What a pointer leads to; undefined when it leads nowhere. */
function pointedAt({ exchanges, request }: Diagnosis, pointer: Evidence): unknown {
  if ("request" in pointer) {
    return pointer.index === undefined ? pointer.request : request.headers[pointer.index];
  }
  const exchange = exchanges[pointer.exchange];
  if ("header" in pointer) return exchange?.response?.headers[pointer.header];
  if ("requestHeader" in pointer) return exchange?.request.headers[pointer.requestHeader];
  if ("status" in pointer) return exchange?.response?.status;
  if ("body" in pointer) return exchange?.response?.bodyStart ?? undefined;
  if ("failure" in pointer) return exchange?.failure ?? undefined;
  const isThere = exchange?.response?.headers.some(([name]) => equalsByteCaseInsensitive(name, pointer.missing));
  return isThere === false ? pointer.missing : undefined;
}

describe.each(rows)("$name", ({ want, diagnose }) => {
  const diagnosis = diagnose();

  test("the outcome and all findings, in order", () => {
    const { outcome, findings } = diagnosis;
    expect({ outcome, findings: findings.map(({ id }) => id) }).toEqual({
      outcome: want.outcome,
      findings: want.findings,
    });
    if (want.evidence) expect(findings[0]?.evidence).toEqual(want.evidence);
    for (const text of want.says ?? []) expect(findings[0]?.explanation).toContain(text);
    for (const text of want.neverSays ?? []) expect(findings[0]?.explanation).not.toContain(text);
  });

  test("every pointer leads to what it says", () => {
    for (const { id, evidence } of diagnosis.findings) {
      expect(evidence, id).not.toHaveLength(0);
      for (const pointer of evidence) expect(pointedAt(diagnosis, pointer), JSON.stringify(pointer)).toBeDefined();
    }
  });

  test("a cause that is not CORS comes before the browser's reason", () => {
    const errors = diagnosis.findings.filter(({ severity }) => severity === "error").map(({ id }) => causes.has(id));
    expect(errors).toEqual([...errors].sort((a, b) => Number(b) - Number(a)));
  });

  test("blocked if and only if an error explains it", () => {
    const explains = diagnosis.findings.filter(({ id, severity }) => severity === "error" && !causes.has(id));
    const reasons = Object.entries(diagnosis.browsers).flatMap(([name, { reason }]) =>
      name === "standard" || reason === null ? [] : [reason],
    );
    expect(new Set(explains.map(({ id }) => id))).toEqual(new Set(reasons));
    if (diagnosis.outcome === "blocked") expect(reasons).toContain(diagnosis.reason);
  });

  test("the summary is one paragraph, and no text has a hole in it", () => {
    const texts = [diagnosis.summary, ...diagnosis.findings.map(({ explanation }) => explanation)];
    for (const text of texts) {
      expect(text).toMatch(/^[^\n]+[.]$/);
      expect(text).not.toMatch(/undefined|\[object|``|NaN|\(status 0\)/);
    }
  });

  test("the JSON is of the wire format, and the same every time", () => {
    const json = JSON.stringify(diagnosis);
    expect(JSON.parse(json)).toStrictEqual(diagnosis);
    expect(diagnosisSchema.parse(JSON.parse(json))).toStrictEqual(diagnosis);
    expect(JSON.stringify(diagnose())).toBe(json);
  });
});

test("no two cases have the same name", () => {
  expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length);
});
