import { Check, CircleHelp } from "lucide-react";
import type { ReactNode } from "react";
import type { ConsoleReading, PasteKind } from "#lib/intake/paste/paste.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { Prose } from "#components/text/prose.tsx";
import type { Reading } from "./pasted.ts";

const SHOWN_IGNORED = 3;
const LIST = new Intl.ListFormat("en", { type: "conjunction" });

const NAMES: Record<PasteKind, string> = {
  url: "a URL",
  curl: "a cURL command",
  fetch: "a call of fetch()",
  har: "a request of a HAR file",
  http: "an HTTP request",
  console: "what the browser's console says",
};

/** What was understood of the last text, what was left out, and what a console line means. */
export function PasteReport({
  reading,
  isTyping,
}: {
  readonly reading: Reading | null;
  readonly isTyping: boolean;
}): ReactNode {
  if (reading === null) {
    return (
      <p className="text-ink-soft">
        {isTyping
          ? "Enter reads it into the form. Nothing is sent yet."
          : "It fills in the form below, which you can also fill in yourself."}
      </p>
    );
  }
  switch (reading.kind) {
    case "refused":
      return (
        <p className="text-blocked">
          <Prose>{reading.message}</Prose>
        </p>
      );
    case "choosing":
      return <p>{reading.choices.length} requests in there. Which one is it?</p>;
    case "read":
      return (
        <div className="space-y-2">
          <p className="flex gap-2">
            <Check aria-hidden size={16} className="mt-0.5 shrink-0 text-allowed" />
            <span className="min-w-0">
              <span className="font-medium">Read as {NAMES[reading.from]}.</span>
              {reading.understood.length > 0 && (
                <>
                  {" "}
                  Filled in: <Prose>{LIST.format(reading.understood)}</Prose>.
                </>
              )}
            </span>
          </p>
          <Ignored ignored={reading.ignored} />
          {reading.consoleLines.map((line, index) => (
            <ConsoleLine key={index} line={line} />
          ))}
          {reading.question?.control === null && <QuestionText>{reading.question.text}</QuestionText>}
        </div>
      );
  }
}

/** A question that the page cannot answer by itself. */
export function QuestionText({ children }: { readonly children: string }): ReactNode {
  return (
    <span className="flex gap-1.5 font-medium text-info">
      <CircleHelp aria-hidden size={16} className="mt-0.5 shrink-0" />
      <span className="min-w-0">
        <Prose>{children}</Prose>
      </span>
    </span>
  );
}

function Ignored({ ignored }: { readonly ignored: readonly string[] }): ReactNode {
  if (ignored.length === 0) return null;
  const list = (
    <ul className="list-disc space-y-0.5 ps-5">
      {ignored.map((each, index) => (
        <li key={index}>
          <Prose>{each}</Prose>
        </li>
      ))}
    </ul>
  );
  if (ignored.length <= SHOWN_IGNORED) {
    return (
      <div className="ps-6 text-ink-soft">
        <p>Left out:</p>
        {list}
      </div>
    );
  }
  return (
    <details className="ps-6 text-ink-soft">
      <summary className="w-fit">Left out: {ignored.length} parts</summary>
      {list}
    </details>
  );
}

function ConsoleLine({ line }: { readonly line: ConsoleReading }): ReactNode {
  return (
    <div className="ms-6 rounded-md border-s-3 border-info bg-info-tint px-3 py-2">
      <p>
        {line.browser !== null && <span className="font-medium">{BROWSER_NAMES[line.browser]} says: </span>}
        <Prose>{line.explanation}</Prose>
      </p>
      {line.finding !== null && (
        <a href={`/findings/${encodeURIComponent(line.finding)}`} className="link">
          How this comes about, and how it is fixed
        </a>
      )}
    </div>
  );
}
