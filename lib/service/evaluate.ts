import { evaluateInputSchema } from "#lib/contract/diagnose-input.ts";
import { FAILURE_CODES } from "#lib/contract/terms.ts";
import { buildDiagnosis } from "#lib/diagnosis/build-diagnosis.ts";
import { evaluate as evaluateResponses, type SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import { Redactor } from "#lib/diagnosis/redact.ts";
import { isHeaderValue, normalizeHeaderValue } from "#lib/fetch/header-value.ts";
import { isToken } from "#lib/fetch/method.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { FieldError } from "#lib/intake/request-fields.ts";
import { meetsExpectation } from "./expectation.ts";
import { readInput } from "./read-input.ts";
import { saveDiagnosis } from "./save-diagnosis.ts";
import type { ServiceContext } from "./service-context.ts";
import type { DiagnoseResult } from "./services.ts";

/** Diagnoses with responses that the caller supplies; nothing is sent. */
export async function evaluate(context: ServiceContext, input: unknown): Promise<DiagnoseResult> {
  const shape = readInput(evaluateInputSchema, input);
  if (!shape.ok) return { kind: "invalid", errors: shape.errors };
  const { responses, save = false, expect, ...fields } = shape.input;
  const read = readFields(fields);
  const errors = [...(read.ok ? [] : read.errors), ...responses.flatMap(responseErrors)];
  if (!read.ok || errors.length > 0) return { kind: "invalid", errors };

  const redactor = new Redactor();
  const redact = () =>
    [redactor.request(read.request), responses.map((response) => redacted(redactor, response))] as const;
  // A secret may be repeated before the place that gives it away.
  redact();
  const observation = evaluateResponses(...redact());
  const bodyBytes = new TextEncoder().encode(fields.body ?? "").length;
  const diagnosis = buildDiagnosis(observation, "supplied", { bodyBytes, cookiesSent: false });
  const result = { ...diagnosis, ...meetsExpectation(diagnosis, expect) };
  return { kind: "diagnosis", diagnosis: save ? await saveDiagnosis(context, result) : result };
}

function redacted(redactor: Redactor, response: SuppliedResponse): SuppliedResponse {
  const match = response.match && {
    ...response.match,
    ...(response.match.url === undefined ? {} : { url: redactor.url(response.match.url) }),
  };
  return "failure" in response
    ? { ...response, match }
    : { ...response, match, headers: redactor.headers(response.headers) };
}

function responseErrors(response: SuppliedResponse, index: number): FieldError[] {
  if ("failure" in response) {
    const codes: readonly string[] = FAILURE_CODES[response.failure.phase];
    if (codes.includes(response.failure.code)) return [];
    return [{ pointer: `/responses/${String(index)}/failure/code`, message: `Write one of ${codes.join(", ")}.` }];
  }
  return response.headers.flatMap(([name, value], line): FieldError[] => {
    const pointer = `/responses/${String(index)}/headers/${String(line)}`;
    return [
      ...(isToken(name)
        ? []
        : [{ pointer: `${pointer}/0`, message: "A header name is one word of letters, digits and hyphens." }]),
      ...(isHeaderValue(normalizeHeaderValue(value))
        ? []
        : [
            { pointer: `${pointer}/1`, message: "A header value has no line breaks and no characters beyond Latin-1." },
          ]),
    ];
  });
}
