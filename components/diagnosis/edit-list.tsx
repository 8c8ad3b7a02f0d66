import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Diagnosis, Edit } from "#lib/contract/diagnosis.ts";
import { FoldedText } from "#components/text/raw-text.tsx";
import { changesOf, type ChangedLine } from "./changed-lines.ts";

/** The lines that a remedy takes away and adds, by the place where they stand. */
export function EditList({
  diagnosis,
  edits,
}: {
  readonly diagnosis: Diagnosis;
  readonly edits: readonly Edit[];
}): ReactNode {
  return (
    <dl className="border-t border-line bg-sunken py-2 text-sm">
      {changesOf(diagnosis, edits).map(({ place, lines }) => (
        <div key={place} className="py-1">
          <dt className="px-4 text-xs text-ink-soft">{place}</dt>
          {lines.map((line, index) => (
            <Line key={index} line={line} />
          ))}
        </div>
      ))}
    </dl>
  );
}

function Line({ line: { sign, text, remark } }: { readonly line: ChangedLine }): ReactNode {
  const isAdded = sign === "+";
  return (
    <dd
      className={clsx(
        "grid grid-cols-[1.25rem_minmax(0,1fr)] px-4 py-px",
        isAdded ? "bg-allowed-tint" : "bg-blocked-tint",
      )}
    >
      <span className={clsx("wire select-none", isAdded ? "text-allowed" : "text-blocked")}>
        <span aria-hidden>{sign}</span>
        <span className="sr-only">{isAdded ? "add " : "remove "}</span>
      </span>
      <span className="min-w-0">
        <FoldedText>{text}</FoldedText>
        {remark !== null && <span className="ms-2 font-sans text-xs text-ink-soft">{remark}</span>}
      </span>
    </dd>
  );
}
