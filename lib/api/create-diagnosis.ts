import { API_BODY_MAX_BYTES } from "#lib/config/defaults.ts";
import type { ApiCall } from "./answer.ts";
import { answerDiagnosis, NEW_FORMATS, notAcceptable, problemOf } from "./diagnosis-answer.ts";
import { streamDiagnosis } from "./diagnosis-stream.ts";
import { countDiagnosis, refuseOwnUserAgent } from "./diagnosis-admission.ts";
import { negotiateFormat } from "./negotiation.ts";
import type { Problem } from "./problems.ts";
import { readQueryInput } from "./query-input.ts";
import { readJson } from "./read-json.ts";
import type { DiagnoseOptions } from "#lib/service/services.ts";

const OFFERED = [...NEW_FORMATS, "ndjson"] as const;

type Restrictions = Pick<DiagnoseOptions, "safeMethodsOnly" | "neverSave">;
type Input = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: Problem };

/** `POST /api/v1/diagnoses` */
export function createDiagnosis(call: ApiCall): Promise<Response | Problem> {
  return diagnose(call, () => readJson(call.request, API_BODY_MAX_BYTES), {});
}

/** `GET /api/v1/diagnoses?url=…`: it only asks, so it sends nothing that could change the target and keeps nothing. */
export function diagnoseFromQuery(call: ApiCall): Promise<Response | Problem> {
  const read = (): Input => {
    const query = readQueryInput(new URL(call.request.url).searchParams);
    return query.ok
      ? { ok: true, value: query.input }
      : { ok: false, problem: { code: "invalid-request", errors: query.errors } };
  };
  return diagnose(call, read, { safeMethodsOnly: true, neverSave: true });
}

async function diagnose(
  call: ApiCall,
  read: () => Input | Promise<Input>,
  restrictions: Restrictions,
): Promise<Response | Problem> {
  const { request, context } = call;
  const format = negotiateFormat(request, OFFERED);
  if (format === null) return notAcceptable(OFFERED);
  const refused = refuseOwnUserAgent(request.headers) ?? (await countDiagnosis(call));
  if (refused) return refused;
  const input = await read();
  if (!input.ok) return input.problem;

  if (format === "ndjson") {
    return streamDiagnosis(call, (options) => context.services.diagnose(input.value, { ...options, ...restrictions }));
  }
  const result = await context.services.diagnose(input.value, { signal: request.signal, ...restrictions });
  return result.kind === "diagnosis" ? answerDiagnosis(result.diagnosis, format, context) : problemOf(result);
}
