import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Finding } from "#lib/contract/diagnosis.ts";
import { findingElementId } from "#components/diagnosis/linked-findings.ts";
import { SEVERITY_LOOKS } from "#components/outcome/severity-mark.tsx";
import { Prose } from "#components/text/prose.tsx";

/** What a finding says of its case. The marked lines of the evidence lead here. */
export function Explanations({ findings }: { readonly findings: readonly Finding[] }): ReactNode {
  return findings.map(({ explanation, severity }, index) => (
    <div
      key={index}
      id={findingElementId(index)}
      className={clsx("panel border-s-3 px-4 py-3", SEVERITY_LOOKS[severity].edge)}
    >
      <p className="max-w-[75ch]">
        <Prose>{explanation}</Prose>
      </p>
    </div>
  ));
}
