import type { ReactNode } from "react";
import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import type { Initiator } from "#lib/contract/terms.ts";
import { RawText } from "#components/text/raw-text.tsx";

interface NotRunnableProps {
  readonly initiator: Initiator;
  readonly onUseFetch: () => void;
}

/** Why some of what makes requests is not run here. */
export function NotRunnable({ initiator, onUseFetch }: NotRunnableProps): ReactNode {
  return (
    <div role="note" className="panel space-y-3 px-4 py-3 text-sm">
      <p>
        <RawText>{INITIATOR_TERMS[initiator].shownAs}</RawText> is not run here: a page is told so little of it, a load
        or an error at most, that there is nothing to compare. <code>fetch()</code> with the same mode and credentials
        asks the server the same.
      </p>
      <button type="button" className="button" onClick={onUseFetch}>
        Run it as fetch()
      </button>
    </div>
  );
}
