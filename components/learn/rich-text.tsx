import { clsx } from "clsx";
import type { ReactNode } from "react";
import { hrefOf, piecesOf } from "./markup.ts";

/** So much code stays on one line: on any screen, and on one that is not a phone's. */
const UNBROKEN_CHARACTERS = 28;
const UNBROKEN_CHARACTERS_WIDE = 40;

/**
 * A text of the guide: code spans and links, those to the glossary dotted so that they read as remarks. The links are
 * plain: a page with a hundred of them would be long in waking up.
 */
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
    return (
      <a key={index} href={hrefOf(target)} className={target.startsWith("term:") ? "link decoration-dotted" : "link"}>
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
