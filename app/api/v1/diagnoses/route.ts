import { answer, answerOptions } from "#lib/api/answer.ts";
import { createDiagnosis, diagnoseFromQuery } from "#lib/api/create-diagnosis.ts";
import { apiContext } from "#lib/api/api-context.ts";

export const GET = (request: Request) => answer(apiContext, request, diagnoseFromQuery);
export const POST = (request: Request) => answer(apiContext, request, createDiagnosis);
export const OPTIONS = (request: Request) => answerOptions(apiContext, request);
