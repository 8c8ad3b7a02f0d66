import Link from "next/link";
import type { ReactNode } from "react";

/** A page with nothing on it, which says why and where to go. */
export function DeadEnd({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <div className="max-w-[60ch]">
      <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
      <p className="mt-3 text-ink-soft">{children}</p>
      <p className="mt-6 flex flex-wrap gap-2">
        <Link href="/" prefetch={false} className="button" data-primary>
          Diagnose a request
        </Link>
      </p>
    </div>
  );
}
