import { answer } from "#lib/api/answer.ts";
import { apiContext } from "#lib/api/api-context.ts";
import { createPictures } from "#lib/api/picture.ts";
import { drawPicture } from "#components/picture/draw-picture.tsx";

const getPicture = createPictures(drawPicture);

export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return answer(apiContext, request, (call) => getPicture(call, id));
}
