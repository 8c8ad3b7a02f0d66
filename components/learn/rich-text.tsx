import { clsx } from "clsx";
import Link from "next/link";
import type { ReactNode } from "react";
import { hrefOf, piecesOf } from "./markup.ts";

/** So much code stays on one line: on any screen, and on one that is not a phone's. */
const UNBROKEN_CHARACTERS = 28;
const UNBROKEN_CHARACTERS_WIDE = 40;

/** A text of the guide: code spans and links, those to the glossary dotted so that they read as remarks. */
export function RichText({ children }: { readonly children: string }): ReactNode {
  return piecesOf(children).map(({ text, isStrong, target }, index) => {
    if (isStrong) {
      return (
        <strong key={index} className="font-semibold">
          {withCode(text)}
        </strong>
      );
    }
    if (target === null) return withCode(text);
    const href = hrefOf(target);
    const className = target.startsWith("term:") ? "link decoration-dotted" : "link";
    return href.startsWith("/") ? (
      <Link key={index} href={href} prefetch={false} className={className}>
        {withCode(text)}
      </Link>
    ) : (
      <a key={index} href={href} className={className}>
        {withCode(text)}
      </a>
    );
  });
}

/** The guide's own words are harmless, so they go without the isolation that the words of strangers get. */
function withCode(text: string): ReactNode[] {
  return text.split("`").map((part, index) =>
    index % 2 === 0 ? (
      part
    ) : (
      <code key={index} translate="no" className={clsx("wire text-[0.92em]", breaking(part.length))}>
        {part}
      </code>
    ),
  );
}

function breaking(characters: number): string | undefined {
  if (characters <= UNBROKEN_CHARACTERS) return "whitespace-pre!";
  return characters <= UNBROKEN_CHARACTERS_WIDE ? "md:whitespace-pre!" : undefined;
}
