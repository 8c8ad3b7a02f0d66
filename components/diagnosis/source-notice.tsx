import { FileInput, Pencil } from "lucide-react";
import type { ReactNode } from "react";
import type { Source } from "#lib/contract/terms.ts";

const NOTICES = {
  supplied: { icon: FileInput, text: "Judged from responses that somebody supplied. Nothing was sent to the server." },
  edited: { icon: Pencil, text: "Judged from edited responses. The server did not answer like this." },
} as const;

/** Says plainly when the answers did not come from the server. */
export function SourceNotice({ source }: { readonly source: Source }): ReactNode {
  if (source === "network") return null;
  const { icon: Icon, text } = NOTICES[source];
  return (
    <p role="note" className="flex items-start gap-2 rounded-md border border-varies bg-varies-tint px-4 py-3 text-sm">
      <Icon aria-hidden size={18} className="mt-0.5 shrink-0 text-varies" />
      {text}
    </p>
  );
}
