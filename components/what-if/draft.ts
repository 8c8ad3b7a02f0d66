import type { Diagnosis, Exchange } from "#lib/contract/diagnosis.ts";
import type { BrowserName, CredentialsMode, Initiator, RedirectMode, RequestMode } from "#lib/contract/terms.ts";
import type { AskedPlace } from "#lib/diagnosis/asked-requests.ts";
import { placeKey } from "#lib/diagnosis/asked-requests.ts";
import type { ResponseMatch, SuppliedResponse } from "#lib/diagnosis/evaluate.ts";
import { equalsByteCaseInsensitive, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { isHeaderValue, normalizeHeaderValue } from "#lib/fetch/header-value.ts";
import { isToken } from "#lib/fetch/method.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";

/** One header line as it is typed, beside what it was. */
export interface LineDraft {
  /** The line of the answer that was seen; null for one that was added. */
  readonly was: HeaderLine | null;
  /** What stands there instead; null when the line was taken away. */
  readonly is: HeaderLine | null;
}

/** One answer as it is edited. */
export interface AnswerDraft {
  readonly place: AskedPlace;
  /** The only browsers that get it, where others get another one at the same place; null for all. */
  readonly browsers: readonly BrowserName[] | null;
  /** The exchange that was seen, as an index; null for an answer that nobody has seen. */
  readonly exchange: number | null;
  /** No answer came. */
  readonly failure: Pick<NonNullable<Exchange["failure"]>, "phase" | "code"> | null;
  readonly status: string;
  readonly lines: readonly LineDraft[];
}

/** The page's part, which may be changed too. */
export interface RequestDraft {
  readonly url: string;
  readonly origin: string;
  readonly method: string;
  readonly headers: HeaderList;
  readonly credentials: CredentialsMode;
  readonly mode: RequestMode;
  readonly redirect: RedirectMode;
  readonly initiator: Initiator;
  readonly hasBody: boolean;
}

/** What a diagnosis would be if the answers, or the request, were different. */
export interface WhatIfDraft {
  readonly request: RequestDraft;
  readonly answers: readonly AnswerDraft[];
}

/** What was really asked and answered, ready to be edited. */
export function draftOf({ request, exchanges, browsers }: Diagnosis): WhatIfDraft {
  const { bodyBytes, url, origin, method, headers, credentials, mode, redirect, initiator } = request;
  const seen = exchanges.flatMap((exchange, index) =>
    exchange.role === "probe" ? [] : [answerDraft(exchange, exchange.role, index)],
  );
  const rivals = Map.groupBy(seen, ({ place }) => placeKey(place));
  return {
    request: { url, origin, method, headers, credentials, mode, redirect, initiator, hasBody: bodyBytes > 0 },
    answers: seen.map((answer) => {
      if (rivals.get(placeKey(answer.place))?.length === 1) return answer;
      const names = Object.entries(browsers).flatMap(([name, verdict]) =>
        verdict.exchanges.includes(answer.exchange ?? -1) ? [name as BrowserName] : [],
      );
      return { ...answer, browsers: names };
    }),
  };
}

function answerDraft(
  { hop, request, response, failure }: Exchange,
  role: AskedPlace["role"],
  exchange: number,
): AnswerDraft {
  const { method, url } = request;
  return {
    place: { role, hop, method, url },
    browsers: null,
    exchange,
    failure: failure && { phase: failure.phase, code: failure.code },
    status: response === null ? "" : String(response.status),
    lines: (response?.headers ?? []).map((line) => ({ was: line, is: line })),
  };
}

/** An answer that nobody has seen. */
export function assumedAnswer(
  { role, hop, method, url }: AskedPlace,
  browsers: AnswerDraft["browsers"],
  answer: { readonly status: number; readonly headers: HeaderList },
): AnswerDraft {
  const lines = answer.headers.map((line) => ({ was: null, is: line }));
  const place = { role, hop, method, url };
  return { place, browsers, exchange: null, failure: null, status: String(answer.status), lines };
}

export function isLineChanged({ was, is }: LineDraft): boolean {
  return was?.[0] !== is?.[0] || was?.[1] !== is?.[1];
}

/** Whether an answer is not what the server said. */
export function isAnswerChanged(answer: AnswerDraft, original: AnswerDraft | undefined): boolean {
  if (original === undefined) return true;
  return answer.status !== original.status || answer.failure !== original.failure || answer.lines.some(isLineChanged);
}

/** What is wrong with a line as it stands, in a sentence; null when it may stand. */
export function lineError({ is }: LineDraft): { readonly part: "name" | "value"; readonly message: string } | null {
  if (is === null || isBlank(is)) return null;
  const [name, value] = is;
  if (!isToken(name)) {
    return { part: "name", message: "A header name is one word of letters, digits and hyphens." };
  }
  return isHeaderValue(normalizeHeaderValue(value))
    ? null
    : { part: "value", message: "A header value has no line breaks and no characters beyond Latin-1." };
}

/** What is wrong with a status, in a sentence; null when it may stand. */
export function statusError(status: string): string | null {
  return /^[1-9]\d\d$/.test(status.trim()) ? null : "A status is a number from 100 to 999.";
}

/** Whether nothing in a draft is half typed. */
export function isComplete({ answers }: WhatIfDraft): boolean {
  return answers.every(
    ({ failure, status, lines }) =>
      (failure !== null || statusError(status) === null) && lines.every((line) => lineError(line) === null),
  );
}

function isBlank([name, value]: HeaderLine): boolean {
  return name === "" && value === "";
}

/** The lines of an answer that may stand; a line that is being typed and cannot be yet is left out. */
export function headersOf({ lines }: Pick<AnswerDraft, "lines">): HeaderLine[] {
  return lines.flatMap((line): HeaderLine[] =>
    line.is === null || isBlank(line.is) || lineError(line) !== null
      ? []
      : [[line.is[0], normalizeHeaderValue(line.is[1])]],
  );
}

/** The answer as evaluations take it; null while its status is none. */
export function suppliedResponse(answer: AnswerDraft): SuppliedResponse | null {
  const { place, browsers, failure, status } = answer;
  const match: ResponseMatch = { ...place, ...(browsers === null ? {} : { browsers }) };
  if (failure !== null) return { match, failure };
  return statusError(status) === null ? { match, status: Number(status), headers: headersOf(answer) } : null;
}

/** The fields of `POST /api/v1/evaluations`; `bodyBytes` stands for a body whose content nobody kept. */
export function fieldsOf(request: RequestDraft, bodyBytes: number): RequestFields {
  const { hasBody, mode, headers, ...fields } = request;
  return {
    ...fields,
    // A row that is being typed and cannot be yet is left out.
    headers: headersOf({ lines: headers.map((line) => ({ was: null, is: line })) }),
    // Its body decides for a beacon.
    ...(request.initiator === "beacon" ? {} : { mode }),
    ...(hasBody ? { body: "-".repeat(Math.max(1, Math.min(bodyBytes, MAX_BODY_BYTES))) } : {}),
  };
}

/** Longer ones are cut: what is sent of them is only their length. */
const MAX_BODY_BYTES = 500_000;

/** Puts a header's lines in order: the first of its name keeps its place, others of the name go. */
export function withLine(lines: readonly LineDraft[], name: string, value: string): LineDraft[] {
  const isNamed = ({ is }: LineDraft) => is !== null && equalsByteCaseInsensitive(is[0], name);
  const first = lines.findIndex(isNamed);
  if (first === -1) return [...lines, { was: null, is: [name, value] }];
  return lines.flatMap((line, index): LineDraft[] => {
    if (index === first) return [{ ...line, is: [name, value] }];
    return isNamed(line) ? withoutLine(line) : [line];
  });
}

/** A line that was seen stays in sight as taken away; one that was added is gone. */
export function withoutLine(line: LineDraft): LineDraft[] {
  return line.was === null ? [] : [{ was: line.was, is: null }];
}

/** Takes away all lines of a name. */
export function withoutLines(lines: readonly LineDraft[], name: string): LineDraft[] {
  return lines.flatMap((line) =>
    line.is !== null && equalsByteCaseInsensitive(line.is[0], name) ? withoutLine(line) : [line],
  );
}
