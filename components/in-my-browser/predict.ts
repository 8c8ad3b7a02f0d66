import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { buildDiagnosis } from "#lib/diagnosis/build-diagnosis.ts";
import { evaluate } from "#lib/diagnosis/evaluate.ts";
import { plan, type Plan } from "#lib/diagnosis/plan.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { FieldError } from "#lib/intake/request-fields.ts";
import { readAnswer, UNREACHED, type FormProblem, type RunAnswer } from "#components/debugger/answer.ts";
import type { DiagnosisFields } from "#components/debugger/draft.ts";
import type { Prediction } from "./prediction.ts";

/** What the fields make, before anything is sent. */
export type Prepared =
  | { readonly ok: true; readonly request: FetchRequest; readonly plan: Plan }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

export function prepare(fields: DiagnosisFields): Prepared {
  const read = readFields(fields);
  return read.ok ? { ok: true, request: read.request, plan: plan(read.request) } : read;
}

/**
 * Has Preflight's server look at the target, or says why it did not. The server never sends what could change something:
 * this browser will.
 */
export async function predict(
  fields: DiagnosisFields,
  prepared: Extract<Prepared, { ok: true }>,
  {
    askServer,
    changes,
    signal,
  }: { readonly askServer: boolean; readonly changes: boolean; readonly signal: AbortSignal },
): Promise<Prediction> {
  const { request } = prepared;
  if (!askServer) return { by: "tab", diagnosis: predictUnseen(request), problem: null };
  const needsPreflight = prepared.plan.requests.some(({ role }) => role === "preflight");
  const answer = await askDiagnosis(
    { ...fields, actualRequest: changes && !needsPreflight ? "never" : "auto", probes: false, save: false },
    signal,
  );
  signal.throwIfAborted();
  return answer.kind === "diagnosis"
    ? { by: "server", diagnosis: answer.diagnosis }
    : { by: "tab", diagnosis: predictUnseen(request), problem: answer.problem };
}

/** What the engines say when no answer is known: whether the browser refuses before it sends anything. */
function predictUnseen(request: FetchRequest): Diagnosis {
  return buildDiagnosis(evaluate(request, []), "supplied", { bodyBytes: 0, cookiesSent: false });
}

type PredictionFields = Omit<DiagnosisFields, "actualRequest"> & { readonly actualRequest: "auto" | "never" };

async function askDiagnosis(fields: PredictionFields, signal: AbortSignal): Promise<RunAnswer> {
  try {
    const response = await fetch("/api/v1/diagnoses", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify(fields),
      signal,
    });
    return await readAnswer(response, () => undefined);
  } catch {
    return { kind: "problem", problem: unreached() };
  }
}

/** The run itself may well go on without a prediction. */
function unreached(): FormProblem {
  return { ...UNREACHED, detail: "So there is no prediction from its side." };
}
