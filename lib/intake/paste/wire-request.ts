import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { readTargetUrl } from "../read-url.ts";
import { codeSpan } from "./code-span.ts";
import { addNotes, type Notes } from "./notes.ts";
import type { PastedRequest, PasteKind, ReadPaste } from "./paste.ts";
import { fieldsFromRequestHeaders } from "./request-headers.ts";

/** A request as a program puts it on the wire, out of which the fetch behind it is read. */
export interface WireRequest {
  readonly url: string;
  readonly method: string;
  /** Why it is that method, as the end of a clause. */
  readonly methodReason?: string;
  readonly headers: readonly HeaderLine[];
  readonly body: string | null;
}

/** The request with what the lines of its headers say, or a sentence that says what is wrong with its URL. */
export function pasteOfWireRequest(
  kind: Extract<PasteKind, "curl" | "http">,
  { url, method, methodReason, headers, body }: WireRequest,
  notes: Notes,
): ReadPaste {
  const read = readTargetUrl(url);
  if (!read.ok)
    return { ok: false, message: `The URL ${codeSpan(url)} cannot be read: ${sentenceInside(read.message)}` };
  const said = fieldsFromRequestHeaders(headers, method);
  const isAnnounced = said.fields.method !== method;
  const understood = [`the URL ${codeSpan(read.value)}`];
  if (!isAnnounced)
    understood.push(`the method ${codeSpan(method)}${methodReason === undefined ? "" : `, ${methodReason}`}`);
  addNotes(notes, said);
  if (body !== null) notes.understood.push("the body");
  const request: PastedRequest = {
    fields: { url: read.value, ...said.fields, ...(body === null ? {} : { body }) },
    understood: [...understood, ...notes.understood],
    ignored: notes.ignored,
  };
  return { ok: true, paste: { kind, request } };
}

/** A sentence that goes on behind a colon. */
export function sentenceInside(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** What has no scheme gets this one. */
export function withScheme(url: string, scheme: string): string {
  return url === "" || /^[a-z][a-z0-9+.-]*:\/\//i.test(url) ? url : `${scheme}://${url}`;
}
