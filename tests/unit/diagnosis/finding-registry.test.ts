import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { REASONS, SEVERITIES } from "#lib/contract/terms.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { ALL_FINDING_CASES } from "./all-finding-cases.ts";
import { diagnosisOf, observedDiagnosis } from "./finding-case.ts";
import { OBSERVED_CASES } from "./observed-cases.ts";
import { PROBED_CASES } from "./probed-cases.ts";

const directory = new URL("../../../lib/diagnosis/findings/", import.meta.url);
const ids: readonly string[] = FINDINGS.map(({ id }) => id);
const diagnoses = [
  ...ALL_FINDING_CASES.map(diagnosisOf),
  ...[...OBSERVED_CASES, ...PROBED_CASES].map(observedDiagnosis),
];

test("ids are permanent names: kebab-case, each once", () => {
  for (const id of ids) expect(id).toMatch(/^[a-z]+(-[a-z0-9]+)*$/);
  expect(new Set(ids).size).toBe(ids.length);
});

test("every file is one finding, named by its id", () => {
  const files = readdirSync(directory).filter((file) => file !== "index.ts");
  expect(files.map((file) => file.replace(/\.ts$/, "")).sort()).toEqual([...ids].sort());
  for (const file of files) {
    expect(readFileSync(new URL(file, directory), "utf8")).toContain(`id: "${file.replace(/\.ts$/, "")}"`);
  }
});

test("every reason is a finding", () => {
  expect(REASONS.filter((reason) => !ids.includes(reason))).toEqual([]);
});

describe.each(FINDINGS)("$id", ({ id, title, about, severity }) => {
  const has = (diagnosis: (typeof diagnoses)[number]) => diagnosis.findings.some((finding) => finding.id === id);

  test("appears in a case, and not in all blocked or all allowed ones", () => {
    expect(diagnoses.some(has)).toBe(true);
    expect(diagnoses.some((diagnosis) => diagnosis.outcome === "blocked" && !has(diagnosis))).toBe(true);
    expect(diagnoses.some((diagnosis) => diagnosis.outcome === "allowed" && !has(diagnosis))).toBe(true);
  });

  test("has a title, a page's worth of text and a severity", () => {
    expect(title).toMatch(/^[A-Z`].*[^.]$/);
    expect(about).toMatch(/^[A-Z`][^]*[.]$/);
    expect(SEVERITIES).toContain(severity);
  });

  test("is told in the words of its definition", () => {
    const findings = diagnoses.flatMap((diagnosis) => diagnosis.findings).filter((finding) => finding.id === id);
    expect(new Set(findings.map((finding) => finding.title))).toEqual(new Set([title]));
    expect(new Set(findings.map(({ docs }) => docs))).toEqual(new Set([`/findings/${id}`]));
  });
});

test("no finding depends on the order in which the registry lists the others", () => {
  for (const diagnosis of diagnoses) {
    const positions = diagnosis.findings.map(
      ({ id, severity }) => SEVERITIES.indexOf(severity) * FINDINGS.length + ids.indexOf(id),
    );
    expect(positions).toEqual([...positions].sort((a, b) => a - b));
  }
});
