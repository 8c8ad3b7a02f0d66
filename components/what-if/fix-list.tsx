import { Wand2 } from "lucide-react";
import type { ReactNode } from "react";
import type { Diagnosis, Remedy } from "#lib/contract/diagnosis.ts";
import { EditList } from "#components/diagnosis/edit-list.tsx";
import { Prose } from "#components/text/prose.tsx";

/** What is still needed with the answers as they stand, each to be put in with one press. */
export function FixList({
  diagnosis,
  onApply,
}: {
  readonly diagnosis: Diagnosis;
  readonly onApply: (remedy: Remedy) => void;
}): ReactNode {
  if (diagnosis.remedies.length === 0) return null;
  return (
    <div className="space-y-3">
      <h3 className="font-semibold">What would fix it</h3>
      <ul className="list-none space-y-4">
        {diagnosis.remedies.map((remedy, index) => (
          <li key={index} className="panel overflow-hidden">
            <div className="space-y-3 px-4 py-3 text-sm">
              <p className="font-medium [overflow-wrap:anywhere]">
                <Prose>{`${remedy.by === "server" ? "On the server" : "In the page"}: ${remedy.title}`}</Prose>
              </p>
              <button
                type="button"
                className="button"
                onClick={() => {
                  onApply(remedy);
                }}
              >
                <Wand2 aria-hidden size={15} />
                Apply this fix<span className="sr-only">, number {index + 1}</span>
              </button>
            </div>
            <EditList diagnosis={diagnosis} edits={remedy.edits} />
          </li>
        ))}
      </ul>
    </div>
  );
}
