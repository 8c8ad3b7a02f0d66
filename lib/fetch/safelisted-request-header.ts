import { MIMEType } from "whatwg-mimetype";
import { byteLowercase, type HeaderLine, type HeaderList } from "./header-list.ts";
import type { BrowserProfile } from "./profile.ts";
import { parseSingleRange } from "./single-range.ts";

/** A safelisted value is at most this long. */
export const SAFELISTED_VALUE_MAX_BYTES = 128;

const UNSAFE_BYTE = /[\x00-\x08\x0a-\x1f"():<>?@[\\\]{}\x7f]/;
const LANGUAGE_VALUE = /^[0-9A-Za-z *,\-.;=]*$/;
const FORM_ESSENCES = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

/** What of a browser profile the safelist depends on. */
export type SafelistRules = Pick<
  BrowserProfile,
  | "extraSafelistedRequestHeaders"
  | "rangeNumberMax"
  | "rangeUnitIsCaseInsensitive"
  | "rangeMayHavePlus"
  | "nonAsciiIsUnsafe"
  | "safelistedValuesTotalMaxBytes"
  | "repeatsNamesOfRepeatedHeaders"
>;

/** https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */
export function hasCorsUnsafeRequestHeaderByte(value: string, rules: Pick<SafelistRules, "nonAsciiIsUnsafe">): boolean {
  return UNSAFE_BYTE.test(value) || (rules.nonAsciiIsUnsafe && /[\x80-\xff]/.test(value));
}

/** https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export function isCorsSafelistedRequestHeader([name, value]: HeaderLine, rules: SafelistRules): boolean {
  if (value.length > SAFELISTED_VALUE_MAX_BYTES) return false;
  const lowerName = byteLowercase(name);
  switch (lowerName) {
    case "accept":
      return !hasCorsUnsafeRequestHeaderByte(value, rules);
    case "accept-language":
    case "content-language":
      return LANGUAGE_VALUE.test(value);
    case "content-type": {
      if (hasCorsUnsafeRequestHeaderByte(value, rules)) return false;
      const mimeType = MIMEType.parse(value);
      return mimeType !== null && FORM_ESSENCES.includes(mimeType.essence);
    }
    case "range":
      return isSafelistedRange(value, rules);
    default:
      return rules.extraSafelistedRequestHeaders.get(lowerName)?.(value) ?? false;
  }
}

function isSafelistedRange(
  value: string,
  { rangeUnitIsCaseInsensitive, rangeMayHavePlus, rangeNumberMax: numberMax }: SafelistRules,
): boolean {
  const inCase = rangeUnitIsCaseInsensitive ? value.toLowerCase() : value;
  const range = parseSingleRange(rangeMayHavePlus ? inCase.replace(/(?<=[=-])\+(?=\d)/g, "") : inCase);
  if (range === null || range.start === null) return false;
  return numberMax === null || (range.start <= numberMax && (range.end ?? 0n) <= numberMax);
}

/**
 * The lower-case, sorted, unique names of the headers that need the server's permission.
 * https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
export function corsUnsafeRequestHeaderNames(headers: HeaderList, rules: SafelistRules): string[] {
  return unsortedUnsafeNames(headers, rules).sort();
}

/** The same in the order of the headers, those last that need permission only for the joint length of their values. */
export function unsortedUnsafeNames(headers: HeaderList, rules: SafelistRules): string[] {
  if (headers.length === 0) return [];
  const unsafeNames: string[] = [];
  const potentiallyUnsafeNames: string[] = [];
  let safelistValueBytes = 0;
  for (const header of headers) {
    if (!isCorsSafelistedRequestHeader(header, rules)) {
      unsafeNames.push(header[0]);
    } else {
      potentiallyUnsafeNames.push(header[0]);
      safelistValueBytes += header[1].length;
    }
  }
  const maxBytes = rules.safelistedValuesTotalMaxBytes;
  if (maxBytes !== null && safelistValueBytes > maxBytes) unsafeNames.push(...potentiallyUnsafeNames);
  const names = unsafeNames.map(byteLowercase);
  return rules.repeatsNamesOfRepeatedHeaders ? names : [...new Set(names)];
}

/** https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
export function isCorsNonWildcardRequestHeaderName(name: string): boolean {
  return byteLowercase(name) === "authorization";
}

/** https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header */
export function isNoCorsSafelistedRequestHeader(header: HeaderLine, rules: SafelistRules): boolean {
  return (
    ["accept", "accept-language", "content-language", "content-type"].includes(byteLowercase(header[0])) &&
    isCorsSafelistedRequestHeader(header, rules)
  );
}
