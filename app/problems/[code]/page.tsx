import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PROBLEMS, type ProblemCode } from "#lib/api/problems.ts";
import { NEXT, NextActions } from "#components/chrome/next-actions.tsx";
import { Prose } from "#components/text/prose.tsx";

interface Props {
  readonly params: Promise<{ readonly code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params;
  if (!isProblemCode(code)) return { title: "No such problem" };
  const { title, meaning } = PROBLEMS[code];
  return { title, description: `${title}. ${meaning}`.replaceAll("`", "") };
}

export default async function ProblemPage({ params }: Props): Promise<ReactNode> {
  const { code } = await params;
  if (!isProblemCode(code)) notFound();
  const { status, title, meaning, remedy } = PROBLEMS[code];
  return (
    <article>
      <p className="text-sm text-ink-soft">
        Problem of the API · <code>{code}</code> · status {status}
      </p>
      <h1 className="mt-1 text-xl font-semibold tracking-tight">{title}</h1>
      <h2 className="mt-8 font-semibold">What happened</h2>
      <p className="mt-1 max-w-[65ch]">
        <Prose>{meaning}</Prose>
      </p>
      <h2 className="mt-6 font-semibold">What to do</h2>
      <p className="mt-1 max-w-[65ch]">
        <Prose>{remedy}</Prose>
      </p>
      <NextActions
        actions={[
          NEXT.diagnose,
          { href: "/learn#ci", label: "Call the API from a script", why: "A call that works, ready for a pipeline." },
          NEXT.learn,
        ]}
      />
    </article>
  );
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
