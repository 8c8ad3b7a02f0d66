import type { Diagnosis } from "#lib/contract/diagnosis.ts";

/**
 * Whether the diagnosis is what the caller expects: allowed or blocked has to hold in every browser, a reason in any.
 * Nothing when nothing is expected.
 */
export function meetsExpectation(
  { browsers }: Pick<Diagnosis, "browsers">,
  expected: string | undefined,
): Pick<Diagnosis, "expectation"> {
  if (expected === undefined) return {};
  const verdicts = Object.entries(browsers).flatMap(([name, verdict]) => (name === "standard" ? [] : [verdict]));
  const met =
    expected === "allowed" || expected === "blocked"
      ? verdicts.every(({ outcome }) => outcome === expected)
      : verdicts.some(({ reason }) => reason === expected);
  return { expectation: { met } };
}
