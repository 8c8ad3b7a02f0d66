import { answer, answerOptions } from "#lib/api/answer.ts";
import { deleteDiagnosis, getDiagnosis } from "#lib/api/stored-diagnosis.ts";
import { apiContext } from "#lib/api/api-context.ts";

interface RouteContext {
  params: Promise<{ id: string }>;
}

export async function GET(request: Request, { params }: RouteContext) {
  const { id } = await params;
  return answer(apiContext, request, (call) => getDiagnosis(call, id));
}

export async function DELETE(request: Request, { params }: RouteContext) {
  const { id } = await params;
  return answer(apiContext, request, (call) => deleteDiagnosis(call, id));
}

export const OPTIONS = (request: Request) => answerOptions(apiContext, request);
