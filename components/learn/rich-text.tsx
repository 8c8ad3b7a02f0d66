import Link from "next/link";
import type { ReactNode } from "react";
import { Prose } from "#components/text/prose.tsx";
import { hrefOf, piecesOf } from "./markup.ts";

/** A text of the guide: code spans and links, those to the glossary dotted so that they read as remarks. */
export function RichText({ children }: { readonly children: string }): ReactNode {
  return piecesOf(children).map(({ text, isStrong, target }, index) => {
    if (isStrong) {
      return (
        <strong key={index} className="font-semibold">
          <Prose>{text}</Prose>
        </strong>
      );
    }
    if (target === null) return <Prose key={index}>{text}</Prose>;
    const href = hrefOf(target);
    const className = target.startsWith("term:") ? "link decoration-dotted" : "link";
    return href.startsWith("/") ? (
      <Link key={index} href={href} prefetch={false} className={className}>
        <Prose>{text}</Prose>
      </Link>
    ) : (
      <a key={index} href={href} className={className}>
        <Prose>{text}</Prose>
      </a>
    );
  });
}
