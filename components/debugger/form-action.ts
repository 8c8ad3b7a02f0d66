import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import type { FormProblem } from "./answer.ts";
import { EMPTY_DRAFT, type Draft } from "./draft.ts";

/** What the form is rendered from after it was posted without JavaScript. */
export interface FormState {
  readonly draft: Draft;
  readonly problem: FormProblem | null;
  /** A diagnosis that was not to be saved, so that there is no page to go to. */
  readonly diagnosis: Diagnosis | null;
}

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

export const EMPTY_FORM: FormState = { draft: EMPTY_DRAFT, problem: null, diagnosis: null };
