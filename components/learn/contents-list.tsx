import type { ReactNode } from "react";
import type { Chapter } from "./chapter.ts";
import { RichText } from "./rich-text.tsx";

/** The table of contents: beside the text on a wide screen, before it on a narrow one. */
export function ContentsList({ chapters }: { readonly chapters: readonly Chapter[] }): ReactNode {
  return (
    <nav
      aria-labelledby="contents"
      className="text-sm lg:sticky lg:top-6 lg:max-h-[calc(100dvh-3rem)] lg:self-start lg:overflow-y-auto"
    >
      <h2 id="contents" className="mb-2 font-semibold">
        Contents
      </h2>
      <ol className="list-none border-s border-line sm:max-lg:columns-2">
        {chapters.map(({ id, title }, index) => (
          <li key={id} className="break-inside-avoid">
            <a href={`#${id}`} className="flex gap-2.5 py-1 ps-3 text-ink-soft hover:text-ink">
              <span aria-hidden className="w-4 shrink-0 text-end tabular-nums">
                {index + 1}
              </span>
              <span>
                <RichText>{title}</RichText>
              </span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
