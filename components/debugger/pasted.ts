import type {
  ConsoleReading,
  Paste,
  PasteKind,
  PastedChoice,
  PastedFields,
  ReadPaste,
} from "#lib/intake/paste/paste.ts";
import { startedBy, type Draft } from "./draft.ts";
import type { ControlName } from "./field-errors.ts";

/** What only the user can tell, and the control beside which it is asked; null where no control is known to be meant. */
export interface Question {
  readonly control: ControlName | null;
  readonly text: string;
}

/** What came of a text that was put into the box. */
export type Reading =
  | { readonly kind: "refused"; readonly message: string }
  | {
      readonly kind: "choosing";
      readonly choices: readonly PastedChoice[];
      /** What of the archive cannot be chosen, each with its count. */
      readonly leftOut: readonly string[];
    }
  | {
      readonly kind: "read";
      readonly from: PasteKind;
      readonly understood: readonly string[];
      readonly ignored: readonly string[];
      readonly consoleLines: readonly ConsoleReading[];
      readonly question: Question | null;
      /** The others that could be chosen instead; empty where there was nothing to choose. */
      readonly choices: readonly PastedChoice[];
    };

/** The box above the form: what stands in it, and what was made of the last text. */
export interface Box {
  readonly text: string;
  readonly reading: Reading | null;
}

export const EMPTY_BOX: Box = { text: "", reading: null };

/** A reading together with the changes that it makes to the form. */
export interface Taken {
  readonly reading: Reading;
  readonly changes: Partial<Draft>;
}

/** The fields about which a question may be, in the order in which they are asked for. */
const ASKED_FOR = ["url", "origin", "method", "credentials"] as const;

/** What a paste means for the form. One request among many has to be chosen first, with `takeChoice`. */
export function takePaste(read: ReadPaste, draft: Draft): Taken {
  if (!read.ok) return { reading: { kind: "refused", message: read.message }, changes: {} };
  const { paste } = read;
  if (paste.kind === "har") {
    const choices = suspiciousFirst(paste.choices);
    if (choices.length === 1) return takeChoice(choices, 0, draft);
    return { reading: { kind: "choosing", choices, leftOut: paste.leftOut }, changes: {} };
  }
  const { fields, understood, ignored } = paste.request;
  return {
    reading: { kind: "read", from: paste.kind, understood, ignored, choices: [], ...ofConsole(paste, fields) },
    changes: changesBy(fields, draft),
  };
}

/** One request of several, put into the form. */
export function takeChoice(choices: readonly PastedChoice[], index: number, draft: Draft): Taken {
  const chosen = choices[index];
  if (chosen === undefined) return { reading: { kind: "choosing", choices, leftOut: [] }, changes: {} };
  const { fields, understood, ignored } = chosen;
  return {
    reading: {
      kind: "read",
      from: "har",
      understood,
      ignored,
      consoleLines: [],
      question: null,
      choices: choices.length > 1 ? choices : [],
    },
    changes: changesBy(fields, draft),
  };
}

/** Whether the form can be sent as it is after that, or something has to be chosen or answered first. */
export function isEnough({ reading }: Taken): boolean {
  return reading.kind === "read" && reading.question === null && reading.consoleLines.length === 0;
}

function changesBy({ initiator, method, headers, ...fields }: PastedFields, draft: Draft): Partial<Draft> {
  return {
    ...(initiator === undefined || initiator === draft.initiator ? {} : startedBy(initiator)),
    ...(method === undefined ? {} : { method }),
    ...(headers === undefined ? {} : { headers }),
    ...Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)),
  };
}

function ofConsole(
  paste: Exclude<Paste, { kind: "har" }>,
  fields: PastedFields,
): Pick<Extract<Reading, { kind: "read" }>, "consoleLines" | "question"> {
  if (paste.kind !== "console") return { consoleLines: [], question: null };
  const text = paste.readings.find(({ question }) => question !== null)?.question ?? null;
  const control = ASKED_FOR.find((name) => fields[name] === undefined) ?? null;
  return { consoleLines: paste.readings, question: text === null ? null : { control, text } };
}

function suspiciousFirst(choices: readonly PastedChoice[]): readonly PastedChoice[] {
  return [...choices].sort((a, b) => Number(b.suspicious) - Number(a.suspicious));
}
