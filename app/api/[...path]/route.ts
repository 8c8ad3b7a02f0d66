import { answer } from "#lib/api/answer.ts";
import { reportNotFound } from "#lib/api/service-information.ts";
import { apiContext } from "#lib/api/api-context.ts";

const notFound = (request: Request) => answer(apiContext, request, reportNotFound);

export { notFound as DELETE, notFound as GET, notFound as OPTIONS, notFound as POST };
