import type { Diagnosis, Edit, RequestEdit, ResponseEdit } from "#lib/contract/diagnosis.ts";

export interface ChangedLine {
  readonly sign: "+" | "-";
  readonly text: string;
  readonly remark: string | null;
}

/** The lines that change at one place. */
export interface PlaceChanges {
  readonly place: string;
  readonly lines: readonly ChangedLine[];
}

const NOT_NEEDED = "not needed for the verdict, but right";

/** What a set of edits takes away and adds, in words for the places and lines as they are on the wire. */
export function changesOf(diagnosis: Diagnosis, edits: readonly Edit[]): PlaceChanges[] {
  const places = new Map<string, ChangedLine[]>();
  for (const edit of edits) {
    const place = "request" in edit ? "What the page asks for" : placeOf(edit);
    const lines = "request" in edit ? requestLines(diagnosis, edit) : responseLines(diagnosis, edit);
    places.set(place, [...(places.get(place) ?? []), ...lines]);
  }
  const isStatus = ({ text }: ChangedLine) => text.startsWith("status ");
  return [...places].map(([place, lines]) => ({
    place,
    lines: lines.toSorted((a, b) => Number(isStatus(b)) - Number(isStatus(a))),
  }));
}

function placeOf({ role, hop }: ResponseEdit): string {
  const answer = role === "preflight" ? "Answer to the preflight" : "Answer to the request";
  return hop === 0 ? answer : `${answer} after ${hop === 1 ? "one redirect" : `${hop} redirects`}`;
}

function requestLines({ request }: Diagnosis, edit: RequestEdit): ChangedLine[] {
  const { request: part, op, name = "", value = "" } = edit;
  const remark = edit.necessary ? null : NOT_NEEDED;
  if (part === "header") {
    const before = request.headers.filter(([candidate]) => candidate.toLowerCase() === name.toLowerCase());
    const removed = before.map(([own, text]): ChangedLine => ({ sign: "-", text: `${own}: ${text}`, remark: null }));
    return op === "remove" ? removed : [...removed, { sign: "+", text: `${name}: ${value}`, remark }];
  }
  if (part === "body") {
    return [op === "remove" ? { sign: "-", text: "body", remark } : { sign: "+", text: `body: ${value}`, remark }];
  }
  return [
    { sign: "-", text: `${part}: ${request[part]}`, remark: null },
    { sign: "+", text: `${part}: ${value}`, remark },
  ];
}

function responseLines({ exchanges }: Diagnosis, edit: ResponseEdit): ChangedLine[] {
  const { role, hop, op, name = "", value = "" } = edit;
  const remark = edit.necessary ? null : NOT_NEEDED;
  const response = exchanges.find((exchange) => exchange.role === role && exchange.hop === hop)?.response;
  if (op === "status") {
    const before: ChangedLine[] =
      response == null ? [] : [{ sign: "-", text: `status ${response.status}`, remark: null }];
    return [...before, { sign: "+", text: `status ${value}`, remark }];
  }
  const lines = (response?.headers ?? []).filter(([candidate]) => candidate.toLowerCase() === name.toLowerCase());
  const removed = lines.map(([own, text]): ChangedLine => ({ sign: "-", text: `${own}: ${text}`, remark: null }));
  const added: ChangedLine = { sign: "+", text: `${name}: ${value}`, remark };
  if (op === "append") return [added];
  return op === "remove" ? removed : [...removed, added];
}
