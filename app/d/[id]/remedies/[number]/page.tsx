import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { wouldBe } from "#lib/diagnosis/remedies/would-be.ts";
import { DiagnosisView } from "#components/diagnosis/diagnosis-view.tsx";
import { EditList } from "#components/diagnosis/edit-list.tsx";
import { Prose } from "#components/text/prose.tsx";
import { loadDiagnosis } from "../../load-diagnosis.ts";

interface Props {
  readonly params: Promise<{ readonly id: string; readonly number: string }>;
}

async function find({ params }: Props) {
  const { id, number } = await params;
  const found = await loadDiagnosis(id);
  const remedy =
    found.kind === "found" && /^[1-9]$/.test(number) ? found.diagnosis.remedies[Number(number) - 1] : undefined;
  return found.kind === "found" && remedy ? { id, diagnosis: found.diagnosis, remedy } : null;
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await find(props);
  if (found === null) return {};
  const title = `With this change: ${found.remedy.title.replaceAll("`", "")}`;
  return { title, robots: { index: false, follow: false }, referrer: "no-referrer" };
}

/** The diagnosis as it would be with a remedy's changes. */
export default async function RemedyPage(props: Props): Promise<ReactNode> {
  const found = await find(props);
  if (found === null) notFound();
  const { id, diagnosis, remedy } = found;
  return (
    <div className="space-y-8">
      <section aria-labelledby="changes">
        <p className="text-sm">
          <Link href={`/d/${id}`} prefetch={false} className="link">
            Back to what the server really answered
          </Link>
        </p>
        <p id="changes" className="mt-3 text-lg font-semibold [overflow-wrap:anywhere]">
          With this change: <Prose>{remedy.title}</Prose>
        </p>
        <div className="panel mt-3 overflow-hidden">
          <EditList diagnosis={diagnosis} edits={remedy.edits} />
        </div>
      </section>
      <DiagnosisView diagnosis={wouldBe(diagnosis, remedy.edits)} />
    </div>
  );
}
