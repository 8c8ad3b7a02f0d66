import Link from "next/link";
import type { ReactNode } from "react";
import type { Problem } from "#lib/contract/diagnosis.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { Prose } from "#components/text/prose.tsx";

/** Everything that blocks, in the order in which a browser would come to it. It shows only the first. */
export function ProblemList({ problems }: { readonly problems: readonly Problem[] }): ReactNode {
  return (
    <ol className="panel list-decimal divide-y divide-line ps-8 text-sm marker:text-ink-soft">
      {problems.map(({ id, browser, explanation, assumed }, index) => (
        <li key={index} className="py-3 ps-2 pe-4">
          <p className="text-xs text-ink-soft">{whenShown(BROWSER_NAMES[browser], index, assumed)}</p>
          <p className="mt-1">
            {assumed ? <Prose>{`If that answer says nothing of CORS: ${id}.`}</Prose> : <Prose>{explanation}</Prose>}
          </p>
          <p className="mt-1">
            <Link href={`/findings/${id}`} prefetch={false} className="link">
              About <code className="text-[0.92em] [overflow-wrap:anywhere]">{id}</code>
            </Link>
          </p>
        </li>
      ))}
    </ol>
  );
}

function whenShown(browser: string, index: number, assumed: boolean): string {
  if (index === 0) return `${browser} shows this one`;
  return assumed ? "Then, on an answer that nobody has seen yet" : `Once that is right, ${browser} shows this one`;
}
