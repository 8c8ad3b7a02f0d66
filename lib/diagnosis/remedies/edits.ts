import type { Edit, RequestEdit, ResponseEdit } from "#lib/contract/diagnosis.ts";
import type { CredentialsMode, RedirectMode, RequestMode } from "#lib/contract/terms.ts";
import type { IncomingResponse, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { equalsByteCaseInsensitive, withoutHeaders, type HeaderLine } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";

export function isResponseEdit(edit: Edit): edit is ResponseEdit {
  return "role" in edit;
}

/** What an edit changes: two edits with the same place replace each other. */
export function placeOf(edit: Edit): string {
  if (!isResponseEdit(edit)) return `${edit.request} ${edit.name ?? ""}`.toLowerCase();
  const what = edit.op === "status" ? "status" : `${edit.op === "append" ? "append" : "line"} ${edit.name ?? ""}`;
  return `${edit.role} ${String(edit.hop)} ${what}`.toLowerCase();
}

/** The request as the page would make it after the edits. */
export function editRequest(request: FetchRequest, edits: readonly Edit[]): FetchRequest {
  return edits.reduce((edited, edit) => (isResponseEdit(edit) ? edited : withEdit(edited, edit)), request);
}

function withEdit(request: FetchRequest, edit: RequestEdit): FetchRequest {
  return edit.request === "body"
    ? { ...request, body: edit.op === "remove" ? "none" : "text" }
    : withPartEdited(request, edit);
}

/** A request with one edit of anything but its body, which is not held alike everywhere. */
export function withPartEdited<
  T extends Pick<FetchRequest, "url" | "method" | "headers" | "credentials" | "mode" | "redirect">,
>(request: T, { request: part, op, name = "", value = "" }: RequestEdit): T {
  switch (part) {
    case "header": {
      const others = withoutHeaders(request.headers, [name]);
      return { ...request, headers: op === "remove" ? others : [...others, [name, value]] };
    }
    case "credentials":
      return { ...request, credentials: value as CredentialsMode };
    case "mode":
      return { ...request, mode: value as RequestMode };
    case "redirect":
      return { ...request, redirect: value as RedirectMode };
    case "url":
    case "method":
      return { ...request, [part]: value };
    case "body":
      return request;
  }
}

/** The answer to a request as the server would give it after the edits. */
export function editResponse(
  response: IncomingResponse,
  { role, hop }: Pick<OutgoingRequest, "role" | "hop">,
  edits: readonly Edit[],
): IncomingResponse {
  return edits.reduce(
    (edited, edit) =>
      isResponseEdit(edit) && edit.role === role && edit.hop === hop ? withResponseEdit(edited, edit) : edited,
    response,
  );
}

function withResponseEdit(response: IncomingResponse, { op, name = "", value = "" }: ResponseEdit): IncomingResponse {
  const { headers } = response;
  switch (op) {
    case "status":
      return { ...response, status: Number(value) };
    case "remove":
      return { ...response, headers: withoutHeaders(headers, [name]) };
    case "append":
      return { ...response, headers: [...headers, [name, value]] };
    case "set": {
      const first = headers.findIndex(([candidate]) => equalsByteCaseInsensitive(candidate, name));
      const lines = headers.flatMap((line, index): HeaderLine[] => {
        if (index === first) return [[name, value]];
        return equalsByteCaseInsensitive(line[0], name) ? [] : [line];
      });
      return { ...response, headers: first === -1 ? [...lines, [name, value]] : lines };
    }
  }
}
