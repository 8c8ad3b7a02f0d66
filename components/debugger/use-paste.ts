import { useCallback, useState } from "react";
import type { PastedChoice, ReadPaste } from "#lib/intake/paste/paste.ts";
import type { Draft } from "./draft.ts";
import { EMPTY_BOX, isEnough, takeChoice, takePaste, type Box, type Question, type Taken } from "./pasted.ts";

/** A longer text is not put back into the box, where nobody could correct it by hand. */
const SHOWN_CHARACTERS_MAX = 100_000;
const FILE_BYTES_MAX = 64 * 1024 * 1024;

const NOT_LOADED: ReadPaste = {
  ok: false,
  message: "Preflight could not be reached for what it needs to read this. Nothing was lost; try it again.",
};
const TOO_LARGE: ReadPaste = {
  ok: false,
  message: "This file is larger than 64 MB. Export only the request that was blocked, and drop that.",
};
const UNREADABLE: ReadPaste = { ok: false, message: "The browser could not read this file." };

export interface PasteBox extends Box {
  readonly isBusy: boolean;
  readonly canUndo: boolean;
  /** What the last text left open, until its field is changed. */
  readonly question: Question | null;
  readonly onType: (text: string) => void;
  /** Reads a text into the form; resolves with the draft when that can be sent, with null when it cannot yet. */
  readonly read: (text: string) => Promise<Draft | null>;
  readonly readFile: (file: File) => Promise<void>;
  readonly choose: (choices: readonly PastedChoice[], index: number) => void;
  /** Shows the choices again. */
  readonly reopen: (choices: readonly PastedChoice[]) => void;
  readonly dismiss: () => void;
  readonly undo: () => void;
}

/** The box above the form. What it takes to read a text is loaded when there is one. */
export function usePaste(initial: Box, draft: Draft, change: (changes: Partial<Draft>) => void): PasteBox {
  const [box, setBox] = useState(initial);
  const [isBusy, setBusy] = useState(false);
  const [before, setBefore] = useState<{ readonly draft: Draft; readonly text: string } | null>(null);
  const [filledIn, setFilledIn] = useState(draft);

  /** The form as it was before the first of several choices is what undoing leads back to. */
  function take(taken: Taken, text: string, origin: { readonly draft: Draft; readonly text: string }): Draft | null {
    const { reading, changes } = taken;
    if (reading.kind === "refused") setBox({ text: text.length > SHOWN_CHARACTERS_MAX ? "" : text, reading });
    else setBox({ text: "", reading });
    if (reading.kind !== "refused") setBefore(reading.kind === "read" ? origin : null);
    const changed = { ...draft, ...changes };
    change(changes);
    setFilledIn(changed);
    return isEnough(taken) ? changed : null;
  }

  async function readWith(load: () => Promise<ReadPaste>, shown: string): Promise<Draft | null> {
    setBusy(true);
    try {
      return take(takePaste(await load(), draft), shown, { draft, text: box.text });
    } finally {
      setBusy(false);
    }
  }

  const onType = useCallback((text: string) => {
    setBox(({ reading }) => ({ text, reading: reading?.kind === "refused" ? null : reading }));
  }, []);

  const asked = box.reading?.kind === "read" ? box.reading.question : null;
  const isAnswered = asked?.control != null && draft[asked.control] !== filledIn[asked.control];
  return {
    ...box,
    isBusy,
    question: isAnswered ? null : asked,
    canUndo: before !== null && box.reading?.kind === "read",
    onType,
    read: (text) => readWith(() => readText(text), text),
    async readFile(file) {
      await readWith(() => (file.size > FILE_BYTES_MAX ? Promise.resolve(TOO_LARGE) : readTextOf(file)), box.text);
    },
    choose(choices, index) {
      take(takeChoice(choices, index, draft), "", before ?? { draft, text: box.text });
    },
    reopen(choices) {
      setBox((current) => ({ ...current, reading: { kind: "choosing", choices, leftOut: [] } }));
    },
    dismiss() {
      setBox((current) => ({ ...current, reading: null }));
    },
    undo() {
      if (before === null) return;
      change(before.draft);
      setBox({ ...EMPTY_BOX, text: before.text });
      setBefore(null);
    },
  };
}

function readText(text: string): Promise<ReadPaste> {
  return import("#lib/intake/paste/read-paste.ts").then(({ readPaste }) => readPaste(text)).catch(() => NOT_LOADED);
}

function readTextOf(file: File): Promise<ReadPaste> {
  return file.text().then(readText, () => UNREADABLE);
}
