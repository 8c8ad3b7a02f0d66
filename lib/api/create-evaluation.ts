import { API_BODY_MAX_BYTES } from "#lib/config/defaults.ts";
import type { ApiCall } from "./answer.ts";
import { countDiagnosis } from "./diagnosis-admission.ts";
import { answerDiagnosis, NEW_FORMATS, notAcceptable, problemOf } from "./diagnosis-answer.ts";
import { negotiateFormat } from "./negotiation.ts";
import type { Problem } from "./problems.ts";
import { readJson } from "./read-json.ts";

/** `POST /api/v1/evaluations` */
export async function createEvaluation(call: ApiCall): Promise<Response | Problem> {
  const { request, context } = call;
  const format = negotiateFormat(request, NEW_FORMATS);
  if (format === null) return notAcceptable(NEW_FORMATS);
  const refused = await countDiagnosis(call);
  if (refused) return refused;
  const body = await readJson(request, API_BODY_MAX_BYTES);
  if (!body.ok) return body.problem;
  const result = await context.services.evaluate(body.value);
  return result.kind === "diagnosis" ? answerDiagnosis(result.diagnosis, format, context) : problemOf(result);
}
