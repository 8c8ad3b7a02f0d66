import Link from "next/link";
import type { ReactNode } from "react";
import type { FindingDefinition } from "#lib/diagnosis/finding.ts";
import type { FindingId } from "#lib/diagnosis/findings/index.ts";
import type { Example } from "#lib/examples/examples.ts";
import { NEXT, NextActions } from "#components/chrome/next-actions.tsx";
import { CHAPTER_OF_FINDING } from "#components/learn/chapter-of-finding.ts";
import { ExchangeCard } from "#components/diagnosis/exchange-card.tsx";
import { linkedFindings } from "#components/diagnosis/linked-findings.ts";
import { RemedyList } from "#components/diagnosis/remedy-list.tsx";
import { RequestSentence } from "#components/diagnosis/request-sentence.tsx";
import type { ScenarioAction } from "#components/lab/run-scenario.tsx";
import { SeverityMark } from "#components/outcome/severity-mark.tsx";
import { Prose } from "#components/text/prose.tsx";
import { ExampleConsoles } from "./example-consoles.tsx";
import { Explanations } from "./explanations.tsx";
import { FindingRows } from "./finding-rows.tsx";
import { SeeIt } from "./see-it.tsx";

interface FindingViewProps {
  readonly finding: FindingDefinition<FindingId>;
  readonly example: Example;
  readonly related: readonly FindingDefinition[];
  readonly action: ScenarioAction;
}

/** So many are shown where no line of them proves the finding. */
const FEW_EXCHANGES = 2;

/** All about one finding: what it means, a case of it, what browsers print there, and the way out. */
export function FindingView({ finding, example, related, action }: FindingViewProps): ReactNode {
  const { remedies, findings } = example.diagnosis;
  const occurrences = findings.filter(({ id }) => id === finding.id);
  // Nobody was asked, so there is no address to show.
  const exchanges = example.diagnosis.exchanges.map((exchange) => ({ ...exchange, remoteAddress: null }));
  const focused = { ...example.diagnosis, findings: occurrences, exchanges };
  const proofs = focused.exchanges.filter((_, index) => linkedFindings(occurrences, index) !== "");
  const shown = proofs.length === 0 && focused.exchanges.length <= FEW_EXCHANGES ? focused.exchanges : proofs;
  // A configuration is worth copying only with one's own origins in it.
  const brief = { ...example.diagnosis, remedies: remedies.map((remedy) => ({ ...remedy, snippets: [] })) };
  // What it says of its case is also what to do, unless the edits say that.
  const isExplainedLater = finding.isCause || remedies.length === 0;
  return (
    <article className="space-y-10">
      <header>
        <nav aria-label="Breadcrumb" className="text-sm">
          <Link href="/findings" prefetch={false} className="link">
            Findings
          </Link>{" "}
          <span className="text-ink-soft">/</span> <code className="[overflow-wrap:anywhere]">{finding.id}</code>
        </nav>
        <h1 className="mt-3 max-w-[40ch] text-xl font-semibold tracking-tight">
          <Prose>{finding.title}</Prose>
        </h1>
        <p className="mt-2">
          <SeverityMark severity={finding.severity} />
        </p>
        {finding.about.split("\n\n").map((paragraph, index) => (
          <p key={index} className="mt-4 max-w-[70ch]">
            <Prose>{paragraph}</Prose>
          </p>
        ))}
      </header>

      <Section id="example" title="An example">
        <div className="space-y-4">
          <p className="text-sm text-ink-soft">
            <RequestSentence request={focused.request} />
            {example.scenario === null && " · made up, no server was asked"}
          </p>
          {!isExplainedLater && <Explanations findings={occurrences} />}
        </div>
      </Section>

      <Section id="consoles" title={finding.isCause ? "What the console says instead" : "What each browser prints"}>
        <ExampleConsoles diagnosis={focused} behind={finding.isCause ? finding.title : null} />
      </Section>

      {shown.length > 0 && (
        <Section id="evidence" title="On the wire">
          <div className="space-y-4">
            {shown.map((exchange) => {
              const index = focused.exchanges.indexOf(exchange);
              return <ExchangeCard key={index} diagnosis={focused} exchange={exchange} index={index} />;
            })}
          </div>
        </Section>
      )}

      <Section id="see" title="See it happen">
        <SeeIt example={example} action={action} />
      </Section>

      <Section id="remedy" title={remedies.length > 0 ? "How to fix it" : "What it means here"}>
        <div className="space-y-4">
          {isExplainedLater && <Explanations findings={occurrences} />}
          {remedies.length > 0 && (
            <>
              <RemedyList diagnosis={brief} />
              <p className="text-sm">
                <Link href="/" prefetch={false} className="link">
                  Diagnose your own request
                </Link>{" "}
                to get this in the words of your server&apos;s configuration.
              </p>
            </>
          )}
        </div>
      </Section>

      <Section id="related" title="Related findings">
        <FindingRows findings={related} />
        <p className="mt-4 text-sm">
          <Link href="/findings" prefetch={false} className="link">
            All findings
          </Link>
        </p>
      </Section>

      <NextActions
        actions={[
          NEXT.diagnose,
          {
            href: `/learn#${CHAPTER_OF_FINDING[finding.id]}`,
            label: "Read why browsers do this",
            why: "The chapter of the guide that explains it.",
          },
          NEXT.lab,
        ]}
      />
    </article>
  );
}

function Section({
  id,
  title,
  children,
}: {
  readonly id: string;
  readonly title: string;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="mb-3 text-lg font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}
