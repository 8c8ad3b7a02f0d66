"use client";

import Link from "next/link";
import type { ReactNode } from "react";

interface Props {
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

export default function ErrorPage({ error, reset }: Props): ReactNode {
  return (
    <div className="max-w-[60ch]" role="alert">
      <h1 className="text-xl font-semibold tracking-tight">Preflight made a mistake</h1>
      <p className="mt-3 text-ink-soft">
        The page could not be built. What was typed into the form is still in the address, and no diagnosis is lost.
        {error.digest !== undefined && (
          <>
            {" "}
            To report it, name <code>{error.digest}</code>.
          </>
        )}
      </p>
      <p className="mt-6 flex flex-wrap gap-2">
        <button type="button" className="button" data-primary onClick={reset}>
          Try again
        </button>
        <Link href="/" prefetch={false} className="button">
          To the form
        </Link>
      </p>
    </div>
  );
}
