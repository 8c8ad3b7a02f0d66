import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { RawText } from "#components/text/raw-text.tsx";
import { BrowserConsoles } from "./browser-consoles.tsx";
import { DiagnosisActions } from "./diagnosis-actions.tsx";
import { ExchangeCard } from "./exchange-card.tsx";
import { FindingList } from "./finding-list.tsx";
import { Fold } from "./fold.tsx";
import { pictureOf } from "./lanes.ts";
import { LinkedHighlight } from "./linked-highlight.tsx";
import { NextActions } from "./next-actions.tsx";
import { ProbeList } from "./probe-list.tsx";
import { ProblemList } from "./problem-list.tsx";
import { ReadableSummary } from "./readable-summary.tsx";
import { RemedyList } from "./remedy-list.tsx";
import { SequenceDiagram } from "./sequence-diagram.tsx";
import { SequenceList } from "./sequence-list.tsx";
import { sequenceOf } from "./sequence.ts";
import { SourceNotice } from "./source-notice.tsx";
import { StickyWhileItFits } from "./sticky-while-it-fits.tsx";
import { TimingChart } from "./timing-chart.tsx";
import { TraceList } from "./trace-list.tsx";
import { Verdict } from "./verdict.tsx";
import { WhatIf } from "#components/what-if/what-if.tsx";

/**
 * A whole diagnosis: the verdict, where it broke, the evidence, and everything behind it. Needs no JavaScript. What to do
 * stands before what proves it; where there is room it stands beside it.
 */
export function DiagnosisView({
  diagnosis,
  original = null,
}: {
  readonly diagnosis: Diagnosis;
  /** The diagnosis whose answers were edited, where it still exists. */
  readonly original?: Diagnosis | null;
}): ReactNode {
  const { trace, findings, problems, readable, remedies, permalink } = diagnosis;
  const picture = pictureOf(sequenceOf(diagnosis), diagnosis.request.origin);
  // Probes come after the page's own exchanges, so that these keep their numbers.
  const exchanges = diagnosis.exchanges.filter(({ role }) => role !== "probe");
  const hasRemedies = remedies.length > 0;
  return (
    <LinkedHighlight className="@container space-y-12">
      <div className="space-y-4">
        <SourceNotice diagnosis={diagnosis} original={original} />
        <Verdict diagnosis={diagnosis} />
        <DiagnosisActions diagnosis={diagnosis} />
        {permalink !== null && (
          <p className="only-in-print text-sm">
            <RawText>{permalink}</RawText>
          </p>
        )}
      </div>

      <div className="grid items-start gap-x-8 gap-y-12 @min-[66rem]:grid-cols-[minmax(0,5fr)_minmax(0,3fr)] @min-[66rem]:grid-rows-[auto_1fr]">
        <div className="min-w-0 self-stretch @min-[66rem]:col-start-2 @min-[66rem]:row-span-2 @min-[66rem]:row-start-1">
          <StickyWhileItFits>
            {hasRemedies && (
              <Section id="remedies" title="How to fix it">
                <RemedyList diagnosis={diagnosis} />
              </Section>
            )}
            {!hasRemedies && findings.length > 0 && (
              <Section id="findings" title="What it means">
                <FindingList diagnosis={diagnosis} />
              </Section>
            )}
            {!hasRemedies && findings.length === 0 && (
              <Section id="readable" title="What the script can read">
                <div className="panel">
                  <ReadableSummary readable={readable} />
                </div>
              </Section>
            )}
          </StickyWhileItFits>
        </div>

        <Section
          id="where"
          title={`Where it ${diagnosis.outcome === "blocked" ? "broke" : "went"}`}
          className="min-w-0 @min-[66rem]:col-start-1 @min-[66rem]:row-start-1"
        >
          <div className="panel px-4 py-4">
            <div className="hidden @2xl:block">
              <SequenceDiagram diagnosis={diagnosis} picture={picture} />
            </div>
            <SequenceList diagnosis={diagnosis} picture={picture} className="@2xl:sr-only" />
          </div>
        </Section>

        <Section
          id="evidence"
          title="The evidence"
          className="min-w-0 @min-[66rem]:col-start-1 @min-[66rem]:row-start-2"
        >
          {exchanges.length === 0 ? (
            <p className="panel px-4 py-3 text-sm text-ink-soft">Nothing went out, so there is no answer to look at.</p>
          ) : (
            <div className="space-y-4">
              {exchanges.map((exchange, index) => (
                <ExchangeCard key={index} diagnosis={diagnosis} exchange={exchange} index={index} />
              ))}
            </div>
          )}
        </Section>
      </div>

      <Section id="consoles" title="What each browser prints">
        <BrowserConsoles diagnosis={diagnosis} />
      </Section>

      {hasRemedies && findings.length > 0 && (
        <Section id="findings" title="All findings">
          <FindingList diagnosis={diagnosis} isWide />
        </Section>
      )}

      {problems.length > 1 && (
        <Section id="problems" title="Everything that blocks, in order">
          <ProblemList problems={problems} />
        </Section>
      )}

      {diagnosis.exchanges.length > exchanges.length && (
        <Section id="probes" title="What else was asked">
          <ProbeList diagnosis={diagnosis} />
        </Section>
      )}

      <Section id="more" title="Everything else">
        <div className="space-y-3">
          {(hasRemedies || findings.length > 0) && (
            <Fold title="What the script can read">
              <ReadableSummary readable={readable} />
            </Fold>
          )}
          <Fold title={`Every step of the standard (${trace.length})`}>
            <TraceList trace={trace} exchanges={diagnosis.exchanges} />
          </Fold>
          {exchanges.length > 0 && (
            <Fold title="Timing">
              <TimingChart exchanges={exchanges} />
            </Fold>
          )}
        </div>
      </Section>

      <WhatIf {...(diagnosis.id === null ? { diagnosis } : { id: diagnosis.id })} />

      <Section id="next" title="What next" className="not-in-print">
        <NextActions diagnosis={diagnosis} />
      </Section>
    </LinkedHighlight>
  );
}

interface SectionProps {
  readonly id: string;
  readonly title: string;
  readonly className?: string;
  readonly children: ReactNode;
}

function Section({ id, title, className, children }: SectionProps): ReactNode {
  return (
    <section aria-labelledby={id} className={clsx(className)}>
      <h2 id={id} className="mb-3 text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
