import { answer } from "#lib/api/answer.ts";
import { apiContext } from "#lib/api/api-context.ts";
import { postDeletion } from "#lib/api/deletion-form.ts";

export async function POST(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return answer(apiContext, request, (call) => postDeletion(call, id));
}
