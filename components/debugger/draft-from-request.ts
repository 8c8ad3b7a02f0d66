import type { DiagnosedRequest } from "#lib/contract/diagnosis.ts";
import { EMPTY_DRAFT, type Draft } from "./draft.ts";

const REDACTED = "REDACTED";

/** The form for making a stored diagnosis again. Redacted values are asked for anew. */
export function draftFromRequest(request: DiagnosedRequest): Draft {
  return {
    ...EMPTY_DRAFT,
    url: request.url,
    origin: request.origin,
    method: request.method,
    headers: request.headers.map(([name, value]) => [name, value === REDACTED ? "" : value] as const),
    initiator: request.initiator,
    credentials: request.credentials,
    mode: request.mode,
    redirect: request.redirect,
  };
}
