import type { Metadata } from "next";
import type { ReactNode } from "react";
import { REASONS } from "#lib/contract/terms.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { NEXT, NextActions } from "#components/chrome/next-actions.tsx";
import { FindingRows } from "#components/findings/finding-rows.tsx";

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
          <FindingRows findings={findings} />
        </section>
      ))}
      <NextActions actions={[NEXT.diagnose, NEXT.learn, NEXT.lab]} />
    </>
  );
}
