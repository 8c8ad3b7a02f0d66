import type { Metadata } from "next";
import type { ReactNode } from "react";
import { NEXT, NextActions } from "#components/chrome/next-actions.tsx";
import { GLOSSARY } from "#components/learn/glossary.ts";
import { GlossaryList } from "#components/learn/glossary-list.tsx";

export const metadata: Metadata = {
  title: "Glossary of CORS",
  description:
    "Origin, preflight, CORS check, opaque response, tainted: the words of the Fetch standard and of Preflight, in one to three sentences each.",
};

export default function GlossaryPage(): ReactNode {
  return (
    <>
      <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Glossary</h1>
      <p className="mt-3 mb-6 max-w-[65ch] text-ink-soft">
        The words of the Fetch standard as Preflight uses them, each with a link to its definition, and a few of
        Preflight&apos;s own.
      </p>
      <GlossaryList entries={GLOSSARY} />
      <NextActions actions={[NEXT.learn, NEXT.diagnose, NEXT.findings]} />
    </>
  );
}
