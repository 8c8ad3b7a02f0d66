import type { ReactNode } from "react";
import type { GlossaryEntry } from "./glossary.ts";
import { hrefOf } from "./markup.ts";
import { RichText } from "./rich-text.tsx";

/** All entries, each with its anchor and the way to its definition. */
export function GlossaryList({ entries }: { readonly entries: readonly GlossaryEntry[] }): ReactNode {
  return (
    <dl className="max-w-[72ch] divide-y divide-line">
      {entries.map(({ id, term, meaning, standard }) => (
        <div key={id} id={id} className="-mx-3 rounded-md px-3 py-4 target:bg-accent-tint">
          <dt className="font-semibold">
            <a href={`#${id}`} className="hover:underline">
              {term}
            </a>
          </dt>
          <dd className="mt-1">
            <RichText>{meaning}</RichText>{" "}
            {standard === null ? (
              <span className="text-sm text-ink-soft">A word of Preflight&apos;s.</span>
            ) : (
              <a href={hrefOf(standard)} className="link text-sm">
                {standard.startsWith("fetch:") ? "Fetch standard" : "HTML standard"}
                <span className="sr-only"> on {term}</span>
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
