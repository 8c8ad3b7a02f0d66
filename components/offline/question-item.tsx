import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import { curlCommand } from "#lib/render/curl.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import type { Draft } from "#components/debugger/draft.ts";
import { pathOf } from "#lib/render/request-line.ts";
import { describeStatus } from "#lib/render/status-phrase.ts";
import { Prose } from "#components/text/prose.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import type { Question } from "./questions.ts";

const SHOWN_PATH_CHARACTERS = 100;
const SHOWN_LINE_CHARACTERS = 120;
const SHOWN_UNREAD_LINES = 5;
const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);
const ROLES = { preflight: "Preflight", actual: "Request" } as const;

interface QuestionItemProps {
  readonly question: Question;
  readonly number: number;
  readonly draft: Draft;
  /** As it is being typed; the question may lag behind. */
  readonly pasted: string;
  readonly onPaste: (text: string) => void;
}

/** One request of the browser: the command that makes it, room for what it prints, and what was understood of that. */
export function QuestionItem({ question, number, draft, pasted, onPaste }: QuestionItemProps): ReactNode {
  const { key, request, answer } = question;
  const id = `answer-${number}`;
  const command = commandFor(question, draft);
  return (
    <li className={clsx("panel overflow-hidden", answer === null && "border-accent")}>
      <h3 className="flex gap-2 border-b border-line px-4 py-2.5 text-sm font-semibold">
        {answer === null ? (
          <CircleHelp aria-hidden size={18} className="mt-px shrink-0 text-unknown" />
        ) : (
          <CircleCheck aria-hidden size={18} className="mt-px shrink-0 text-allowed" />
        )}
        <span className="min-w-0">
          {number} · {ROLES[request.role]}:{" "}
          <RawText>{`${request.method} ${shorten(pathOf(request.url), SHOWN_PATH_CHARACTERS)}`}</RawText>
        </span>
      </h3>
      <div className="space-y-3 px-4 py-3 text-sm">
        {notesOn(question, draft).map((note, index) => (
          <p key={index} className="max-w-[70ch]">
            <Prose>{note}</Prose>
          </p>
        ))}
        <div className="flex items-start gap-2 rounded-md bg-sunken px-3 py-2">
          <RawText lines className="grow">
            {command}
          </RawText>
          <CopyButton text={command} label={`Copy command ${number}`} compact />
        </div>
        <div>
          <input type="hidden" name="question" value={key} />
          <label htmlFor={id} className="mb-1.5 block font-medium">
            What it prints, or the response headers from DevTools
          </label>
          <textarea
            id={id}
            name="answer"
            rows={pasted === "" ? 4 : 8}
            className="field font-mono text-sm"
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            placeholder={"HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: …"}
            aria-describedby={`${id}-read`}
            aria-invalid={pasted !== "" && answer === null}
            value={pasted}
            onChange={(event) => {
              onPaste(event.target.value);
            }}
          />
        </div>
        <Understood
          id={`${id}-read`}
          question={question}
          onStatus={(status) => {
            onPaste(`HTTP/1.1 ${status}\n${pasted}`);
          }}
        />
      </div>
    </li>
  );
}

function commandFor({ request }: Question, { body, cookies }: Draft): string {
  const cookie = request.includeCredentials && cookies.trim() !== "" ? [["Cookie", cookies.trim()] as const] : [];
  const { method, url, headers } = request;
  return curlCommand({
    method,
    url,
    headers: [...headers, ...cookie],
    ...(request.withBody ? { body } : {}),
  });
}

function notesOn({ request, isFromBefore }: Question, { cookies }: Draft): readonly string[] {
  const { role, hop, method, url, includeCredentials } = request;
  return [
    ...(hop > 0 && role === "actual" ? [`The server redirects to \`${url}\`: run this next.`] : []),
    ...(role === "preflight"
      ? ["The browser asks this first, without cookies, and goes on only if the answer allows it."]
      : []),
    ...(SAFE_METHODS.has(method) ? [] : [`This command really sends the \`${method}\`.`]),
    ...(includeCredentials && cookies.trim() === ""
      ? ["The browser sends the server’s cookies along. If the answer depends on them, add `-b 'name=value'`."]
      : []),
    ...(isFromBefore
      ? [
          "Taken from the paste before, where curl followed the redirect itself. A browser may have sent another `Origin` here, so run it to be sure.",
        ]
      : []),
  ];
}

function Understood({
  id,
  question: { read, answer, pasted },
  onStatus,
}: {
  readonly id: string;
  readonly question: Question;
  readonly onStatus: (status: number) => void;
}): ReactNode {
  const { unread, isStatusMissing, bodyCharacters } = read;
  return (
    <div id={id} className="space-y-1">
      {answer !== null && "status" in answer && (
        <p className="text-ink-soft">
          Read: <RawText>{describeStatus(answer.status)}</RawText>, {plural(answer.headers.length, "header line")}
          {bodyCharacters > 0 && `; the body, ${plural(bodyCharacters, "character")}, is left alone`}.
        </p>
      )}
      {answer !== null && "failure" in answer && (
        <p className="text-ink-soft">
          Read: no answer, <RawText>{`${answer.failure.phase}: ${answer.failure.code}`}</RawText>.
        </p>
      )}
      {pasted.trim() !== "" && answer === null && (
        <p className="flex flex-wrap items-center gap-2 text-blocked">
          <CircleAlert aria-hidden size={16} className="shrink-0" />
          {isStatusMissing
            ? "Nothing says with which status these lines came. Write it above them, as in HTTP/1.1 200."
            : "There is no answer in this."}
          {isStatusMissing && (
            <button
              type="button"
              className="button only-with-script"
              onClick={() => {
                onStatus(200);
              }}
            >
              It was 200
            </button>
          )}
        </p>
      )}
      {unread.slice(0, SHOWN_UNREAD_LINES).map(({ line, text, why }) => (
        <p key={line} className="text-varies">
          Line {line} is not understood: <RawText>{shorten(text, SHOWN_LINE_CHARACTERS)}</RawText> {why}
        </p>
      ))}
      {unread.length > SHOWN_UNREAD_LINES && (
        <p className="text-varies">{plural(unread.length - SHOWN_UNREAD_LINES, "more line")} not understood.</p>
      )}
    </div>
  );
}

function plural(count: number, noun: string): string {
  return `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;
}
