import { useEffect, useMemo } from "react";
import { useFragment } from "#components/controls/use-fragment.ts";
import { draftFromForm, type Draft } from "./draft.ts";
import { draftFromFragment, draftToFragment } from "./draft-fragment.ts";
import type { FormState } from "./form-action.ts";

/**
 * Takes over what was typed before the page came alive or, failing that, what the address says, and puts the cursor where
 * one starts.
 */
export function useRestoredDraft(
  form: { readonly current: HTMLFormElement | null },
  box: { readonly current: HTMLTextAreaElement | null },
  initial: FormState,
  change: (draft: Draft) => void,
  onType: (text: string) => void,
): void {
  useEffect(() => {
    if (!form.current || !box.current) return;
    const shown = draftFromForm(new FormData(form.current));
    const restored =
      draftToFragment(shown) === draftToFragment(initial.draft) ? draftFromFragment(window.location.hash) : shown;
    if (restored) change(restored);
    if (box.current.value !== initial.box.text) onType(box.current.value);
    const isUntouched = (restored ?? initial.draft).url === "" && document.activeElement === document.body;
    if (isUntouched && window.matchMedia("(pointer: fine)").matches) box.current.focus();
  }, [form, box, initial, change, onType]);
}

/** Keeps the address bar in step, so that a reload or a copied address brings the form back. */
export function useDraftInFragment(draft: Draft, initial: Draft): void {
  useFragment(useMemo(() => (draft === initial ? null : draftToFragment(draft)), [draft, initial]));
}
