import type { Metadata } from "next";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { getLabOrigins } from "#lib/composition.ts";
import { FINDINGS } from "#lib/diagnosis/findings/index.ts";
import { FindingView } from "#components/findings/finding-view.tsx";
import { postScenario } from "../../actions.ts";
import { examplesFor } from "../examples-for.ts";

interface Props {
  readonly params: Promise<{ readonly id: string }>;
}

async function find({ params }: Props): Promise<(typeof FINDINGS)[number] | undefined> {
  const { id } = await params;
  return FINDINGS.find((finding) => finding.id === id);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const finding = await find(props);
  if (!finding) return { title: "No such finding" };
  const [description = ""] = finding.about.split("\n\n");
  return { title: finding.title.replaceAll("`", ""), description: description.replaceAll("`", "") };
}

export default async function FindingPage(props: Props): Promise<ReactNode> {
  const finding = await find(props);
  if (!finding) notFound();
  const { byFinding, relatedTo } = examplesFor(await getLabOrigins());
  const example = byFinding.get(finding.id);
  if (!example) notFound();
  const related = relatedTo(finding.id).flatMap((id) => FINDINGS.find((each) => each.id === id) ?? []);
  return <FindingView finding={finding} example={example} related={related} action={postScenario} />;
}
