import { AppWindow, BookOpen, RotateCcw, SlidersHorizontal } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { draftToFragment } from "#components/debugger/draft-fragment.ts";
import { draftFromRequest } from "#components/debugger/draft-from-request.ts";

/** What to do once everything is read. */
export function NextActions({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  const { id, findings, request } = diagnosis;
  const [first] = findings;
  return (
    <ul className="flex list-none flex-wrap gap-2">
      {id !== null && (
        <li>
          <Link className="button" href={`/?again=${id}`} prefetch={false}>
            <RotateCcw aria-hidden size={15} />
            Changed something? Run it again
          </Link>
        </li>
      )}
      {id !== null && diagnosis.source !== "edited" && (
        <li>
          <a className="button only-with-script" href="#what-if">
            <SlidersHorizontal aria-hidden size={15} />
            Change the response and see
          </a>
        </li>
      )}
      <li>
        <a className="button" href={`/in-my-browser#${draftToFragment(draftFromRequest(request))}`}>
          <AppWindow aria-hidden size={15} />
          Run it in my own browser
        </a>
      </li>
      {first && (
        <li>
          <Link className="button" href={`/findings/${first.id}`} prefetch={false}>
            <BookOpen aria-hidden size={15} />
            Read why: <code className="[overflow-wrap:anywhere]">{first.id}</code>
          </Link>
        </li>
      )}
    </ul>
  );
}
