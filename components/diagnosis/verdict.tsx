import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { SHIPPING_BROWSERS } from "#components/outcome/shipping-browsers.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { OUTCOME_LOOKS, OutcomeMark } from "#components/outcome/outcome-mark.tsx";
import { Prose } from "#components/text/prose.tsx";
import { formatMs } from "#lib/render/request-line.ts";
import { RequestSentence } from "./request-sentence.tsx";
import { verdictTitle } from "#lib/render/verdict-title.ts";

/** One colour, one icon, one line, one sentence, and what each browser makes of it. */
export function Verdict({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  const { request, browsers, exchanges } = diagnosis;
  const { icon: Icon, ink, tint, solid } = OUTCOME_LOOKS[diagnosis.outcome];
  const totalMs = exchanges
    .filter(({ role }) => role !== "probe")
    .reduce((sum, exchange) => sum + (exchange.timingMs?.total ?? 0), 0);
  return (
    <section aria-labelledby="verdict" className={clsx("overflow-hidden rounded-md border-s-8", solid, tint)}>
      <div className="px-4 py-4 sm:px-6 sm:py-5">
        <h1
          id="verdict"
          className={clsx("flex items-start gap-3 text-xl font-semibold tracking-tight sm:gap-4 sm:text-2xl", ink)}
        >
          <Icon aria-hidden strokeWidth={2.25} className="mt-0.5 size-7.5 shrink-0 sm:size-10" />
          {verdictTitle(diagnosis)}
        </h1>
        <p className="mt-3 max-w-[80ch] text-ink sm:text-lg">
          <Prose>{diagnosis.summary}</Prose>
        </p>
        <div className="mt-4 flex flex-wrap items-baseline gap-x-6 gap-y-2 text-sm">
          <ul className="flex flex-wrap gap-x-5 gap-y-2" aria-label="Verdict of each browser">
            {SHIPPING_BROWSERS.map((name) => {
              const verdict = browsers[name];
              return (
                verdict && (
                  <li key={name} className="flex items-center gap-2">
                    <span className="text-ink">{BROWSER_NAMES[name]}</span>
                    <OutcomeMark outcome={verdict.outcome} />
                  </li>
                )
              );
            })}
            {browsers.standard && browsers.standard.outcome !== diagnosis.outcome && (
              <li className="flex items-center gap-2">
                <span className="text-ink">{BROWSER_NAMES.standard}</span>
                <OutcomeMark outcome={browsers.standard.outcome} />
              </li>
            )}
          </ul>
          <p className="min-w-0 text-ink-soft">
            <RequestSentence request={request} />
            {totalMs > 0 && <> · {formatMs(totalMs)} on the network</>}
          </p>
        </div>
      </div>
    </section>
  );
}
