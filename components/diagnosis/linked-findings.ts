import type { Evidence, Finding } from "#lib/contract/diagnosis.ts";
import type { SequenceStep } from "./sequence.ts";

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

/** The same for an arrow: what points at the request lights its way there, what points at the answer the way back. */
export function findingsOfStep(
  findings: readonly Finding[],
  { exchange, half, from }: Pick<SequenceStep, "exchange" | "half" | "from">,
): string {
  return findingsWhere(findings, (evidence) => {
    if ("request" in evidence) return from === "page";
    return evidence.exchange === exchange && "requestHeader" in evidence === (half === "request");
  }).join(" ");
}

/** Places in the diagnosis of the findings with an evidence of which the predicate is true. */
export function findingsWhere(
  findings: readonly Finding[],
  points: (evidence: Evidence) => boolean,
): readonly number[] {
  return findings.flatMap((finding, index) => (finding.evidence.some(points) ? [index] : []));
}
