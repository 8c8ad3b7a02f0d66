import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { BrowserConsoles } from "./browser-consoles.tsx";
import { DiagnosisActions } from "./diagnosis-actions.tsx";
import { ExchangeCard } from "./exchange-card.tsx";
import { FindingList } from "./finding-list.tsx";
import { LinkedHighlight } from "./linked-highlight.tsx";
import { ProbeList } from "./probe-list.tsx";
import { ProblemList } from "./problem-list.tsx";
import { ReadableSummary } from "./readable-summary.tsx";
import { RemedyList } from "./remedy-list.tsx";
import { SequenceDiagram } from "./sequence-diagram.tsx";
import { SequenceList } from "./sequence-list.tsx";
import { sequenceOf } from "./sequence.ts";
import { SourceNotice } from "./source-notice.tsx";
import { TimingTable } from "./timing-table.tsx";
import { TraceList } from "./trace-list.tsx";
import { Verdict } from "./verdict.tsx";

/** A whole diagnosis: the verdict, where it broke, the evidence, and everything behind it. Needs no JavaScript. */
export function DiagnosisView({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  const steps = sequenceOf(diagnosis);
  const { trace } = diagnosis;
  // Probes come after the page's own exchanges, so that these keep their numbers.
  const exchanges = diagnosis.exchanges.filter(({ role }) => role !== "probe");
  return (
    <LinkedHighlight className="space-y-10">
      <div className="space-y-6">
        <SourceNotice source={diagnosis.source} />
        <Verdict diagnosis={diagnosis} />
        <DiagnosisActions diagnosis={diagnosis} />
      </div>

      <section aria-labelledby="where">
        <Heading id="where">Where it {diagnosis.outcome === "blocked" ? "broke" : "went"}</Heading>
        <div className="panel px-4 py-4 md:px-6">
          <div className="hidden md:block">
            <SequenceDiagram diagnosis={diagnosis} steps={steps} />
          </div>
          <SequenceList diagnosis={diagnosis} steps={steps} className="md:sr-only" />
        </div>
      </section>

      {diagnosis.problems.length > 1 && (
        <section aria-labelledby="problems">
          <Heading id="problems">Everything that blocks, in order</Heading>
          <ProblemList problems={diagnosis.problems} />
        </section>
      )}

      {diagnosis.remedies.length > 0 && (
        <section aria-labelledby="remedies">
          <Heading id="remedies">How to fix it</Heading>
          <RemedyList diagnosis={diagnosis} />
        </section>
      )}

      <div className="grid gap-10 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)] lg:gap-8">
        <section aria-labelledby="findings" className="lg:order-2">
          <div className="lg:sticky lg:top-6">
            <Heading id="findings">What it means</Heading>
            <FindingList diagnosis={diagnosis} />
          </div>
        </section>
        <section aria-labelledby="evidence" className="min-w-0">
          <Heading id="evidence">The evidence</Heading>
          {exchanges.length === 0 ? (
            <p className="panel px-4 py-3 text-sm text-ink-soft">Nothing went out, so there is no answer to look at.</p>
          ) : (
            <div className="space-y-4">
              {exchanges.map((exchange, index) => (
                <ExchangeCard key={index} diagnosis={diagnosis} exchange={exchange} index={index} />
              ))}
            </div>
          )}
        </section>
      </div>

      {diagnosis.exchanges.length > exchanges.length && (
        <section aria-labelledby="probes">
          <Heading id="probes">What else was asked</Heading>
          <ProbeList diagnosis={diagnosis} />
        </section>
      )}

      <section aria-labelledby="consoles">
        <Heading id="consoles">What each browser prints</Heading>
        <BrowserConsoles diagnosis={diagnosis} />
      </section>

      <section aria-labelledby="more">
        <Heading id="more">Everything else</Heading>
        <div className="space-y-3">
          <Fold title="What the script can read">
            <ReadableSummary readable={diagnosis.readable} />
          </Fold>
          <Fold title={`Every step of the standard (${trace.length})`}>
            <TraceList trace={trace} />
          </Fold>
          {exchanges.length > 0 && (
            <Fold title="Timing">
              <TimingTable exchanges={exchanges} />
            </Fold>
          )}
        </div>
      </section>
    </LinkedHighlight>
  );
}

function Heading({ id, children }: { readonly id: string; readonly children: ReactNode }): ReactNode {
  return (
    <h2 id={id} className="mb-3 text-lg font-semibold">
      {children}
    </h2>
  );
}

function Fold({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <details className="panel group overflow-hidden">
      <summary className="flex list-none items-center gap-2 px-3 py-2.5 text-sm font-medium hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={16} className="text-ink-soft transition-transform group-open:rotate-90" />
        {title}
      </summary>
      <div className="border-t border-line">{children}</div>
    </details>
  );
}
