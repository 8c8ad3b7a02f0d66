import { useMemo } from "react";
import { useFragment } from "#components/controls/use-fragment.ts";
import { draftToFragment } from "./draft-fragment.ts";
import { isComplete, type WhatIfDraft } from "./draft.ts";

/** Keeps the edits in the address, so that they outlive a reload; with null nothing is kept. */
export function useDraftInFragment(draft: WhatIfDraft | null, original: WhatIfDraft): void {
  useFragment(
    useMemo(() => (draft !== null && isComplete(draft) ? draftToFragment(draft, original) : null), [draft, original]),
  );
}
