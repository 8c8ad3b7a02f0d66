import type { ReactNode } from "react";
import type { Readable } from "#lib/contract/diagnosis.ts";
import { RawText } from "#components/text/raw-text.tsx";

const TYPE_MEANINGS: Readonly<Record<Readable["type"], string>> = {
  cors: "shared across origins by the server's leave",
  basic: "the page's own origin",
  opaque: "hidden: status 0, no headers, no body",
  opaqueredirect: "a redirect that was not followed; hidden",
  error: "none: the promise is rejected",
};

/** What the page's script can see of the response, and what stays hidden from it. */
export function ReadableSummary({ readable }: { readonly readable: Readable }): ReactNode {
  return (
    <dl className="grid gap-x-6 gap-y-2 px-4 py-3 text-sm sm:grid-cols-[9rem_minmax(0,1fr)]">
      <dt className="text-ink-soft">Response type</dt>
      <dd>
        <RawText>{readable.type}</RawText>: {TYPE_MEANINGS[readable.type]}
      </dd>
      <dt className="text-ink-soft">Status and body</dt>
      <dd>
        {readable.status ? "status readable" : "status hidden"}, {readable.body ? "body readable" : "body hidden"}
      </dd>
      <dt className="text-ink-soft">Readable headers</dt>
      <dd>
        <Names names={readable.headers} />
      </dd>
      <dt className="text-ink-soft">Hidden headers</dt>
      <dd>
        <Names names={readable.hidden} />
      </dd>
    </dl>
  );
}

function Names({ names }: { readonly names: readonly string[] }): ReactNode {
  if (names.length === 0) return "none";
  return (
    <ul className="flex list-none flex-wrap gap-x-3 gap-y-1">
      {names.map((name) => (
        <li key={name} className="min-w-0">
          <RawText>{name}</RawText>
        </li>
      ))}
    </ul>
  );
}
