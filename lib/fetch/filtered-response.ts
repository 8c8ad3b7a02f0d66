import type { Readable } from "#lib/contract/diagnosis.ts";
import type { IncomingResponse } from "./exchange.ts";
import { extractTokens, FAILURE } from "./extract-header-list-values.ts";
import type { FetchParams, FetchResult } from "./fetch-params.ts";
import { byteLowercase } from "./header-list.ts";

/** https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name */
export const SAFELISTED_RESPONSE_HEADER_NAMES = [
  "cache-control",
  "content-language",
  "content-length",
  "content-type",
  "expires",
  "last-modified",
  "pragma",
];
/** https://fetch.spec.whatwg.org/#forbidden-response-header-name */
const FORBIDDEN_RESPONSE_HEADER_NAMES = ["set-cookie", "set-cookie2"];

export const NOTHING_READABLE: Readable = { type: "error", status: false, body: false, headers: [], hidden: [] };

/**
 * What the page's script can read of a response. Step 14 of https://fetch.spec.whatwg.org/#concept-main-fetch and
 * https://fetch.spec.whatwg.org/#concept-filtered-response
 */
export function filteredResponse(
  params: Pick<FetchParams, "credentials">,
  { type, response }: Extract<FetchResult, { kind: "response" }>,
): Readable {
  const names = [...new Set((response?.headers ?? []).map(([name]) => byteLowercase(name)))];
  if (type === "opaque" || type === "opaqueredirect") {
    return { type, status: false, body: false, headers: [], hidden: names };
  }
  const exposed = type === "basic" || response === null ? names : corsExposedHeaderNames(params, response);
  const isReadable = (name: string) =>
    !FORBIDDEN_RESPONSE_HEADER_NAMES.includes(name) &&
    (exposed.includes(name) || SAFELISTED_RESPONSE_HEADER_NAMES.includes(name));
  return {
    type,
    status: true,
    body: true,
    headers: names.filter(isReadable),
    hidden: names.filter((name) => !isReadable(name)),
  };
}

/** https://fetch.spec.whatwg.org/#concept-response-cors-exposed-header-name-list, in lower case */
function corsExposedHeaderNames(
  { credentials }: Pick<FetchParams, "credentials">,
  response: IncomingResponse,
): string[] {
  const headerNames = extractTokens(response.headers, "access-control-expose-headers");
  if (headerNames === null || headerNames === FAILURE) return [];
  if (credentials !== "include" && headerNames.includes("*"))
    return response.headers.map(([name]) => byteLowercase(name));
  return headerNames.map(byteLowercase);
}
