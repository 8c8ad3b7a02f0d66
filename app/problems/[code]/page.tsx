import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { PROBLEMS, type ProblemCode } from "#lib/api/problems.ts";
import { Prose } from "#components/text/prose.tsx";

interface Props {
  readonly params: Promise<{ readonly code: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { code } = await params;
  return { title: isProblemCode(code) ? PROBLEMS[code].title : "No such problem" };
}

export default async function ProblemPage({ params }: Props): Promise<ReactNode> {
  const { code } = await params;
  if (!isProblemCode(code)) notFound();
  const { status, title, meaning, remedy } = PROBLEMS[code];
  return (
    <article className="max-w-[65ch]">
      <p className="text-sm text-ink-soft">
        Problem of the API · <code>{code}</code> · status {status}
      </p>
      <h1 className="mt-1 text-xl font-semibold tracking-tight">{title}</h1>
      <h2 className="mt-8 font-semibold">What happened</h2>
      <p className="mt-1">
        <Prose>{meaning}</Prose>
      </p>
      <h2 className="mt-6 font-semibold">What to do</h2>
      <p className="mt-1">
        <Prose>{remedy}</Prose>
      </p>
    </article>
  );
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}
