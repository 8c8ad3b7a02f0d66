import { BadgeCheck, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Snippet } from "#lib/contract/diagnosis.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { Prose } from "#components/text/prose.tsx";

/** How a remedy is written for each kind of server; what was recognised stands first. */
export function SnippetList({ snippets }: { readonly snippets: readonly Snippet[] }): ReactNode {
  return (
    <div className="border-t border-line">
      <p className="px-4 pt-3 text-sm text-ink-soft">Written for your server:</p>
      <ul className="list-none divide-y divide-line">
        {snippets.map((snippet) => (
          <li key={snippet.stack}>
            <OneSnippet snippet={snippet} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function OneSnippet({ snippet }: { readonly snippet: Snippet }): ReactNode {
  const { name, code, notes, docs, verified } = snippet;
  return (
    <details className="group">
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
            aria-label={`Configuration for ${name}`}
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
