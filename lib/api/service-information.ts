import type { ApiCall } from "./answer.ts";
import type { Problem } from "./problems.ts";

const FINDINGS_MAX_AGE_SECONDS = 300;

/** `GET /api/v1/findings` */
export function listFindings({ context }: ApiCall): Response {
  const cacheControl = context.localMode ? "no-store" : `public, max-age=${FINDINGS_MAX_AGE_SECONDS}`;
  return Response.json({ findings: context.services.listFindings() }, { headers: { "cache-control": cacheControl } });
}

/** `GET /api/health/live`: the process answers. */
export function reportLive(): Response {
  return Response.json({ status: "live" }, { headers: { "cache-control": "no-store" } });
}

/** `GET /api/health/ready`: the process can do its work. */
export async function reportReady({ context }: ApiCall): Promise<Response | Problem> {
  return (await context.services.isReady())
    ? Response.json({ status: "ready" }, { headers: { "cache-control": "no-store" } })
    : { code: "not-ready" };
}

/** Any other address below `/api`. */
export function reportNotFound({ context }: ApiCall): Problem {
  return { code: "not-found", detail: `There is no such address in the API of ${context.publicUrl}.` };
}
