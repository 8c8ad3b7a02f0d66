import type { Exchange } from "#lib/contract/diagnosis.ts";
import { byteLowercase, hasHeader } from "#lib/fetch/header-list.ts";

const ALLOW_ORIGIN = "Access-Control-Allow-Origin";
const ALSO_DECIDING: ReadonlySet<string> = new Set(["location", "www-authenticate", "cross-origin-resource-policy"]);

/** A line of an answer; null for the value of one that is not there and would have to be. */
export type DecidingLine = readonly [name: string, value: string | null];

/** The lines of an answer on which its fate hangs, as they came. An origin that was named is to be allowed by a line. */
export function decidingLines({ request, response }: Pick<Exchange, "request" | "response">): readonly DecidingLine[] {
  if (response === null) return [];
  const lines = response.headers.filter(([name]) => {
    const lowercase = byteLowercase(name);
    return lowercase.startsWith("access-control-") || ALSO_DECIDING.has(lowercase);
  });
  const isAllowOriginMissing = hasHeader(request.headers, "origin") && !hasHeader(response.headers, ALLOW_ORIGIN);
  return isAllowOriginMissing ? [[ALLOW_ORIGIN, null], ...lines] : lines;
}
