import type { SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { isHeaderValue, normalizeHeaderValue } from "#lib/fetch/header-value.ts";
import { isToken } from "#lib/fetch/method.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { Edits, Exercise, ExerciseRequest } from "./exercise.ts";

/** What the engine needs of an exercise as it stands, or what keeps its values from being a case. */
export type ReadCase =
  | { readonly ok: true; readonly request: FetchRequest; readonly responses: readonly SuppliedResponse[] }
  | { readonly ok: false; readonly errors: readonly string[] };

/** Puts the edits into the exercise's case and reads it. */
export function readCase({ request, answers }: Pick<Exercise, "request" | "answers">, edits: Edits): ReadCase {
  const { headers = "", ...fields } = { ...request, ...requestEdits(edits) };
  const errors: string[] = [];
  const headerLines = readLines(headers, errors);
  const responses = answers.map(({ match, status, headers: lines }, index) => ({
    ...(match === undefined ? {} : { match }),
    status: readStatus(edits[`answer-${index}-status`] ?? status, errors),
    headers: readLines(edits[`answer-${index}-headers`] ?? lines, errors),
  }));
  const read = readFields({ ...fields, headers: headerLines });
  if (!read.ok) errors.push(...read.errors.map(({ message }) => message));
  return read.ok && errors.length === 0 ? { ok: true, request: read.request, responses } : { ok: false, errors };
}

/** Modes and methods come from choices, so they are among those that there are. */
function requestEdits(edits: Edits): Partial<ExerciseRequest> {
  return Object.fromEntries(Object.entries(edits).filter(([place]) => !place.startsWith("answer-")));
}

function readStatus(text: string, errors: string[]): number {
  if (!/^[2-5]\d\d$/.test(text.trim())) errors.push("A status is a number from 200 to 599.");
  return Number(text);
}

/** Header lines from text, one a line; empty lines are left out. */
function readLines(text: string, errors: string[]): HeaderLine[] {
  return text.split("\n").flatMap((line): HeaderLine[] => {
    if (line.trim() === "") return [];
    const colon = line.indexOf(":");
    const name = line.slice(0, colon);
    const value = normalizeHeaderValue(line.slice(colon + 1));
    if (colon < 0) errors.push(`\`${line}\` is not a header line: write it as \`Name: value\`.`);
    else if (!isToken(name)) errors.push(`\`${name}\` is not a header name: it is one word without spaces.`);
    else if (!isHeaderValue(value)) errors.push(`The value of \`${name}\` has characters beyond Latin-1.`);
    return [[name, value]];
  });
}
