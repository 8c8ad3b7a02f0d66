import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { DiagnosisView } from "#components/diagnosis/diagnosis-view.tsx";
import { hostOf } from "#components/diagnosis/request-line.ts";
import { verdictTitle } from "#lib/render/verdict-title.ts";
import { visibleText } from "#components/text/visible.ts";
import { shorten } from "#components/text/shorten.ts";
import { loadDiagnosis } from "./load-diagnosis.ts";

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

const TITLE_HOST_CHARACTERS = 60;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = await loadDiagnosis((await params).id);
  if (found.kind !== "found") return {};
  const { diagnosis } = found;
  const host = shorten(visibleText(hostOf(diagnosis.request.url)), TITLE_HOST_CHARACTERS);
  const title = `${verdictTitle(diagnosis)}: ${diagnosis.request.method} ${host}`;
  const description = visibleText(diagnosis.summary).replaceAll("`", "");
  return {
    title,
    description,
    openGraph: { title, description, type: "article" },
    robots: { index: false, follow: false },
    referrer: "no-referrer",
  };
}

export default async function DiagnosisPage({ params }: Props): Promise<ReactNode> {
  const found = await loadDiagnosis((await params).id);
  if (found.kind !== "found") notFound();
  return <DiagnosisView diagnosis={found.diagnosis} />;
}
