import { isHeaderValue, normalizeHeaderValue } from "#lib/fetch/header-value.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { isMethod, isToken } from "#lib/fetch/method.ts";
import type { Origin } from "#lib/fetch/origin.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { readInitiator } from "./read-initiator.ts";
import { readPageOrigin, readTargetUrl, type ReadUrl } from "./read-url.ts";
import type { FieldError, RequestFields } from "./request-fields.ts";

export const MAX_REQUEST_HEADERS = 128;
export const MAX_HEADER_BYTES = 32_768;

export type ReadFields =
  { readonly ok: true; readonly request: FetchRequest } | { readonly ok: false; readonly errors: FieldError[] };

/**
 * Turns the fields into a request, or says what is wrong with each of them. What a browser itself would refuse (a
 * forbidden method, userinfo, a scheme that is not http) is not wrong here: that is for the engine to say. What its
 * initiator has no way to ask for is wrong.
 */
export function readFields(fields: RequestFields): ReadFields {
  const errors: FieldError[] = [];
  const url = valueOf(errors, "/url", readTargetUrl(fields.url));
  const origin: Origin | null = valueOf(errors, "/origin", readPageOrigin(fields.origin));
  if (fields.method !== undefined && !isMethod(fields.method)) {
    errors.push({ pointer: "/method", message: "A method is one word without spaces, such as GET or PATCH." });
  }
  const given = fields.headers ?? [];
  const lines = readHeaders(given, errors);
  const pointerTo = (index: number) => headerPointer(given, index, lines[index]?.[0] ?? "");
  const initiated = readInitiator(fields, { lines, pointerTo }, errors);
  if (url === null || origin === null || errors.length > 0) return { ok: false, errors };
  return { ok: true, request: { url, origin, ...initiated } };
}

function valueOf<T>(errors: FieldError[], pointer: string, read: ReadUrl<T>): T | null {
  if (read.ok) return read.value;
  errors.push({ pointer, message: read.message, ...(read.fix === undefined ? {} : { fix: read.fix }) });
  return null;
}

function readHeaders(given: NonNullable<RequestFields["headers"]>, errors: FieldError[]): HeaderLine[] {
  const isList = Array.isArray(given);
  const entries: (readonly [string, string])[] = isList
    ? (given as readonly (readonly [string, string])[]).slice()
    : Object.entries(given as Readonly<Record<string, string>>);
  if (entries.length > MAX_REQUEST_HEADERS) {
    errors.push({ pointer: "/headers", message: `At most ${String(MAX_REQUEST_HEADERS)} headers can be sent.` });
    return [];
  }
  if (entries.reduce((bytes, [name, value]) => bytes + name.length + value.length, 0) > MAX_HEADER_BYTES) {
    errors.push({
      pointer: "/headers",
      message: `All headers together are longer than ${String(MAX_HEADER_BYTES)} bytes.`,
    });
    return [];
  }
  return entries.map(([name, text], index): HeaderLine => {
    const pointer = headerPointer(given, index, name);
    const value = normalizeHeaderValue(text);
    const trimmed = name.trim();
    if (!isToken(name)) {
      errors.push({
        pointer: isList ? `${pointer}/0` : pointer,
        message: "A header name is one word of letters, digits and hyphens.",
        ...(isToken(trimmed) ? { fix: trimmed } : {}),
      });
    }
    if (!isHeaderValue(value)) {
      errors.push({
        pointer: isList ? `${pointer}/1` : pointer,
        message: "A header value has no line breaks and no characters beyond Latin-1.",
      });
    }
    return [name, value];
  });
}

function headerPointer(given: NonNullable<RequestFields["headers"]>, index: number, name: string): string {
  return Array.isArray(given) ? `/headers/${String(index)}` : `/headers/${escapePointer(name)}`;
}

/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
function escapePointer(token: string): string {
  return token.replaceAll("~", "~0").replaceAll("/", "~1");
}
