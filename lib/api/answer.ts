import { apiCorsHeaders, apiPreflightHeaders } from "./api-cors.ts";
import type { ApiContext } from "./api-context.ts";
import { allowedMethods } from "./api-methods.ts";
import { problemResponse, type Problem } from "./problems.ts";

/** One call of the API, as its handler sees it. */
export interface ApiCall {
  readonly request: Request;
  readonly context: ApiContext;
  readonly requestId: string;
  /** Sent with the answer, whatever it is. */
  readonly answerHeaders: Headers;
}

export type Handler = (call: ApiCall) => Promise<Response | Problem> | Response | Problem;

/** nginx's code for a client that left. Nobody receives it. */
const CLIENT_CLOSED_REQUEST = 499;

/** Runs a handler and gives every answer of the API what all of them have: a request id, CORS headers, problems as JSON. */
export async function answer(
  openContext: () => Promise<ApiContext> | ApiContext,
  request: Request,
  handle: Handler,
): Promise<Response> {
  const context = await openContext();
  const requestId = request.headers.get("x-request-id") ?? crypto.randomUUID();
  const call: ApiCall = { request, context, requestId, answerHeaders: new Headers({ vary: "Accept" }) };
  const response = await run(call, handle);
  const headers = { ...apiCorsHeaders(context.localMode), "x-request-id": requestId };
  for (const [name, value] of [...call.answerHeaders, ...Object.entries(headers)]) response.headers.set(name, value);
  return response;
}

async function run(call: ApiCall, handle: Handler): Promise<Response> {
  const place = { publicUrl: call.context.publicUrl, requestId: call.requestId };
  try {
    const result = await handle(call);
    return result instanceof Response ? result : problemResponse(result, place);
  } catch (error) {
    if (call.request.signal.aborted) return new Response(null, { status: CLIENT_CLOSED_REQUEST });
    logFailure(call, error);
    return problemResponse({ code: "internal" }, place);
  }
}

/** Logs what must not be shown. The path goes without its query, which may hold secrets of the target. */
export function logFailure({ context, request, requestId }: ApiCall, error: unknown): void {
  const { pathname } = new URL(request.url);
  context.log.error({ err: error, requestId, method: request.method, path: pathname }, "A call of the API failed");
}

/** Answers OPTIONS, a CORS-preflight request or not. */
export async function answerOptions(
  openContext: () => Promise<ApiContext> | ApiContext,
  request: Request,
): Promise<Response> {
  const { localMode } = await openContext();
  const methods = allowedMethods(new URL(request.url).pathname);
  return new Response(null, {
    status: 204,
    headers: { allow: methods.join(", "), ...apiPreflightHeaders(methods, localMode) },
  });
}
