import type { Diagnosis, Edit, Exchange, RequestEdit, ResponseEdit } from "#lib/contract/diagnosis.ts";
import { byteLowercase, equalsByteCaseInsensitive } from "#lib/fetch/header-list.ts";
import { hostOf } from "./request-line.ts";
import { describeStatus } from "./status-phrase.ts";
import { playsNoPartInCors } from "./wire-text.ts";

/** A line that goes (`-`), comes (`+`) or stays (a space); or that many lines that stay and play no part. */
export type ChangedLine =
  | { readonly sign: "+" | "-" | " "; readonly text: string; readonly remark: string | null }
  | { readonly sign: "…"; readonly count: number };

/** One header block, or the page's request, before and after. */
export interface PlaceChanges {
  readonly place: string;
  readonly lines: readonly ChangedLine[];
}

interface Line {
  readonly sign: "+" | "-" | " ";
  readonly name: string;
  readonly text: string;
  readonly remark: string | null;
}

const NOT_NEEDED = "not needed for the verdict, but right";

/** What a set of edits takes away and adds in the blocks as they are on the wire, with the lines that stay. */
export function changesOf(diagnosis: Diagnosis, edits: readonly Edit[]): PlaceChanges[] {
  const ofRequest = edits.filter((edit) => "request" in edit);
  const byAnswer = Map.groupBy(
    edits.filter((edit) => "role" in edit),
    ({ role, hop }) => `${role} ${hop}`,
  );
  return [
    ...(ofRequest.length === 0
      ? []
      : [
          {
            place: "What the page asks for",
            lines: ofRequest.flatMap((edit) => requestLines(diagnosis, edit)).map(withoutName),
          },
        ]),
    ...[...byAnswer.values()].map((all) => answerChanges(diagnosis, all)),
  ];
}

function requestLines({ request }: Diagnosis, edit: RequestEdit): Line[] {
  const { request: part, op, name = "", value = "" } = edit;
  const remark = edit.necessary ? null : NOT_NEEDED;
  if (part === "header") {
    const before = request.headers.filter(([candidate]) => equalsByteCaseInsensitive(candidate, name));
    const removed = before.map(([own, text]) => lineOf("-", own, text));
    return op === "remove" ? removed : [...removed, lineOf("+", name, value, remark)];
  }
  if (part === "body") {
    return op === "remove"
      ? [{ sign: "-", name: part, text: "body", remark }]
      : [{ sign: "+", name: part, text: `body: ${value}`, remark }];
  }
  return [lineOf("-", part, request[part]), lineOf("+", part, value, remark)];
}

function answerChanges(diagnosis: Diagnosis, edits: readonly ResponseEdit[]): PlaceChanges {
  const { role, hop } = edits[0] ?? { role: "actual" as const, hop: 0 };
  const exchange = diagnosis.exchanges.find((each) => each.role === role && each.hop === hop && each.response);
  const seen = exchange?.response;
  const lines = edits.reduce(
    withEdit,
    (seen?.headers ?? []).map(([name, value]) => lineOf(" ", name, value)),
  );
  const status = statusLines(seen?.status, edits);
  return { place: placeOf(role, hop, exchange, diagnosis), lines: [...status, ...folded(lines)] };
}

function placeOf(role: ResponseEdit["role"], hop: number, exchange: Exchange | undefined, diagnosis: Diagnosis) {
  const answer = role === "preflight" ? "Answer to the preflight" : "Answer to the request";
  const where = hop === 0 ? answer : `${answer} after ${hop === 1 ? "one redirect" : `${hop} redirects`}`;
  if (exchange === undefined) return `${where}, which nobody has seen yet`;
  const host = hostOf(exchange.request.url);
  return host === hostOf(diagnosis.request.url) ? where : `${where}, at ${host}`;
}

function statusLines(before: number | undefined, edits: readonly ResponseEdit[]): ChangedLine[] {
  const edit = edits.findLast(({ op }) => op === "status");
  const after = edit && describeStatus(Number(edit.value));
  const old =
    before === undefined ? [] : [{ sign: edit ? "-" : " ", text: describeStatus(before), remark: null } as const];
  return after === undefined
    ? old
    : [...old, { sign: "+", text: after, remark: edit?.necessary === false ? NOT_NEEDED : null }];
}

function withEdit(lines: readonly Line[], { op, name = "", value = "", necessary }: ResponseEdit): readonly Line[] {
  if (op === "status") return lines;
  const isOld = (line: Line) => line.sign === " " && equalsByteCaseInsensitive(line.name, name);
  const added = lineOf("+", name, value, necessary ? null : NOT_NEEDED);
  if (op === "append") return withAdded(lines, added);
  // One of several lines may be right as it is.
  const kept = op === "set" ? lines.findIndex((line) => isOld(line) && line.text === added.text) : -1;
  const without = lines.map((line, index): Line => (isOld(line) && index !== kept ? { ...line, sign: "-" } : line));
  return op === "remove" || kept !== -1 ? without : withAdded(without, added);
}

/** A new line stands after the old ones of its name, else after the last one of CORS, else at the end. */
function withAdded(lines: readonly Line[], added: Line): readonly Line[] {
  const sameName = lines.findLastIndex(({ name }) => equalsByteCaseInsensitive(name, added.name));
  const ofCors = lines.findLastIndex(
    ({ name, sign }) => sign === "+" || byteLowercase(name).startsWith("access-control-"),
  );
  const last = sameName === -1 ? ofCors : sameName;
  return last === -1 ? [...lines, added] : lines.toSpliced(last + 1, 0, added);
}

/** Unchanged neighbours that take no part in CORS, as their number. */
function folded(lines: readonly Line[]): ChangedLine[] {
  const isBystander = ({ sign, name }: Line) => sign === " " && playsNoPartInCors(name);
  return lines.flatMap((line, index): ChangedLine[] => {
    if (!isBystander(line)) return [withoutName(line)];
    const isInRun = [lines[index - 1], lines[index + 1]].some((neighbour) => neighbour && isBystander(neighbour));
    if (!isInRun) return [withoutName(line)];
    const before = lines[index - 1];
    if (before && isBystander(before)) return [];
    const end = lines.findIndex((each, place) => place > index && !isBystander(each));
    return [{ sign: "…", count: (end === -1 ? lines.length : end) - index }];
  });
}

function lineOf(sign: Line["sign"], name: string, value: string, remark: string | null = null): Line {
  return { sign, name, text: `${name}: ${value}`, remark };
}

function withoutName({ sign, text, remark }: Line): ChangedLine {
  return { sign, text, remark };
}
