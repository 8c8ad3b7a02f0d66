"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { apiContext } from "#lib/api/api-context.ts";
import { callInProcess } from "#lib/api/call-in-process.ts";
import { createDiagnosis } from "#lib/api/create-diagnosis.ts";
import { readPaste } from "#lib/intake/paste/read-paste.ts";
import { LAB_SCENARIOS } from "#lib/lab/catalog.ts";
import { readAnswer, type FormProblem, type RunAnswer } from "#components/debugger/answer.ts";
import { draftFromForm, draftToFields, type Draft } from "#components/debugger/draft.ts";
import type { FormState } from "#components/debugger/form-action.ts";
import { EMPTY_BOX, isEnough, takeChoice, takePaste, type Box, type Taken } from "#components/debugger/pasted.ts";
import { planFor } from "#components/debugger/plan-for.ts";
import { keepDeleteToken } from "./keep-delete-token.ts";
import { draftFromScenario } from "./lab/scenario-draft.ts";

/** What the form does without JavaScript: the same call of the API, with the answer as a page. */
export async function postForm(_state: FormState, form: FormData): Promise<FormState> {
  const typed = draftFromForm(form);
  const text = textOf(form, "paste").replaceAll("\r\n", "\n");
  const [intent, place] = textOf(form, "intent").split(":");
  if (intent === "add-header") return unsent({ ...typed, headers: [...typed.headers, ["", ""]] }, { text });
  if (intent === "remove-header") {
    return unsent({ ...typed, headers: typed.headers.filter((_, index) => index !== Number(place)) }, { text });
  }
  const taken = text.trim() === "" ? null : await read(text, typed);
  if (taken?.reading.kind === "choosing" && intent === "choose") {
    const chosen = takeChoice(taken.reading.choices, Number(place), typed);
    return unsent({ ...typed, ...chosen.changes }, { ...EMPTY_BOX, reading: chosen.reading });
  }
  const draft = { ...typed, ...taken?.changes };
  if (taken !== null && (intent === "read" || !isEnough(taken))) {
    // What was not taken over yet has to be there for the next post.
    const isKept = taken.reading.kind !== "read";
    return unsent(draft, { text: isKept ? text : "", reading: taken.reading });
  }
  const answered = await diagnose(draft);
  if (answered.kind === "problem") return { ...unsent(draft), problem: answered.problem };
  if (answered.diagnosis.id !== null) redirect(`/d/${answered.diagnosis.id}`);
  return { ...unsent(draft), diagnosis: answered.diagnosis };
}

/** Diagnoses the scenario of the lab that the form's `lab` names. */
export async function postScenario(_state: FormProblem | null, form: FormData): Promise<FormProblem | null> {
  const scenario = LAB_SCENARIOS.find(({ id }) => id === form.get("lab"));
  if (!scenario) redirect("/lab");
  const answered = await diagnose(await draftFromScenario(scenario));
  if (answered.kind === "problem") return answered.problem;
  redirect(answered.diagnosis.id === null ? `/?lab=${scenario.id}` : `/d/${answered.diagnosis.id}`);
}

/** Asks the API in this process. */
async function diagnose(draft: Draft): Promise<RunAnswer> {
  const response = await callInProcess(await headers(), "/api/v1/diagnoses", draftToFields(draft), createDiagnosis);
  const answered = await readAnswer(response, () => undefined);
  if (answered.kind === "diagnosis") await keepDeleteToken(answered.diagnosis, await apiContext());
  return answered;
}

/** Reads what stands in the box, as the page does with JavaScript. */
async function read(text: string, draft: Draft): Promise<Taken> {
  return takePaste(await readPaste(text), draft);
}

function unsent(draft: Draft, box: Partial<Box> = {}): FormState {
  return { draft, box: { ...EMPTY_BOX, ...box }, plan: planFor(draftToFields(draft)), problem: null, diagnosis: null };
}

function textOf(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === "string" ? value : "";
}
