import { BadgeCheck, ChevronRight } from "lucide-react";
import { useId, type ReactNode } from "react";
import type { ServerClue, Snippet } from "#lib/contract/diagnosis.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { Prose } from "#components/text/prose.tsx";

interface SnippetChooserProps {
  readonly snippets: readonly Snippet[];
  /** Number of the remedy, which tells its configurations from those of another. */
  readonly remedy: number;
  /** The servers that were recognised. */
  readonly servers: readonly ServerClue[];
}

/** So many can be chosen at once; the others are one step away. */
const SHOWN_AT_ONCE = 6;

/**
 * How a remedy is written for each kind of server, one at a time: that of a recognised server first and chosen. The
 * choice is made by radio buttons, so that it needs no JavaScript.
 */
export function SnippetChooser({ snippets, remedy, servers }: SnippetChooserProps): ReactNode {
  const group = useId();
  const isRecognized = (snippet: Snippet) => servers.some(({ name }) => snippet.servers?.includes(name) === true);
  const recognized = snippets.filter(isRecognized);
  const inOrder = [...recognized, ...snippets.filter((snippet) => !isRecognized(snippet))];
  const atOnce = Math.max(SHOWN_AT_ONCE, recognized.length);
  const others = inOrder.slice(atOnce);
  const shared = { group, remedy, recognized };
  return (
    <fieldset className="min-w-0 border-t border-line px-4 py-3">
      <legend className="sr-only">The configuration of your server, way {remedy}</legend>
      <p aria-hidden className="mb-2 text-sm font-medium">
        {recognized.length > 0 ? "In your server's configuration" : "Choose your server for its configuration"}
      </p>
      <Choices {...shared} snippets={inOrder.slice(0, atOnce)} />
      {others.length > 0 && (
        <details className="group/others mt-2">
          <summary className="flex w-fit list-none items-center gap-1 text-sm text-ink-soft hover:text-ink [&::-webkit-details-marker]:hidden">
            <ChevronRight aria-hidden size={16} className="shrink-0 transition-transform group-open/others:rotate-90" />
            {others.length} more servers and frameworks
          </summary>
          <div className="mt-2">
            <Choices {...shared} snippets={others} />
          </div>
        </details>
      )}
    </fieldset>
  );
}

interface ChoicesProps {
  readonly snippets: readonly Snippet[];
  readonly recognized: readonly Snippet[];
  readonly group: string;
  readonly remedy: number;
}

function Choices({ snippets, recognized, group, remedy }: ChoicesProps): ReactNode {
  return (
    <div className="flex flex-wrap gap-1.5">
      {snippets.map((snippet) => (
        <Choice
          key={snippet.stack}
          snippet={snippet}
          group={group}
          remedy={remedy}
          isRecognized={recognized.includes(snippet)}
          isChosen={recognized[0] === snippet}
        />
      ))}
    </div>
  );
}

interface ChoiceProps {
  readonly snippet: Snippet;
  readonly group: string;
  readonly remedy: number;
  readonly isRecognized: boolean;
  readonly isChosen: boolean;
}

/** The panel of the chosen one takes a line of its own below all the choices. */
function Choice({ snippet, group, remedy, isRecognized, isChosen }: ChoiceProps): ReactNode {
  const { stack, name, code, notes, docs, verified } = snippet;
  const id = `${group}-${stack}`;
  return (
    <>
      <input
        type="radio"
        name={group}
        id={id}
        value={stack}
        defaultChecked={isChosen}
        className="choice-input sr-only"
      />
      <label htmlFor={id} className="choice">
        {name}
        {isRecognized && <span className="text-xs text-ink-soft"> recognized</span>}
      </label>
      <div className="order-1 mt-1 chosen-panel w-full min-w-0 space-y-2">
        <div className="relative">
          <pre
            role="region"
            tabIndex={0}
            aria-label={`Configuration for ${name}, way ${remedy}`}
            className="wire overflow-x-auto rounded-md bg-sunken p-3 pe-11 text-sm"
          >
            {code}
          </pre>
          <div className="absolute end-2 top-2">
            <CopyButton text={code} label={`Copy the configuration for ${name}`} compact />
          </div>
        </div>
        <p className="text-xs text-ink-soft">
          {verified ? (
            <span className="inline-flex items-center gap-1">
              <BadgeCheck aria-hidden size={14} className="text-allowed" />
              Tested on the real server, with a real browser.
            </span>
          ) : (
            "Not machine-verified."
          )}{" "}
          Filled in for this request: add what else your server lets pages do.
        </p>
        <p className="text-sm text-ink-soft">
          <Prose>{notes}</Prose>
        </p>
        <p className="text-sm">
          <a href={docs} className="link" rel="noreferrer">
            {name}: documentation
          </a>
        </p>
      </div>
    </>
  );
}
