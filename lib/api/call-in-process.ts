import { answer, type Handler } from "./answer.ts";
import { apiContext } from "./api-context.ts";

const PASSED_ON = ["user-agent", "x-forwarded-for", "x-request-id"] as const;

/** Posts JSON to a handler of the API in this process, so that its limits and checks hold for a form post too. */
export async function callInProcess(
  asked: Pick<Headers, "get">,
  path: string,
  body: unknown,
  handle: Handler,
): Promise<Response> {
  const { publicUrl } = await apiContext();
  const passedOn = PASSED_ON.flatMap((name): [string, string][] => {
    const value = asked.get(name);
    return value === null ? [] : [[name, value]];
  });
  const request = new Request(new URL(path, publicUrl), {
    method: "POST",
    headers: [["content-type", "application/json"], ["accept", "application/json"], ...passedOn],
    body: JSON.stringify(body),
  });
  return answer(apiContext, request, handle);
}
