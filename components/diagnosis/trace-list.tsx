import { Check, Minus, X, type LucideIcon } from "lucide-react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Exchange, TraceStep } from "#lib/contract/diagnosis.ts";
import { Prose } from "#components/text/prose.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import { exchangeElementId } from "./linked-findings.ts";
import { pathOf } from "#lib/render/request-line.ts";

const LOOKS: Readonly<Record<TraceStep["outcome"], { icon: LucideIcon; word: string; ink: string }>> = {
  pass: { icon: Check, word: "passed", ink: "text-allowed" },
  fail: { icon: X, word: "failed", ink: "text-blocked" },
  info: { icon: Minus, word: "noted", ink: "text-ink-soft" },
};

const SHOWN_CHARACTERS = 80;

interface TraceListProps {
  readonly trace: readonly TraceStep[];
  readonly exchanges: readonly Exchange[];
}

/** The steps of the standard that were taken, in order and under the request that they speak of, each with its text. */
export function TraceList({ trace, exchanges }: TraceListProps): ReactNode {
  return (
    <ol className="list-none divide-y divide-line text-sm">
      {runsOf(trace).map(({ exchange, steps }, index) => (
        <li key={index} className="py-2">
          <p className="px-3 pb-1 font-medium">
            <About exchange={exchange} exchanges={exchanges} />
          </p>
          <ol className="list-none">
            {steps.map((step, position) => (
              <Step key={position} step={step} />
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function About({
  exchange: index,
  exchanges,
}: {
  readonly exchange: number | null;
  readonly exchanges: readonly Exchange[];
}): ReactNode {
  const exchange = index === null ? undefined : exchanges[index];
  if (index === null || exchange === undefined) return "In the browser";
  return (
    <a href={`#${exchangeElementId(index)}`} className="hover:underline">
      {index + 1} ·{" "}
      <RawText>{shorten(`${exchange.request.method} ${pathOf(exchange.request.url)}`, SHOWN_CHARACTERS)}</RawText>
    </a>
  );
}

function Step({ step }: { readonly step: TraceStep }): ReactNode {
  const { icon: Icon, word, ink } = LOOKS[step.outcome];
  return (
    <li
      className={clsx(
        "grid grid-cols-[1.25rem_minmax(0,1fr)] gap-x-2 px-3 py-1 sm:grid-cols-[1.25rem_15rem_minmax(0,1fr)]",
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
      </span>
      <span className="col-start-2 min-w-0 sm:col-start-3">
        <Prose>{step.detail}</Prose>
      </span>
    </li>
  );
}

interface Run {
  readonly exchange: number | null;
  readonly steps: readonly TraceStep[];
}

/** Neighbouring steps of the same exchange together. */
function runsOf(trace: readonly TraceStep[]): readonly Run[] {
  const runs: Run[] = [];
  for (const step of trace) {
    const last = runs.at(-1);
    if (last?.exchange === step.exchange) runs[runs.length - 1] = { ...last, steps: [...last.steps, step] };
    else runs.push({ exchange: step.exchange, steps: [step] });
  }
  return runs;
}
