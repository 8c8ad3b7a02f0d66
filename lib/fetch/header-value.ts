import { trimOptionalWhitespace } from "./header-list.ts";

/**
 * Removes leading and trailing HTTP whitespace bytes (TAB, LF, CR, SP).
 * https://fetch.spec.whatwg.org/#concept-header-value-normalize
 */
export function normalizeHeaderValue(value: string): string {
  return value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, "");
}

/** Latin-1, no NUL, CR or LF, no whitespace at the ends. https://fetch.spec.whatwg.org/#header-value */
export function isHeaderValue(value: string): boolean {
  return !/[\0\n\r\u0100-\uffff]/.test(value) && trimOptionalWhitespace(value) === value;
}
