import Link from "next/link";
import type { ReactNode } from "react";
import type { FindingDefinition } from "#lib/diagnosis/finding.ts";
import { SeverityMark } from "#components/outcome/severity-mark.tsx";
import { Prose } from "#components/text/prose.tsx";

/** Findings by title and id, each a link to its page. */
export function FindingRows({ findings }: { readonly findings: readonly FindingDefinition[] }): ReactNode {
  return (
    <ul className="panel grid list-none gap-px overflow-hidden bg-line lg:grid-cols-2">
      {findings.map(({ id, title, severity }) => (
        <li key={id} className="bg-raised lg:odd:last:col-span-2">
          <Link
            href={`/findings/${id}`}
            prefetch={false}
            className="grid h-full content-start gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken sm:grid-cols-[7.5rem_minmax(0,1fr)] sm:items-baseline"
          >
            <SeverityMark severity={severity} />
            <span className="min-w-0 [overflow-wrap:anywhere]">
              <span className="block font-medium">
                <Prose>{title}</Prose>
              </span>
              <code className="text-sm text-ink-soft">{id}</code>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
