import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { REASONS } from "#lib/contract/terms.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { SeverityMark } from "#components/outcome/severity-mark.tsx";
import { Prose } from "#components/text/prose.tsx";

export const metadata: Metadata = {
  title: "Findings",
  description: "Everything that a diagnosis can say: why a browser blocks, and what else is worth knowing.",
};

const reasonIds: ReadonlySet<string> = new Set(REASONS);

const GROUPS = [
  {
    id: "reasons",
    title: "Why a browser blocks",
    findings: FINDINGS.filter(({ id }) => reasonIds.has(id)),
  },
  {
    id: "remarks",
    title: "What else a diagnosis can say",
    findings: FINDINGS.filter(({ id }) => !reasonIds.has(id)),
  },
] as const;

export default function FindingsPage(): ReactNode {
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Findings</h1>
      <p className="mt-3 max-w-[65ch] text-ink-soft">
        Everything that a diagnosis can say. The ids are permanent: scripts and links may rely on them.
      </p>
      {GROUPS.map(({ id, title, findings }) => (
        <section key={id} aria-labelledby={id} className="mt-10">
          <h2 id={id} className="mb-3 text-lg font-semibold">
            {title}
          </h2>
          <ul className="panel list-none divide-y divide-line">
            {findings.map((finding) => (
              <li key={finding.id}>
                <Link
                  href={`/findings/${finding.id}`}
                  prefetch={false}
                  className="grid gap-x-4 gap-y-1 px-4 py-3 hover:bg-sunken sm:grid-cols-[8rem_minmax(0,1fr)] sm:items-baseline"
                >
                  <SeverityMark severity={finding.severity} />
                  <span className="min-w-0">
                    <span className="block font-medium">
                      <Prose>{finding.title}</Prose>
                    </span>
                    <code className="text-sm [overflow-wrap:anywhere] text-ink-soft">{finding.id}</code>
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
