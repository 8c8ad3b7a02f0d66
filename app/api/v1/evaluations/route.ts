import { answer, answerOptions } from "#lib/api/answer.ts";
import { createEvaluation } from "#lib/api/create-evaluation.ts";
import { apiContext } from "#lib/api/api-context.ts";

export const POST = (request: Request) => answer(apiContext, request, createEvaluation);
export const OPTIONS = (request: Request) => answerOptions(apiContext, request);
