import { evaluateInputSchema } from "#lib/contract/diagnose-input.ts";
import { FAILURE_CODES } from "#lib/contract/terms.ts";
import { diagnoseSupplied } from "#lib/diagnosis/diagnose-supplied.ts";
import type { SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import { isHeaderValue, normalizeHeaderValue } from "#lib/fetch/header-value.ts";
import { isToken } from "#lib/fetch/method.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { FieldError } from "#lib/intake/request-fields.ts";
import { meetsExpectation } from "./expectation.ts";
import { readInput } from "./read-input.ts";
import { saveDiagnosis } from "./save-diagnosis.ts";
import type { ServiceContext } from "./service-context.ts";
import type { DiagnoseResult } from "./services.ts";

const NO_ORIGINAL: FieldError = { pointer: "/editedFrom", message: "No stored diagnosis has this id, or it is gone." };

/** Diagnoses with responses that the caller supplies; nothing is sent. */
export async function evaluate(context: ServiceContext, input: unknown): Promise<DiagnoseResult> {
  const shape = readInput(evaluateInputSchema, input);
  if (!shape.ok) return { kind: "invalid", errors: shape.errors };
  const { responses, editedFrom, save = false, expect, ...fields } = shape.input;
  const read = readFields(fields);
  const original = editedFrom === undefined ? null : await context.store.get(editedFrom);
  const errors = [
    ...(read.ok ? [] : read.errors),
    ...responses.flatMap(responseErrors),
    ...(original === null || original.kind === "found" ? [] : [NO_ORIGINAL]),
  ];
  if (!read.ok || errors.length > 0) return { kind: "invalid", errors };

  const diagnosis = diagnoseSupplied(read.request, responses, editedFrom === undefined ? "supplied" : "edited", {
    bodyBytes: new TextEncoder().encode(fields.body ?? "").length,
    // Fields do not say what was sent with the request whose answers these are.
    cookiesSent: original?.kind === "found" && original.diagnosis.request.cookiesSent,
  });
  const result = {
    ...diagnosis,
    ...(editedFrom === undefined ? {} : { editedFrom }),
    ...meetsExpectation(diagnosis, expect),
  };
  return { kind: "diagnosis", diagnosis: save ? await saveDiagnosis(context, result) : result };
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
