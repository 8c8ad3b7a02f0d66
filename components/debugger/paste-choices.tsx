import { OctagonX } from "lucide-react";
import { useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { PastedChoice } from "#lib/intake/paste/paste.ts";
import { Prose } from "#components/text/prose.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";

const FILTERED_FROM = 8;
const SHOWN_MAX = 200;
const SHOWN_LABEL_CHARACTERS = 160;

interface PasteChoicesProps {
  /** Those that were probably blocked come first. */
  readonly choices: readonly PastedChoice[];
  readonly leftOut: readonly string[];
  readonly onChoose: (index: number) => void;
  readonly onDismiss: () => void;
}

/** The requests of a HAR file as buttons: with JavaScript they fill in the form, without it they post it. */
export function PasteChoices({ choices, leftOut, onChoose, onDismiss }: PasteChoicesProps): ReactNode {
  const [filter, setFilter] = useState("");
  const list = useRef<HTMLUListElement>(null);
  const wanted = filter.trim().toLowerCase();
  const matching = choices
    .map((choice, index) => ({ choice, index }))
    .filter(({ choice }) => choice.label.toLowerCase().includes(wanted));
  const shown = matching.slice(0, SHOWN_MAX);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.key === "Escape") {
      event.preventDefault();
      onDismiss();
      return;
    }
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const buttons = [...(list.current?.querySelectorAll("button") ?? [])];
    const place = buttons.findIndex((button) => button === document.activeElement);
    buttons[Math.max(0, place + step)]?.focus();
  }

  return (
    // The arrow keys are a shortcut between controls that are all reached with Tab too.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="panel overflow-hidden" onKeyDown={onKeyDown}>
      <div className="flex flex-wrap items-center gap-2 border-b border-line px-3 py-2">
        {choices.length >= FILTERED_FROM && (
          <input
            type="search"
            aria-label="Filter the requests"
            placeholder="Filter by method, address or status"
            className="field only-with-script min-h-9 grow basis-56 py-1 text-sm sm:w-auto"
            value={filter}
            onChange={(event) => {
              setFilter(event.target.value);
            }}
            onKeyDown={(event) => {
              // Enter would send the form.
              if (event.key === "Enter") event.preventDefault();
            }}
          />
        )}
        <p role="status" className="grow text-sm text-ink-soft">
          {summary(matching.length, shown.length, choices)}
        </p>
        <button type="button" className="button only-with-script" data-quiet onClick={onDismiss}>
          None of these
        </button>
      </div>
      <ul ref={list} aria-label="Requests to choose from" className="max-h-72 list-none overflow-y-auto">
        {shown.map(({ choice, index }) => (
          <li key={index} className="border-b border-line last:border-b-0">
            <button
              type="submit"
              name="intent"
              value={`choose:${index}`}
              className="flex min-h-11 w-full cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2 text-start text-sm -outline-offset-2 hover:bg-sunken"
              onClick={(event) => {
                event.preventDefault();
                onChoose(index);
              }}
            >
              <RawText className="min-w-0 grow basis-64">{shorten(choice.label, SHOWN_LABEL_CHARACTERS)}</RawText>
              {choice.suspicious && (
                <span className="flex shrink-0 items-center gap-1 text-xs font-medium text-blocked">
                  <OctagonX aria-hidden size={14} />
                  probably blocked
                </span>
              )}
            </button>
          </li>
        ))}
      </ul>
      {leftOut.length > 0 && (
        <p className="border-t border-line px-3 py-2 text-sm text-ink-soft">
          Left out: <Prose>{leftOut.join("; ")}</Prose>
        </p>
      )}
    </div>
  );
}

function summary(matching: number, shown: number, choices: readonly PastedChoice[]): string {
  if (shown < matching) return `The first ${shown} of ${matching}. The filter finds the others.`;
  if (matching < choices.length) return `${matching} of ${choices.length}`;
  const suspicious = choices.filter((choice) => choice.suspicious).length;
  return suspicious === 0 ? "None of them looks blocked." : `${suspicious} of ${choices.length} probably blocked`;
}
