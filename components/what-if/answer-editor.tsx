import { Plus, RotateCcw } from "lucide-react";
import { clsx } from "clsx";
import { useState, type ReactNode } from "react";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { assumedStatus } from "#lib/diagnosis/remedies/what-if.ts";
import type { OutgoingRequest } from "#lib/fetch/exchange.ts";
import { getHeader, type HeaderList } from "#lib/fetch/header-list.ts";
import { pathOf } from "#lib/render/request-line.ts";
import { describeStatus } from "#lib/render/status-phrase.ts";
import { playsNoPartInCors } from "#lib/render/wire-text.ts";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import { isAnswerChanged, isLineChanged, statusError, type AnswerDraft, type LineDraft } from "./draft.ts";
import { focusLater } from "./focus-later.ts";
import { LineEditor } from "./line-editor.tsx";

const SHOWN_PATH_CHARACTERS = 80;
/** The lines that a server decides by; where they differ, the same answer is only supposed. */
const ASKING_NAMES = ["Origin", "Access-Control-Request-Method", "Access-Control-Request-Headers"] as const;

interface AnswerEditorProps {
  readonly index: number;
  readonly answer: AnswerDraft;
  /** The answer that was seen; absent where nobody has seen one. */
  readonly original: AnswerDraft | undefined;
  /** The header lines of the request that it answered. */
  readonly askedAs: HeaderList | null;
  /** The request that it answers with the edits: null when there is none, undefined while that is not known. */
  readonly asked: OutgoingRequest | null | undefined;
  /** Null takes the answer away. The subject says what is being typed. */
  readonly onChange: (answer: AnswerDraft | null, subject: string | null) => void;
}

/** One answer: its status, and each of its lines beside what the server really sent. */
export function AnswerEditor(props: AnswerEditorProps): ReactNode {
  const { index, answer, original, askedAs, asked, onChange } = props;
  const [isAllShown, setAllShown] = useState(false);
  const { place, lines, status, failure } = answer;
  const id = `what-if-${index}`;
  const isChanged = isAnswerChanged(answer, original);
  const isQuiet = (line: LineDraft) => line.was !== null && !isLineChanged(line) && playsNoPartInCors(line.was[0]);
  const hidden = isAllShown ? 0 : lines.filter(isQuiet).length;
  const wrongStatus = failure === null ? statusError(status) : null;

  function changeLine(at: number, line: LineDraft | null, subject: string | null): void {
    onChange({ ...answer, lines: lines.flatMap((each, other) => (other === at ? (line ?? []) : each)) }, subject);
  }

  return (
    <article
      aria-labelledby={`${id}-title`}
      className={clsx("panel overflow-hidden", isChanged && "border-varies", asked === null && "border-dashed")}
    >
      <header className="flex flex-wrap items-center gap-x-3 gap-y-1 border-b border-line px-3 py-2 text-sm">
        <h4 id={`${id}-title`} className="min-w-0 grow font-semibold">
          Answer to <RawText>{`${place.method} ${shorten(pathOf(place.url), SHOWN_PATH_CHARACTERS)}`}</RawText>
          {place.hop > 0 && ` after ${place.hop === 1 ? "one redirect" : `${place.hop} redirects`}`}
        </h4>
        {isChanged && (
          <button
            type="button"
            className="button"
            data-quiet
            onClick={() => {
              onChange(original ?? null, null);
              focusLater(original === undefined ? "what-if-verdict" : `${id}-status`);
            }}
          >
            <RotateCcw aria-hidden size={15} />
            {original === undefined ? "Take it away" : "Reset this answer"}
          </button>
        )}
      </header>
      <Remarks answer={answer} askedAs={askedAs} asked={asked} />
      <div className="space-y-3 px-3 py-3">
        {failure === null ? (
          <div>
            <label className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              <span className="font-medium">Status</span>
              <input
                id={`${id}-status`}
                className="field min-h-9 w-20 py-1 font-mono text-sm pointer-coarse:min-h-11"
                inputMode="numeric"
                autoComplete="off"
                aria-invalid={wrongStatus !== null}
                {...(wrongStatus === null ? {} : { "aria-describedby": `${id}-status-error` })}
                value={status}
                onChange={(event) => {
                  onChange({ ...answer, status: event.target.value }, "status");
                }}
              />
              {original !== undefined && original.failure === null && original.status !== status && (
                <span className="text-ink-soft">
                  was <RawText>{describeStatus(Number(original.status))}</RawText>
                </span>
              )}
            </label>
            {wrongStatus !== null && (
              <p id={`${id}-status-error`} className="mt-1 text-sm text-blocked">
                {wrongStatus}
              </p>
            )}
          </div>
        ) : (
          <div className="space-y-2 text-sm">
            <p>
              No answer came: <RawText>{`${failure.phase}: ${failure.code}`}</RawText>.
            </p>
            <button
              type="button"
              className="button"
              onClick={() => {
                onChange({ ...answer, failure: null, status: String(assumedStatus(place.role)) }, null);
                focusLater(`${id}-status`);
              }}
            >
              Suppose that it had answered
            </button>
          </div>
        )}
        {failure === null && (
          <>
            <ol className="list-none space-y-2" aria-label="Header lines">
              {lines.map((line, at) =>
                !isAllShown && isQuiet(line) ? null : (
                  <LineEditor
                    key={at}
                    id={`${id}-line-${at}`}
                    number={at + 1}
                    line={line}
                    onChange={(changed, subject) => {
                      changeLine(at, changed, subject === null ? null : `${at} ${subject}`);
                      if (changed === null) focusLater(`${id}-add`);
                    }}
                  />
                ),
              )}
            </ol>
            <div className="flex flex-wrap gap-2">
              <button
                type="button"
                id={`${id}-add`}
                className="button"
                onClick={() => {
                  onChange({ ...answer, lines: [...lines, { was: null, is: ["", ""] }] }, null);
                  focusLater(`${id}-line-${lines.length}-name`);
                }}
              >
                <Plus aria-hidden size={15} />
                Add a line
              </button>
              {hidden > 0 && (
                <button
                  type="button"
                  className="button"
                  data-quiet
                  onClick={() => {
                    setAllShown(true);
                  }}
                >
                  {hidden === 1 ? "Show one line" : `Show ${hidden} lines`} that take no part in CORS
                </button>
              )}
            </div>
          </>
        )}
      </div>
    </article>
  );
}

function Remarks({ answer, askedAs, asked }: Pick<AnswerEditorProps, "answer" | "askedAs" | "asked">): ReactNode {
  const { browsers, exchange } = answer;
  const names = browsers?.map((name) => BROWSER_NAMES[name]);
  const differing =
    askedAs === null || asked == null
      ? []
      : ASKING_NAMES.filter((name) => getHeader(askedAs, name) !== getHeader(asked.headers, name));
  const remarks = [
    ...(exchange === null ? ["Assumed: nobody has seen this answer."] : []),
    ...(names === undefined ? [] : [`Only for ${names.join(", ")}.`]),
    ...(asked === null ? ["Not asked for with these changes, so it does not count."] : []),
    ...(differing.length === 0
      ? []
      : [`The server gave it to a request with another ${differing.join(" and ")}: supposed to stay the same.`]),
  ];
  if (remarks.length === 0) return null;
  return <p className="border-b border-line bg-varies-tint px-3 py-2 text-sm">{remarks.join(" ")}</p>;
}
