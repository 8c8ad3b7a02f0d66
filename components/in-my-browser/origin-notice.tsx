import type { ReactNode } from "react";
import { draftToFragment } from "#components/debugger/draft-fragment.ts";
import type { Draft } from "#components/debugger/draft.ts";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";

const SHOWN_CHARACTERS = 120;

/** Says that the request comes from another page than the one that the other form was about. */
export function OriginNotice({ draft, ownOrigin }: { readonly draft: Draft; readonly ownOrigin: string }): ReactNode {
  const asked = draft.origin.trim();
  if (asked === "" || ownOrigin === "" || URL.parse(asked)?.origin === ownOrigin) return null;
  const asFormer = <RawText>{shorten(asked, SHOWN_CHARACTERS)}</RawText>;
  return (
    <p role="note" className="rounded-md border border-varies bg-varies-tint px-4 py-3 text-sm">
      The form was about the page {asFormer}. Here the request comes from <RawText>{ownOrigin}</RawText>, and the server
      may allow the one and not the other. So the prediction is made for this origin too; for {asFormer} there is{" "}
      <a className="link" href={`/#${draftToFragment(draft)}`}>
        the diagnosis
      </a>
      .
    </p>
  );
}
