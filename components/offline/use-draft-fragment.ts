import { useEffect } from "react";
import { draftFromForm, type Draft } from "#components/debugger/draft.ts";
import { draftFromFragment, draftToFragment } from "#components/debugger/draft-fragment.ts";
import { useDraftInFragment } from "#components/debugger/use-draft-in-fragment.ts";

/**
 * Takes over what was typed before the page came alive or, failing that, what the address says; then keeps the request in
 * the address, values of headers excepted.
 */
export function useDraftFragment(
  form: { readonly current: HTMLFormElement | null },
  draft: Draft,
  initial: Draft,
  onRestore: (draft: Draft) => void,
  onForm: (form: FormData) => void,
): void {
  useEffect(() => {
    if (!form.current) return;
    const data = new FormData(form.current);
    // The form has no control for the further questions.
    const shown = { ...draftFromForm(data), probes: initial.probes };
    if (draftToFragment(shown) === draftToFragment(initial)) {
      const restored = draftFromFragment(window.location.hash);
      if (restored) onRestore(restored);
    } else {
      onRestore(shown);
    }
    if (data.has("question")) onForm(data);
  }, [form]);

  useDraftInFragment(draft, initial);
}
