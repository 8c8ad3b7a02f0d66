"use server";

import { cookies, headers } from "next/headers";
import { redirect } from "next/navigation";
import { answer } from "#lib/api/answer.ts";
import { createDiagnosis } from "#lib/api/create-diagnosis.ts";
import { apiContext } from "#lib/api/api-context.ts";
import { DELETE_COOKIE_MAX_AGE_SECONDS, DELETE_COOKIE_NAME } from "#lib/config/defaults.ts";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { LAB_SCENARIOS } from "#lib/lab/catalog.ts";
import { readAnswer, type FormProblem, type RunAnswer } from "#components/debugger/answer.ts";
import { draftFromForm, draftToFields, type Draft } from "#components/debugger/draft.ts";
import type { FormState } from "#components/debugger/form-action.ts";
import { draftFromScenario } from "./lab/scenario-draft.ts";

const PASSED_ON = ["user-agent", "x-forwarded-for", "x-request-id"] as const;

/** What the form does without JavaScript: the same call of the API, with the answer as a page. */
export async function postForm(_state: FormState, form: FormData): Promise<FormState> {
  const draft = draftFromForm(form);
  const pressed = form.get("intent");
  const [intent, row] = typeof pressed === "string" ? pressed.split(":") : [];
  if (intent === "add-header") return unsent({ ...draft, headers: [...draft.headers, ["", ""]] });
  if (intent === "remove-header") {
    return unsent({ ...draft, headers: draft.headers.filter((_, index) => index !== Number(row)) });
  }
  const answered = await diagnose(draft);
  if (answered.kind === "problem") return { draft, problem: answered.problem, diagnosis: null };
  if (answered.diagnosis.id !== null) redirect(`/d/${answered.diagnosis.id}`);
  return { draft, problem: null, diagnosis: answered.diagnosis };
}

/** Diagnoses the scenario of the lab that the form's `lab` names. */
export async function postScenario(_state: FormProblem | null, form: FormData): Promise<FormProblem | null> {
  const scenario = LAB_SCENARIOS.find(({ id }) => id === form.get("lab"));
  if (!scenario) redirect("/lab");
  const answered = await diagnose(await draftFromScenario(scenario));
  if (answered.kind === "problem") return answered.problem;
  redirect(answered.diagnosis.id === null ? `/?lab=${scenario.id}` : `/d/${answered.diagnosis.id}`);
}

/** Asks the API in this process, so that its limits and checks hold for the form too. */
async function diagnose(draft: Draft): Promise<RunAnswer> {
  const asked = await headers();
  const { publicUrl } = await apiContext();
  const request = new Request(new URL("/api/v1/diagnoses", publicUrl), {
    method: "POST",
    headers: [
      ["content-type", "application/json"],
      ["accept", "application/json"],
      ...PASSED_ON.flatMap((name): [string, string][] => {
        const value = asked.get(name);
        return value === null ? [] : [[name, value]];
      }),
    ],
    body: JSON.stringify(draftToFields(draft)),
  });
  const answered = await readAnswer(await answer(apiContext, request, createDiagnosis), () => undefined);
  if (answered.kind === "diagnosis") await keepDeleteToken(answered.diagnosis, publicUrl);
  return answered;
}

/** A page that is loaded cannot hand the token to the tab's storage: docs/decisions/0007-permalink-document.md. */
async function keepDeleteToken({ id, deleteToken }: Diagnosis, publicUrl: string): Promise<void> {
  if (id === null || deleteToken === undefined) return;
  (await cookies()).set(DELETE_COOKIE_NAME, deleteToken, {
    path: `/d/${id}`,
    httpOnly: true,
    sameSite: "strict",
    secure: publicUrl.startsWith("https:"),
    maxAge: DELETE_COOKIE_MAX_AGE_SECONDS,
  });
}

function unsent(draft: Draft): FormState {
  return { draft, problem: null, diagnosis: null };
}
