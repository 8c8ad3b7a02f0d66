import { Check, Minus, X, type LucideIcon } from "lucide-react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { TraceStep } from "#lib/contract/diagnosis.ts";
import { Prose } from "#components/text/prose.tsx";

const LOOKS: Readonly<Record<TraceStep["outcome"], { icon: LucideIcon; word: string; ink: string }>> = {
  pass: { icon: Check, word: "passed", ink: "text-allowed" },
  fail: { icon: X, word: "failed", ink: "text-blocked" },
  info: { icon: Minus, word: "noted", ink: "text-ink-soft" },
};

/** The steps of the standard that were taken, each with a link to its text. */
export function TraceList({ trace }: { readonly trace: readonly TraceStep[] }): ReactNode {
  return (
    <ol className="list-none divide-y divide-line text-sm">
      {trace.map((step, index) => {
        const { icon: Icon, word, ink } = LOOKS[step.outcome];
        return (
          <li
            key={index}
            className={clsx(
              "grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 px-3 py-2 sm:grid-cols-[1.25rem_15rem_minmax(0,1fr)]",
              step.outcome === "fail" && "bg-blocked-tint",
            )}
          >
            <Icon aria-hidden size={16} className={clsx("mt-0.5", ink)} />
            <span className="text-ink-soft">
              <span className="sr-only">{word}: </span>
              <a href={step.spec} className="link" rel="noreferrer">
                {step.algorithm}
              </a>{" "}
              {step.step}
              {step.exchange !== null && <span className="text-xs"> · request {step.exchange + 1}</span>}
            </span>
            <span className="col-start-2 min-w-0 sm:col-start-3">
              <Prose>{step.detail}</Prose>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
