import { getHeader, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { isToken, normalizeMethod } from "#lib/fetch/method.ts";
import { codeSpan } from "./code-span.ts";

/** The request that a preflight asks permission for. */
export interface AnnouncedRequest {
  readonly method: string;
  readonly headers: readonly HeaderLine[];
}

/** Values with which these headers need permission; of others any value does. */
const VALUES_THAT_NEED_PERMISSION: Readonly<Record<string, string>> = {
  accept: '"',
  "accept-language": '"',
  "content-language": '"',
  "content-type": "application/json",
  range: "bytes=-1",
};

/**
 * The request that these lines announce, where they are those of a preflight. Its headers are known by their names only.
 * https://fetch.spec.whatwg.org/#cors-preflight-request
 */
export function announcedRequest(lines: HeaderList, method: string | undefined): AnnouncedRequest | null {
  const announced = getHeader(lines, "access-control-request-method");
  if (announced === null || !isToken(announced)) return null;
  if (method !== undefined && normalizeMethod(method) !== "OPTIONS") return null;
  const names = (getHeader(lines, "access-control-request-headers") ?? "").split(",").map((name) => name.trim());
  return {
    method: announced,
    headers: names.filter(isToken).map((name) => [name, VALUES_THAT_NEED_PERMISSION[name.toLowerCase()] ?? "1"]),
  };
}

/** What was understood of it, in clauses. */
export function announcementClauses({ method, headers }: AnnouncedRequest): string[] {
  return [
    `the method ${codeSpan(method)}, because this is the preflight of that request`,
    ...headers.map(
      ([name, value]) =>
        `the header ${codeSpan(name)} with the value ${codeSpan(value)}, because a preflight names it only`,
    ),
  ];
}
