import { FileInput, Pencil } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { differencesBetween } from "./differences.ts";
import { ChangeList } from "./edit-list.tsx";

const NOTICES = {
  supplied: { icon: FileInput, text: "Judged from responses that somebody supplied. Nothing was sent to the server." },
  edited: { icon: Pencil, text: "Judged from edited responses. The server did not answer like this." },
} as const;

/** Says plainly when the answers did not come from the server, and how they differ from those that did. */
export function SourceNotice({
  diagnosis,
  original,
}: {
  readonly diagnosis: Diagnosis;
  readonly original: Diagnosis | null;
}): ReactNode {
  const { source, editedFrom } = diagnosis;
  if (source === "network") return null;
  const { icon: Icon, text } = NOTICES[source];
  return (
    <div className="rounded-md border border-varies bg-varies-tint text-sm">
      <div role="note" className="flex items-start gap-2 px-4 py-3">
        <Icon aria-hidden size={18} className="mt-0.5 shrink-0 text-varies" />
        <p className="min-w-0">
          {text}
          {editedFrom !== undefined && original !== null && (
            <>
              {" "}
              <Link href={`/d/${editedFrom}`} prefetch={false} className="link">
                See what was diagnosed before the edits
              </Link>
            </>
          )}
          {editedFrom !== undefined && original === null && " What was diagnosed before the edits is gone."}
        </p>
      </div>
      {original !== null && <Differences original={original} edited={diagnosis} />}
    </div>
  );
}

function Differences({ original, edited }: { readonly original: Diagnosis; readonly edited: Diagnosis }): ReactNode {
  const changes = differencesBetween(original, edited);
  if (changes.length === 0) return <p className="px-4 pb-3">No line differs from those answers.</p>;
  return (
    <details open className="overflow-hidden rounded-b-md">
      <summary className="px-4 pb-3 font-medium">The lines that differ</summary>
      <ChangeList changes={changes} />
    </details>
  );
}
