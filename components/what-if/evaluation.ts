import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { askedRequests, placeKey, type AskedRequest } from "#lib/diagnosis/asked-requests.ts";
import { diagnoseSupplied } from "#lib/diagnosis/diagnose-supplied.ts";
import { evaluate, type SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { FieldError, RequestFields } from "#lib/intake/request-fields.ts";
import { fieldsOf, suppliedResponse, type AnswerDraft, type WhatIfDraft } from "./draft.ts";

/** What the engines make of a draft. */
export type WhatIfResult =
  | { readonly kind: "invalid"; readonly errors: readonly FieldError[] }
  | {
      readonly kind: "evaluated";
      readonly diagnosis: Diagnosis;
      /** The requests that the browsers make, each place once. */
      readonly asked: readonly AskedRequest[];
      /** The draft as the API takes it, without the answers that nobody asks for. */
      readonly fields: RequestFields;
      readonly responses: readonly SuppliedResponse[];
    };

/** Runs the engines on a draft; the API makes the same of what it is sent. */
export function evaluateDraft(draft: WhatIfDraft, { request }: Pick<Diagnosis, "request">): WhatIfResult {
  const fields = fieldsOf(draft.request, request.bodyBytes);
  const read = readFields(fields);
  if (!read.ok) return { kind: "invalid", errors: read.errors };
  const asked = askedRequests(evaluate(read.request, responsesOf(draft.answers)));
  const responses = responsesOf(draft.answers.filter((answer) => isAskedFor(answer, asked)));
  const diagnosis = diagnoseSupplied(read.request, responses, "edited", {
    bodyBytes: fields.body?.length ?? 0,
    cookiesSent: request.cookiesSent,
  });
  return { kind: "evaluated", diagnosis, asked, fields, responses };
}

function responsesOf(answers: readonly AnswerDraft[]): SuppliedResponse[] {
  return answers.flatMap((answer) => suppliedResponse(answer) ?? []);
}

/** Whether some browser gets this answer. */
export function isAskedFor({ place, browsers }: AnswerDraft, asked: readonly AskedRequest[]): boolean {
  const request = asked.find((each) => placeKey(each.request) === placeKey(place));
  return request !== undefined && (browsers === null || browsers.some((name) => request.browsers.includes(name)));
}
