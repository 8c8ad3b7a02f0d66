import { useId, useState, type ReactNode } from "react";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import type { ReadPaste } from "#lib/intake/paste/paste.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { Prose } from "#components/text/prose.tsx";
import { FoldedText } from "#components/text/raw-text.tsx";
import type { BrowserPrediction } from "./prediction.ts";
import type { EngineName } from "./this-browser.ts";

/** Where the browser says what it does not tell a script, and a box to have that explained. */
export function ConsoleHelp({
  prediction,
  engine,
}: {
  readonly prediction: BrowserPrediction | null;
  readonly engine: EngineName;
}): ReactNode {
  const id = useId();
  const [text, setText] = useState("");
  const [read, setRead] = useState<ReadPaste | null>(null);

  async function explain(): Promise<void> {
    const { readPaste } = await import("#lib/intake/paste/read-paste.ts");
    setRead(await readPaste(text));
  }

  return (
    <section aria-labelledby="console" className="max-w-3xl">
      <h3 id="console" className="mb-1 text-lg font-semibold">
        What the browser’s console says
      </h3>
      <p className="text-sm">
        Open the developer tools of this tab and their console: the reason stands there, in red.{" "}
        {prediction?.console != null
          ? `Predicted for ${BROWSER_NAMES[engine]} is this line:`
          : "No line about CORS is predicted, so whatever stands there says more than the prediction."}
      </p>
      {prediction?.console != null && (
        <div className="mt-3 flex items-start gap-2 rounded-md bg-sunken px-3 py-2 text-sm">
          <div className="min-w-0 grow text-blocked">
            <FoldedText>{prediction.console}</FoldedText>
          </div>
          <CopyButton text={prediction.console} label="Copy the console line" compact />
        </div>
      )}
      <form
        className="mt-4 space-y-3"
        onSubmit={(event) => {
          event.preventDefault();
          void explain();
        }}
      >
        <label htmlFor={id} className="block text-sm font-medium">
          The line that stands there
        </label>
        <textarea
          id={id}
          rows={3}
          className="field font-mono text-sm"
          spellCheck={false}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
          }}
        />
        <button type="submit" className="button">
          Explain this line
        </button>
        <div role="status" className="space-y-3 text-sm">
          {read && <Explained read={read} />}
        </div>
      </form>
    </section>
  );
}

function Explained({ read }: { readonly read: ReadPaste }): ReactNode {
  if (!read.ok) {
    return (
      <p>
        <Prose>{read.message}</Prose>
      </p>
    );
  }
  if (read.paste.kind !== "console") {
    return <p>That is no line of a console. Paste the red line itself, from its first word to its last.</p>;
  }
  return read.paste.readings.map(({ explanation, finding, question }, index) => (
    <p key={index}>
      <Prose>{explanation}</Prose> {question !== null && <Prose>{question}</Prose>}{" "}
      {finding !== null && (
        <a className="link" href={`/findings/${finding}`}>
          What it means and how to fix it
        </a>
      )}
    </p>
  ));
}
