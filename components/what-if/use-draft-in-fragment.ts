import { useEffect, useRef } from "react";
import { draftToFragment } from "./draft-fragment.ts";
import { isComplete, type WhatIfDraft } from "./draft.ts";

const FRAGMENT_DELAY_MS = 250;

/** Keeps the edits in the address, so that they outlive a reload; with null nothing is kept. */
export function useDraftInFragment(draft: WhatIfDraft | null, original: WhatIfDraft): void {
  const first = useRef(draft);
  useEffect(() => {
    if (draft === null || draft === first.current || !isComplete(draft)) return;
    first.current = null;
    const timer = setTimeout(() => {
      const { pathname, search } = window.location;
      const fragment = draftToFragment(draft, original);
      const address = `${pathname}${search}${fragment === "" ? "" : `#${fragment}`}`;
      window.history.replaceState(window.history.state, "", address);
    }, FRAGMENT_DELAY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [draft, original]);
}
