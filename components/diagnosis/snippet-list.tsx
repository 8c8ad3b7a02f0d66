import { BadgeCheck, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Snippet } from "#lib/contract/diagnosis.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { Prose } from "#components/text/prose.tsx";

interface SnippetListProps {
  readonly snippets: readonly Snippet[];
  /** Number of the remedy, which tells its configurations from those of another. */
  readonly remedy: number;
  /** How many of them, from the first, are for servers that were recognised. */
  readonly recognized: number;
}

const NAMES_SHOWN = 4;

/** How a remedy is written for each kind of server: in plain sight for those that were recognised. */
export function SnippetList({ snippets, remedy, recognized }: SnippetListProps): ReactNode {
  const others = snippets.slice(recognized);
  const names = others.slice(0, NAMES_SHOWN).map(({ name }) => name);
  const more = others.length - names.length;
  return (
    <div className="border-t border-line">
      <p className="px-4 pt-3 pb-2 text-sm text-ink-soft">
        The configurations are filled in for this request: add what else your server lets pages do.
      </p>
      {recognized > 0 && <Snippets snippets={snippets.slice(0, recognized)} remedy={remedy} isOpen />}
      {others.length > 0 && (
        <details className="group/others">
          <summary className="flex list-none items-center gap-2 px-4 py-2.5 text-sm hover:bg-sunken [&::-webkit-details-marker]:hidden">
            <ChevronRight
              aria-hidden
              size={16}
              className="shrink-0 text-ink-soft transition-transform group-open/others:rotate-90"
            />
            <span>
              Written for {recognized > 0 ? "another" : "your"} server: {names.join(", ")}
              {more > 0 && ` and ${more} more`}
            </span>
          </summary>
          <div className="border-t border-line">
            <Snippets snippets={others} remedy={remedy} />
          </div>
        </details>
      )}
    </div>
  );
}

function Snippets({
  snippets,
  remedy,
  isOpen = false,
}: Omit<SnippetListProps, "recognized"> & { readonly isOpen?: boolean }): ReactNode {
  return (
    <ul className="list-none divide-y divide-line">
      {snippets.map((snippet, index) => (
        <li key={snippet.stack}>
          <OneSnippet snippet={snippet} remedy={remedy} isOpen={isOpen && index === 0} />
        </li>
      ))}
    </ul>
  );
}

interface OneSnippetProps {
  readonly snippet: Snippet;
  readonly remedy: number;
  readonly isOpen: boolean;
}

function OneSnippet({ snippet, remedy, isOpen }: OneSnippetProps): ReactNode {
  const { name, code, notes, docs, verified } = snippet;
  return (
    <details className="group" open={isOpen}>
      <summary className="flex list-none items-center gap-2 px-4 py-2 text-sm hover:bg-sunken [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={16} className="text-ink-soft transition-transform group-open:rotate-90" />
        <span className="font-medium">{name}</span>
        <span className="ms-auto text-xs text-ink-soft">
          {verified ? (
            <span className="flex items-center gap-1">
              <BadgeCheck aria-hidden size={14} className="text-allowed" />
              tested on the real server
            </span>
          ) : (
            "not machine-verified"
          )}
        </span>
      </summary>
      <div className="space-y-2 px-4 pb-4">
        <div className="relative">
          <pre
            role="region"
            tabIndex={0}
            aria-label={`Configuration for ${name}, way ${remedy}`}
            className="wire overflow-x-auto rounded-md bg-sunken p-3 text-sm"
          >
            {code}
          </pre>
          <div className="absolute end-2 top-2">
            <CopyButton text={code} label={`Copy the configuration for ${name}`} compact />
          </div>
        </div>
        <p className="text-sm text-ink-soft">
          <Prose>{notes}</Prose>
        </p>
        <p className="text-sm">
          <a href={docs} className="link" rel="noreferrer">
            {name}: documentation
          </a>
        </p>
      </div>
    </details>
  );
}
