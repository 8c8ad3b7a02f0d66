import { createHash } from "node:crypto";
import type { ApiCall } from "./answer.ts";
import { diagnosisContentType, notAcceptable, showDiagnosis, STORED_FORMATS } from "./diagnosis-answer.ts";
import { negotiateFormat } from "./negotiation.ts";
import type { Problem } from "./problems.ts";

const BEARER = /^Bearer +([\w.~+/-]+=*)$/i;

/** `GET /api/v1/diagnoses/{id}` */
export async function getDiagnosis(call: ApiCall, id: string): Promise<Response | Problem> {
  const { request, context } = call;
  const format = negotiateFormat(request, STORED_FORMATS);
  if (format === null) return notAcceptable(STORED_FORMATS);
  const lookup = await context.services.getDiagnosis(id);
  if (lookup.kind !== "found") return { code: lookup.kind };

  const body = showDiagnosis(lookup.diagnosis, format);
  const etag = `"${createHash("sha256").update(body).digest("base64url")}"`;
  // It can be deleted at any time, so every use asks again.
  const headers = {
    etag,
    "cache-control": "private, no-cache",
    ...(format === "har" ? { "content-disposition": `attachment; filename="preflight-${id}.har"` } : {}),
  };
  return matches(request.headers.get("if-none-match"), etag)
    ? new Response(null, { status: 304, headers })
    : new Response(body, { headers: { ...headers, "content-type": diagnosisContentType(format) } });
}

/** `DELETE /api/v1/diagnoses/{id}` */
export async function deleteDiagnosis(call: ApiCall, id: string): Promise<Response | Problem> {
  const token = BEARER.exec(call.request.headers.get("authorization") ?? "")?.[1];
  if (token === undefined) {
    return { code: "forbidden", detail: "Send the delete token as `Authorization: Bearer <token>`." };
  }
  const deletion = await call.context.services.deleteDiagnosis(id, token);
  if (deletion === "deleted") return new Response(null, { status: 204 });
  return deletion === "forbidden" ? { code: "forbidden", detail: "This is not its delete token." } : { code: deletion };
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match, whose comparison is the weak one. */
function matches(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  const candidates = ifNoneMatch.split(",").map((candidate) => candidate.trim().replace(/^W\//, ""));
  return candidates.includes("*") || candidates.includes(etag);
}
