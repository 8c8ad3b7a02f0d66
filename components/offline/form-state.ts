import type { FormProblem } from "#components/debugger/answer.ts";
import { EMPTY_DRAFT, type Draft } from "#components/debugger/draft.ts";
import type { PastedAnswers } from "./questions.ts";

/** What the offline page is rendered from after it was posted without JavaScript. */
export interface OfflineState {
  readonly draft: Draft;
  readonly pasted: PastedAnswers;
  readonly problem: FormProblem | null;
  /** The form was sent once, so what is wrong with it may be said. */
  readonly isAsked: boolean;
}

export type OfflineAction = (state: OfflineState, form: FormData) => Promise<OfflineState>;

export const EMPTY_OFFLINE: OfflineState = { draft: EMPTY_DRAFT, pasted: {}, problem: null, isAsked: false };

const MAX_PASTED_CHARACTERS = 65_536;

/** Reads what was pasted from the form's controls, which come in pairs. */
export function pastedFromForm(form: FormData): PastedAnswers {
  const texts = form.getAll("answer");
  return Object.fromEntries(
    form.getAll("question").flatMap((key, index) => {
      const text = texts[index];
      return typeof key === "string" && typeof text === "string" ? [[key, text.slice(0, MAX_PASTED_CHARACTERS)]] : [];
    }),
  );
}
