import { Undo2, X } from "lucide-react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { FoldedText } from "#components/text/raw-text.tsx";
import { visibleText } from "#components/text/visible.ts";
import { isLineChanged, lineError, withoutLine, type LineDraft } from "./draft.ts";

const VERBATIM = { autoCapitalize: "off", autoCorrect: "off", autoComplete: "off", spellCheck: false } as const;
const FIELD = "field min-h-9 px-2 py-1 font-mono text-sm pointer-coarse:min-h-11";

interface LineEditorProps {
  readonly id: string;
  /** Its place among the lines of the answer, from 1. */
  readonly number: number;
  readonly line: LineDraft;
  /** Null takes an added line away. */
  readonly onChange: (line: LineDraft | null, subject: string | null) => void;
}

/** One header line as two fields, with what the server really sent under it where that differs. */
export function LineEditor({ id, number, line, onChange }: LineEditorProps): ReactNode {
  const { was, is } = line;
  const name = visibleText(is?.[0] ?? was?.[0] ?? "");
  const error = lineError(line);
  const described = error === null ? {} : { "aria-describedby": `${id}-error` };
  const putBack = was !== null && isLineChanged(line) && (
    <button
      type="button"
      className="button"
      data-quiet
      aria-label={`Put back line ${number}, ${visibleText(was[0])}`}
      onClick={() => {
        onChange({ was, is: was }, null);
      }}
    >
      <Undo2 aria-hidden size={15} />
      Put back
    </button>
  );
  return (
    <li className={clsx("relative ps-4 text-sm", isLineChanged(line) && "border-s-3 border-varies")}>
      {was === null && (
        <span className="wire absolute start-1 top-2 text-allowed select-none">
          <span aria-hidden>+</span>
          <span className="sr-only">added</span>
        </span>
      )}
      {is !== null && (
        <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
          <input
            {...VERBATIM}
            {...described}
            id={`${id}-name`}
            className={FIELD}
            aria-label={`Name of line ${number}`}
            aria-invalid={error?.part === "name"}
            list="what-if-names"
            value={is[0]}
            onChange={(event) => {
              onChange({ was, is: [event.target.value, is[1]] }, "name");
            }}
          />
          <input
            {...VERBATIM}
            {...described}
            id={`${id}-value`}
            className={clsx(FIELD, "order-1 col-span-2 sm:order-none sm:col-span-1")}
            aria-label={`Value of line ${number}${name === "" ? "" : `, ${name}`}`}
            aria-invalid={error?.part === "value"}
            value={is[1]}
            onChange={(event) => {
              onChange({ was, is: [is[0], event.target.value] }, "value");
            }}
          />
          <button
            type="button"
            className="button w-9 p-0 pointer-coarse:w-11"
            data-quiet
            aria-label={`Take away line ${number}${name === "" ? "" : `, ${name}`}`}
            onClick={() => {
              onChange(withoutLine(line)[0] ?? null, null);
            }}
          >
            <X aria-hidden size={16} />
          </button>
        </div>
      )}
      {error !== null && (
        <p id={`${id}-error`} className="mt-1 text-blocked">
          {error.message} Until then the line is left out.
        </p>
      )}
      {was !== null && isLineChanged(line) && (
        <div className="mt-1 flex flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-sm bg-blocked-tint ps-2">
          <p className="min-w-0 py-1">
            <span aria-hidden className="wire me-2 text-blocked select-none">
              -
            </span>
            <span className="sr-only">The server sent: </span>
            <FoldedText>{`${was[0]}: ${was[1]}`}</FoldedText>
            {is === null && <span className="ms-2 text-xs text-ink-soft">taken away</span>}
          </p>
          {putBack}
        </div>
      )}
    </li>
  );
}
