import type { Metadata } from "next";
import { cookies } from "next/headers";
import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { DELETE_COOKIE_NAME } from "#lib/config/defaults.ts";
import { DiagnosisView } from "#components/diagnosis/diagnosis-view.tsx";
import { OwnerSection } from "#components/diagnosis/owner-section.tsx";
import { hostOf } from "#lib/render/request-line.ts";
import { verdictTitle } from "#lib/render/verdict-title.ts";
import { PICTURE_SIZE } from "#components/picture/picture-size.ts";
import { pictureAlt } from "#components/picture/picture-text.ts";
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
  // Made from the permalink, whose origin is the public one.
  const images = [{ url: `${diagnosis.permalink ?? ""}/picture`, ...PICTURE_SIZE, alt: pictureAlt(diagnosis) }];
  return {
    title,
    description,
    openGraph: { title, description, type: "article", images },
    twitter: { card: "summary_large_image", title, description, images },
    robots: { index: false, follow: false },
    referrer: "no-referrer",
  };
}

export default async function DiagnosisPage({ params }: Props): Promise<ReactNode> {
  const found = await loadDiagnosis((await params).id);
  if (found.kind !== "found") notFound();
  const { diagnosis } = found;
  const { id, outcome, createdAt, expiresAt, request } = diagnosis;
  const original = diagnosis.editedFrom === undefined ? null : await loadDiagnosis(diagnosis.editedFrom);
  return (
    <>
      <DiagnosisView diagnosis={diagnosis} original={original?.kind === "found" ? original.diagnosis : null} />
      {id !== null && (
        <OwnerSection
          diagnosis={{ id, outcome, createdAt, expiresAt, request: { method: request.method, url: request.url } }}
          hasCookie={(await cookies()).has(DELETE_COOKIE_NAME)}
        />
      )}
    </>
  );
}
