import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";

/** A part of the page behind its title. */
export function Fold({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <details className="printed-open panel group/part overflow-hidden">
      <summary className="flex list-none items-center gap-2 px-3 py-2.5 text-sm font-medium hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={16} className="text-ink-soft transition-transform group-open/part:rotate-90" />
        {title}
      </summary>
      <div className="border-t border-line">{children}</div>
    </details>
  );
}
