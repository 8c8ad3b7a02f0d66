import { byteLowercase, trimOptionalWhitespace, type HeaderLine } from "./header-list.ts";
import { isForbiddenMethod } from "./method.ts";

const FORBIDDEN_NAMES = new Set([
  "accept-charset",
  "accept-encoding",
  "access-control-request-headers",
  "access-control-request-method",
  "connection",
  "content-length",
  "cookie",
  "cookie2",
  "date",
  "dnt",
  "expect",
  "host",
  "keep-alive",
  "origin",
  "referer",
  "set-cookie",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "via",
]);
const METHOD_OVERRIDE_NAMES = ["x-http-method", "x-http-method-override", "x-method-override"];

/**
 * Headers that a script cannot set: `fetch()` drops them without an error.
 * https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export function isForbiddenRequestHeader([name, value]: HeaderLine): boolean {
  const lowerName = byteLowercase(name);
  if (FORBIDDEN_NAMES.has(lowerName) || lowerName.startsWith("proxy-") || lowerName.startsWith("sec-")) return true;
  return METHOD_OVERRIDE_NAMES.includes(lowerName) && splitHeaderValue(value).some(isForbiddenMethod);
}

/**
 * Splits at the commas outside of quoted strings, of which only the quotes are kept.
 * https://fetch.spec.whatwg.org/#header-value-get-decode-and-split
 */
function splitHeaderValue(value: string): string[] {
  return value
    .replace(/"(?:[^"\\]|\\[^])*(?:"|\\?$)/g, '""')
    .split(",")
    .map(trimOptionalWhitespace);
}
