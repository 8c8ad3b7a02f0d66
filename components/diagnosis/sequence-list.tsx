import { ArrowLeft, ArrowRight, Minus, OctagonX, type LucideIcon } from "lucide-react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { OUTCOME_LOOKS } from "#components/outcome/outcome-mark.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import { linkedFindings } from "./linked-findings.ts";
import type { SequenceStep } from "./sequence.ts";

const NOTE_CHARACTERS = 160;

/** The sequence in words: what a phone shows, and what a screen reader reads instead of the picture. */
export function SequenceList({
  diagnosis,
  steps,
  className,
}: {
  readonly diagnosis: Diagnosis;
  readonly steps: readonly SequenceStep[];
  readonly className?: string;
}): ReactNode {
  return (
    <ol className={clsx("list-none", className)}>
      {steps.map((step, index) => {
        const Icon = iconOf(step);
        const findings = linkedFindings(diagnosis.findings, step.exchange);
        const stopped = step.weight === "stopped";
        return (
          <li
            key={index}
            className={clsx(
              "relative flex gap-3 pb-4 last:pb-0",
              "before:absolute before:start-3 before:top-6 before:bottom-0 before:border-s-2 before:border-line last:before:hidden",
              step.weight === "never" && "before:border-dashed",
            )}
            {...(findings === "" ? {} : { "data-findings": findings })}
          >
            <span
              className={clsx(
                "relative z-[1] flex size-6 shrink-0 items-center justify-center rounded-full border",
                stopped
                  ? [OUTCOME_LOOKS[diagnosis.outcome].ink, "border-current bg-current"]
                  : "border-line bg-raised text-ink-soft",
                step.weight === "never" && "border-dashed",
              )}
            >
              <Icon aria-hidden size={14} {...(stopped ? { className: "text-surface" } : {})} />
            </span>
            <div className="min-w-0 text-sm">
              <span className="text-xs text-ink-soft">
                {capitalise(step.from)} to {step.to}
                {stopped && <strong className={OUTCOME_LOOKS[diagnosis.outcome].ink}>{" · "}stopped here</strong>}
              </span>
              <p
                className={clsx(
                  stopped && ["font-semibold", OUTCOME_LOOKS[diagnosis.outcome].ink],
                  step.weight === "never" && "text-ink-soft",
                )}
              >
                <RawText>{shorten(step.title, NOTE_CHARACTERS)}</RawText>
              </p>
              {step.note !== null && (
                <p className="text-ink-soft">
                  <RawText>{shorten(step.note, NOTE_CHARACTERS)}</RawText>
                </p>
              )}
            </div>
          </li>
        );
      })}
    </ol>
  );
}

function iconOf(step: SequenceStep): LucideIcon {
  if (step.weight === "stopped") return OctagonX;
  if (step.weight === "never") return Minus;
  return step.to === "page" || step.from === "server" ? ArrowLeft : ArrowRight;
}

function capitalise(word: string): string {
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}
