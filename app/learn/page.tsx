import type { Metadata } from "next";
import Link from "next/link";
import type { ReactNode } from "react";
import { NEXT, NextActions } from "#components/chrome/next-actions.tsx";
import { ChapterView } from "#components/learn/chapter-view.tsx";
import { ContentsList } from "#components/learn/contents-list.tsx";
import { CHAPTERS } from "#components/learn/guide.ts";

export const metadata: Metadata = {
  title: "CORS from first principles",
  description:
    "What an origin is, when a browser asks first, what each Access-Control header does and where browsers differ, with exercises that are judged by a real engine.",
};

export default function LearnPage(): ReactNode {
  return (
    <>
      <header className="max-w-[68ch]">
        <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">CORS from first principles</h1>
        <p className="mt-4 text-ink-soft sm:text-lg">
          For whoever is looking at a red line in the console and has had enough. Read it from the top, or jump to what
          hurts. The boxes in between are not pictures: edit their lines, and the engine that also makes the diagnoses
          says what Chromium, Firefox and WebKit make of it.
        </p>
        <p className="mt-3 text-sm text-ink-soft">
          In a hurry?{" "}
          <a href="#errors" className="link">
            Find your console&apos;s sentence
          </a>
          , or{" "}
          <Link href="/" prefetch={false} className="link">
            paste it into the form
          </Link>
          . Words with a dotted line are in the{" "}
          <Link href="/glossary" prefetch={false} className="link">
            glossary
          </Link>
          .
        </p>
      </header>
      <div className="mt-10 grid gap-10 lg:grid-cols-[14rem_minmax(0,1fr)] lg:gap-14">
        <ContentsList chapters={CHAPTERS} />
        <article className="min-w-0">
          {CHAPTERS.map((chapter, index) => (
            <ChapterView key={chapter.id} chapter={chapter} number={index + 1} />
          ))}
        </article>
      </div>
      <NextActions actions={[NEXT.diagnose, NEXT.lab, NEXT.findings]} />
    </>
  );
}
