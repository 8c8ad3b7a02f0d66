import { answer, answerOptions } from "#lib/api/answer.ts";
import { reportLive } from "#lib/api/service-information.ts";
import { apiContext } from "#lib/api/api-context.ts";

export const GET = (request: Request) => answer(apiContext, request, reportLive);
export const OPTIONS = (request: Request) => answerOptions(apiContext, request);
