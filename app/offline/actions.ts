"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { apiContext } from "#lib/api/api-context.ts";
import { callInProcess } from "#lib/api/call-in-process.ts";
import { createEvaluation } from "#lib/api/create-evaluation.ts";
import { readAnswer } from "#components/debugger/answer.ts";
import { draftFromForm } from "#components/debugger/draft.ts";
import { pastedFromForm, type OfflineState } from "#components/offline/form-state.ts";
import { followPasted } from "#components/offline/questions.ts";
import { keepDeleteToken } from "../keep-delete-token.ts";

/** What the offline page does without JavaScript: asks for the next answer, or saves what the answers come to. */
export async function postOffline(_state: OfflineState, form: FormData): Promise<OfflineState> {
  const draft = draftFromForm(form);
  const pasted = pastedFromForm(form);
  const state: OfflineState = { draft, pasted, problem: null, isAsked: true };
  const pressed = form.get("intent");
  const [intent, row] = typeof pressed === "string" ? pressed.split(":") : [];
  if (intent === "add-header") return { ...state, draft: { ...draft, headers: [...draft.headers, ["", ""]] } };
  if (intent === "remove-header") {
    return { ...state, draft: { ...draft, headers: draft.headers.filter((_, index) => index !== Number(row)) } };
  }
  const offline = followPasted(draft, pasted);
  if (intent !== "save" || offline.kind === "invalid") return state;
  const { fields, responses } = offline;
  const input = { ...fields, responses, save: true };
  const response = await callInProcess(await headers(), "/api/v1/evaluations", input, createEvaluation);
  const answered = await readAnswer(response, () => undefined);
  if (answered.kind === "problem") return { ...state, problem: answered.problem };
  await keepDeleteToken(answered.diagnosis, await apiContext());
  redirect(`/d/${answered.diagnosis.id ?? ""}`);
}
