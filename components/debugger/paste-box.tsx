import { FileUp } from "lucide-react";
import { clsx } from "clsx";
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode, type Ref } from "react";
import { PasteChoices } from "./paste-choices.tsx";
import { PasteReport } from "./paste-report.tsx";
import type { PasteBox as PasteBoxState } from "./use-paste.ts";

const ACCEPTED_FILES = ".har,.json,.txt,.log,application/json,text/plain";

/** The box that takes whatever there is to start from, and what it made of it. */
export function PasteBox({
  paste,
  isLocked,
  onSubmit,
  ref,
}: {
  readonly paste: PasteBoxState;
  /** While a diagnosis runs, the form stays as it was sent. */
  readonly isLocked: boolean;
  /** Enter in the empty box. */
  readonly onSubmit: () => void;
  readonly ref: { readonly current: HTMLTextAreaElement | null } & Ref<HTMLTextAreaElement>;
}): ReactNode {
  const fileInput = useRef<HTMLInputElement>(null);
  const isDragging = useDroppedFile(isLocked, (file) => void paste.readFile(file));
  const { text, reading, isBusy } = paste;
  const isEmpty = text.trim() === "";

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing)
      return;
    event.preventDefault();
    if (isEmpty) onSubmit();
    else void paste.read(text);
  }

  return (
    <div className="space-y-2">
      <label htmlFor="paste" className="block text-sm font-medium">
        Start from what you have
      </label>
      <div className="relative">
        <textarea
          ref={ref}
          id="paste"
          name="paste"
          rows={1}
          className={clsx(
            "field paste-box block resize-none border-2 px-4 py-3 font-mono",
            isDragging ? "border-dashed border-accent" : "border-ink-soft",
          )}
          placeholder="Paste a URL, cURL, fetch(), HAR or the error from the console"
          autoCapitalize="off"
          autoComplete="off"
          autoCorrect="off"
          spellCheck={false}
          aria-describedby="paste-said"
          aria-invalid={reading?.kind === "refused"}
          readOnly={isLocked || isBusy}
          value={text}
          onChange={(event) => {
            paste.onType(event.target.value);
          }}
          onKeyDown={onKeyDown}
          onPaste={(event) => {
            const { value, selectionStart, selectionEnd } = event.currentTarget;
            const replacesAll = selectionEnd - selectionStart === value.length;
            const [file] = event.clipboardData.files;
            const pasted = event.clipboardData.getData("text/plain");
            if (isLocked || isBusy || (file === undefined && (pasted.trim() === "" || !replacesAll))) return;
            event.preventDefault();
            void (file === undefined ? paste.read(pasted) : paste.readFile(file));
          }}
        />
        {isDragging && (
          <p
            aria-hidden
            className="pointer-events-none absolute inset-0.5 grid place-items-center rounded-md bg-accent-tint font-medium text-accent"
          >
            Drop the file to read it
          </p>
        )}
      </div>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <div id="paste-said" role="status" className="min-w-0 grow basis-72 py-1.5 text-sm">
          {isBusy ? (
            <p className="text-ink-soft">Reading it …</p>
          ) : (
            <PasteReport reading={reading} isTyping={!isEmpty} />
          )}
        </div>
        {paste.canUndo && (
          <button
            type="button"
            className="button only-with-script"
            data-quiet
            onClick={() => {
              paste.undo();
              ref.current?.focus();
            }}
          >
            Put back what was there
          </button>
        )}
        {reading?.kind === "read" && reading.choices.length > 0 && (
          <button
            type="button"
            className="button only-with-script"
            data-quiet
            onClick={() => {
              paste.reopen(reading.choices);
            }}
          >
            Choose another request
          </button>
        )}
        <button
          type="submit"
          name="intent"
          value="read"
          className={clsx("button", isEmpty && "only-without-script")}
          onClick={(event) => {
            event.preventDefault();
            void paste.read(text);
          }}
        >
          Fill in the form
        </button>
        <button
          type="button"
          className="button only-with-script"
          data-quiet
          disabled={isLocked}
          onClick={() => {
            fileInput.current?.click();
          }}
        >
          <FileUp aria-hidden size={16} />
          Choose a file
        </button>
        <input
          ref={fileInput}
          type="file"
          hidden
          aria-label="A HAR file or another text"
          accept={ACCEPTED_FILES}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file !== undefined) void paste.readFile(file);
            // The same file can be chosen again.
            event.target.value = "";
          }}
        />
      </div>
      {reading?.kind === "choosing" && (
        <PasteChoices
          choices={reading.choices}
          leftOut={reading.leftOut}
          onChoose={(index) => {
            paste.choose(reading.choices, index);
            ref.current?.focus();
          }}
          onDismiss={() => {
            paste.dismiss();
            ref.current?.focus();
          }}
        />
      )}
    </div>
  );
}

/**
 * Takes files that are dropped anywhere: beside the box, the browser would leave the page and the form behind. Tells
 * whether one hovers over the page.
 */
function useDroppedFile(isLocked: boolean, onFile: (file: File) => void): boolean {
  const [isDragging, setDragging] = useState(false);
  const latest = useRef(onFile);
  useEffect(() => {
    latest.current = onFile;
  });
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes("Files") !== true) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = isLocked ? "none" : "copy";
      setDragging(!isLocked);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const drop = (event: DragEvent) => {
      setDragging(false);
      const file = event.dataTransfer?.files[0];
      if (file === undefined) return;
      event.preventDefault();
      if (!isLocked) latest.current(file);
    };
    window.addEventListener("dragover", over);
    window.addEventListener("dragleave", leave);
    window.addEventListener("drop", drop);
    return () => {
      window.removeEventListener("dragover", over);
      window.removeEventListener("dragleave", leave);
      window.removeEventListener("drop", drop);
    };
  }, [isLocked]);
  return isDragging;
}
