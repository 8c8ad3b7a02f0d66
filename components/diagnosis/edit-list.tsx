import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Diagnosis, Edit } from "#lib/contract/diagnosis.ts";
import { FoldedText } from "#components/text/raw-text.tsx";
import { changesOf, type ChangedLine, type PlaceChanges } from "#lib/render/changed-lines.ts";
import { visibleText } from "#components/text/visible.ts";

const LOOKS = {
  "+": { row: "bg-allowed-tint", mark: "text-allowed", word: "add " },
  "-": { row: "bg-blocked-tint", mark: "text-blocked", word: "remove " },
  " ": { row: "text-ink-soft", mark: "", word: "keep " },
} as const;

/** What a remedy changes, as each header block before and after. */
export function EditList({
  diagnosis,
  edits,
}: {
  readonly diagnosis: Diagnosis;
  readonly edits: readonly Edit[];
}): ReactNode {
  return <ChangeList changes={changesOf(diagnosis, edits)} />;
}

/** Lines that are taken away and added, by place. */
export function ChangeList({ changes }: { readonly changes: readonly PlaceChanges[] }): ReactNode {
  return (
    <dl className="border-t border-line bg-sunken py-2 text-sm">
      {changes.map(({ place, lines }, index) => (
        <div key={index} className="py-1">
          <dt className="px-4 pb-1 text-xs text-ink-soft [overflow-wrap:anywhere]">{visibleText(place)}</dt>
          {lines.map((line, index) => (
            <Line key={index} line={line} />
          ))}
        </div>
      ))}
    </dl>
  );
}

function Line({ line }: { readonly line: ChangedLine }): ReactNode {
  if (line.sign === "…") {
    return (
      <dd className="px-4 ps-9 text-xs text-ink-soft">
        {line.count === 1 ? "… one line unchanged" : `… ${line.count} lines unchanged`}
      </dd>
    );
  }
  const { row, mark, word } = LOOKS[line.sign];
  return (
    <dd className={clsx("grid grid-cols-[1.25rem_minmax(0,1fr)] px-4 py-px", row)}>
      <span className={clsx("wire font-semibold select-none", mark)}>
        <span aria-hidden>{line.sign === "-" ? "−" : line.sign}</span>
        <span className="sr-only">{word}</span>
      </span>
      <span className="min-w-0">
        <FoldedText>{line.text}</FoldedText>
        {line.remark !== null && <span className="ms-2 font-sans text-xs text-ink-soft">{line.remark}</span>}
      </span>
    </dd>
  );
}
