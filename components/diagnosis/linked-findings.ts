import type { Evidence, Finding } from "#lib/contract/diagnosis.ts";

/** The id of the element that shows the finding at that place in the diagnosis. */
export function findingElementId(index: number): string {
  return `finding-${index + 1}`;
}

/** The id of the element that shows the exchange. */
export function exchangeElementId(index: number): string {
  return `exchange-${index + 1}`;
}

/** Space-separated numbers of the findings that point into an exchange, for `data-findings`. */
export function linkedFindings(findings: readonly Finding[], exchange: number | null): string {
  if (exchange === null) return "";
  return findingsWhere(findings, (evidence) => "exchange" in evidence && evidence.exchange === exchange).join(" ");
}

/** Places in the diagnosis of the findings with an evidence of which the predicate is true. */
export function findingsWhere(
  findings: readonly Finding[],
  points: (evidence: Evidence) => boolean,
): readonly number[] {
  return findings.flatMap((finding, index) => (finding.evidence.some(points) ? [index] : []));
}
