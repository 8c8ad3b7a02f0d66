import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { SequenceList } from "#components/diagnosis/sequence-list.tsx";
import { pictureOf } from "#components/diagnosis/lanes.ts";
import { sequenceOf } from "#components/diagnosis/sequence.ts";
import { verdictTitle } from "#lib/render/verdict-title.ts";
import { OUTCOME_LOOKS, OutcomeMark } from "#components/outcome/outcome-mark.tsx";
import { SHIPPING_BROWSERS } from "#components/outcome/shipping-browsers.ts";
import { Prose } from "#components/text/prose.tsx";
import type { WhatIfResult } from "./evaluation.ts";

interface LiveVerdictProps {
  readonly result: WhatIfResult;
  /** How many exchanges differ from what was seen, the request counting as one. */
  readonly changes: number;
  /** What can be done with the edits. */
  readonly children: ReactNode;
}

/** The verdict on the answers as they stand. It stays in sight, and is read out whenever it changes. */
export function LiveVerdict({ result, changes, children }: LiveVerdictProps): ReactNode {
  const diagnosis = result.kind === "evaluated" ? result.diagnosis : null;
  const { icon: Icon, ink, solid } = OUTCOME_LOOKS[diagnosis?.outcome ?? "undetermined"];
  return (
    <div className={clsx("panel border-s-4 px-4 py-3 shadow-sm sm:sticky sm:top-2 sm:z-[5]", solid)}>
      <div className="flex flex-wrap items-center gap-2">
        <p
          id="what-if-verdict"
          role="status"
          tabIndex={-1}
          className={clsx("flex min-w-0 grow items-start gap-2 font-semibold outline-none", ink)}
        >
          <Icon aria-hidden size={22} className="mt-0.5 shrink-0" />
          <span className="min-w-0">
            <span className="block text-xs font-normal text-ink-soft">{changesInWords(changes)}</span>
            {diagnosis === null ? "This is no request yet" : verdictTitle(diagnosis)}
          </span>
        </p>
        <div className="contents">{children}</div>
      </div>
      {diagnosis !== null && (
        <>
          <p className="mt-2 max-w-[80ch] text-sm">
            <Prose>{diagnosis.summary}</Prose>
          </p>
          <ul
            className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-sm"
            aria-label="Verdict of each browser, with the edits"
          >
            {SHIPPING_BROWSERS.map((name) => {
              const verdict = diagnosis.browsers[name];
              return (
                verdict && (
                  <li key={name} className="flex items-center gap-2">
                    <span className="text-ink-soft">{BROWSER_NAMES[name]}</span>
                    <OutcomeMark outcome={verdict.outcome} />
                  </li>
                )
              );
            })}
          </ul>
        </>
      )}
    </div>
  );
}

function changesInWords(changes: number): string {
  if (changes === 0) return "As it was answered";
  return changes === 1 ? "With your changes at one place" : `With your changes at ${changes} places`;
}

/** The way of the request with the answers as they stand. */
export function LiveSequence({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  return (
    <div className="space-y-3">
      <h3 className="font-semibold">What would happen</h3>
      <div className="panel px-4 py-4">
        {/* The findings stand elsewhere, so nothing here points at them. */}
        <SequenceList
          diagnosis={{ ...diagnosis, findings: [] }}
          picture={pictureOf(sequenceOf(diagnosis), diagnosis.request.origin)}
        />
      </div>
    </div>
  );
}
