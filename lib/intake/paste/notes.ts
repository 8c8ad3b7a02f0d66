import type { PastedRequest } from "./paste.ts";

/** What is said of a paste beside its fields, gathered while it is read. */
export interface Notes {
  readonly understood: string[];
  readonly ignored: string[];
}

export function noNotes(): Notes {
  return { understood: [], ignored: [] };
}

/** Adds what a part of the paste gave to what is said of the whole. */
export function addNotes(notes: Notes, { understood, ignored }: Pick<PastedRequest, "understood" | "ignored">): void {
  notes.understood.push(...understood);
  notes.ignored.push(...ignored);
}
