import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { LAB_SCENARIOS } from "#lib/lab/catalog.ts";
import { LabScenarioRow } from "#components/lab/lab-scenario-row.tsx";
import { SeverityMark } from "#components/outcome/severity-mark.tsx";
import { Prose } from "#components/text/prose.tsx";
import { postScenario } from "../../actions.ts";

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

async function find({ params }: Props): Promise<(typeof FINDINGS)[number] | undefined> {
  const { id } = await params;
  return FINDINGS.find((finding) => finding.id === id);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await find(props))?.title.replaceAll("`", "") ?? "No such finding" };
}

export default async function FindingPage(props: Props): Promise<ReactNode> {
  const finding = await find(props);
  if (!finding) notFound();
  const scenarios = LAB_SCENARIOS.filter(({ expected }) => "reason" in expected && expected.reason === finding.id);
  const twins = LAB_SCENARIOS.filter(({ id }) => scenarios.some(({ twin }) => twin === id));
  return (
    <article>
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
      {scenarios.length > 0 && (
        <section aria-labelledby="lab" className="mt-10">
          <h2 id="lab" className="mb-3 text-lg font-semibold">
            See it in the lab
          </h2>
          <ul className="panel list-none divide-y divide-line">
            {[...scenarios, ...twins].map((scenario) => (
              <LabScenarioRow key={scenario.id} scenario={scenario} action={postScenario} />
            ))}
          </ul>
        </section>
      )}
    </article>
  );
}
