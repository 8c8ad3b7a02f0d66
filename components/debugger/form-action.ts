import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import type { Plan } from "#lib/diagnosis/plan.ts";
import type { FormProblem } from "./answer.ts";
import { EMPTY_DRAFT, type Draft } from "./draft.ts";
import { EMPTY_BOX, type Box } from "./pasted.ts";

/** What the form is rendered from: when the page is asked for, and after it was posted without JavaScript. */
export interface FormState {
  readonly draft: Draft;
  readonly box: Box;
  readonly plan: Plan | null;
  readonly problem: FormProblem | null;
  /** A diagnosis that was not to be saved, so that there is no page to go to. */
  readonly diagnosis: Diagnosis | null;
}

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>;

export const EMPTY_FORM: FormState = { draft: EMPTY_DRAFT, box: EMPTY_BOX, plan: null, problem: null, diagnosis: null };
