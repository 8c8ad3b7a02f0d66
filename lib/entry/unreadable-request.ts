import { allowedMethods } from "#lib/api/api-methods.ts";
import type { Problem, ProblemCode } from "#lib/api/problems.ts";
import { pathnameOf } from "./request-target.ts";

/** What node:http tells of a request that it could not read. */
export interface UnreadableRequest extends Error {
  readonly code?: string;
  /** The bytes that were being parsed. */
  readonly rawPacket?: Uint8Array;
}

const PROBLEM_CODES: Readonly<Record<string, ProblemCode>> = {
  HPE_HEADER_OVERFLOW: "header-fields-too-large",
  ERR_HTTP_REQUEST_TIMEOUT: "request-timeout",
};

/** Matches as many methods as HTTP has, not only those that node:http knows. */
const REQUEST_LINE = /^[!#$%&'*+.^`|~\w-]+ (\S+) HTTP\/1\.[01]\r?\n/;

export function problemOfUnreadable({ code = "", rawPacket }: UnreadableRequest): Problem {
  if (code === "HPE_INVALID_METHOD") {
    const target = REQUEST_LINE.exec(Buffer.from(rawPacket ?? []).toString("latin1"))?.[1];
    if (target !== undefined) return methodNotAllowed(target);
  }
  return { code: PROBLEM_CODES[code] ?? "bad-request" };
}

export function methodNotAllowed(target: string): Problem {
  return { code: "method-not-allowed", headers: { allow: allowedMethods(pathnameOf(target) ?? "/").join(", ") } };
}
