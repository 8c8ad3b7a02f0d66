import type { WhatIfDraft } from "./draft.ts";

/** The draft as it stands, and how it stood before each change. */
export interface DraftHistory {
  readonly present: WhatIfDraft;
  readonly past: readonly WhatIfDraft[];
  /** What the last change was about: going on about the same is one change. */
  readonly subject: string | null;
}

export type HistoryAction =
  { readonly kind: "change"; readonly draft: WhatIfDraft; readonly subject: string | null } | { readonly kind: "undo" };

const KEPT_CHANGES = 100;

export function historyOf(present: WhatIfDraft): DraftHistory {
  return { present, past: [], subject: null };
}

/** Takes a change over, or the last one back. */
export function changeHistory(history: DraftHistory, action: HistoryAction): DraftHistory {
  const { present, past, subject } = history;
  if (action.kind === "undo") {
    const before = past.at(-1);
    return before === undefined ? history : { present: before, past: past.slice(0, -1), subject: null };
  }
  const goesOn = action.subject !== null && action.subject === subject;
  return {
    present: action.draft,
    past: goesOn ? past : [...past.slice(1 - KEPT_CHANGES), present],
    subject: action.subject,
  };
}
