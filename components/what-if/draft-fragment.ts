import {
  BROWSERS,
  CREDENTIALS_MODES,
  REDIRECT_MODES,
  REQUEST_MODES,
  type CredentialsMode,
  type RedirectMode,
  type RequestMode,
} from "#lib/contract/terms.ts";
import { isToken } from "#lib/fetch/method.ts";
import { isHeaderValue } from "#lib/fetch/header-value.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import {
  isAnswerChanged,
  isLineChanged,
  lineError,
  statusError,
  type AnswerDraft,
  type LineDraft,
  type RequestDraft,
  type WhatIfDraft,
} from "./draft.ts";
import { EDITS_NAME } from "./edits-name.ts";

/** An address that is longer is cut by chats and mails; then the edits are not kept in it. */
const MAX_CHARACTERS = 6_000;

type StoredLine = readonly [index: number] | readonly [index: number, name: string, value: string];

interface StoredAnswer {
  readonly exchange?: number;
  /** Role, hop, method and URL of an answer that nobody has seen. */
  readonly place?: readonly [string, number, string, string];
  readonly browsers?: readonly string[];
  readonly status: string;
  /** Lines that were seen and changed, or taken away where nothing stands behind the index. */
  readonly lines?: readonly StoredLine[];
  readonly added?: readonly HeaderLine[];
}

interface StoredRequest {
  readonly url?: string;
  readonly method?: string;
  readonly credentials?: string;
  readonly mode?: string;
  readonly redirect?: string;
  readonly hasBody?: boolean;
  /** An index stands for a header as it was, a name for one whose value is not told. */
  readonly headers?: readonly (number | string)[];
}

/**
 * The edits as a fragment, without `#`: empty when there are none or too many. The fragment of a URL is not sent to any
 * server, and no value of a request header is in it.
 */
export function draftToFragment(draft: WhatIfDraft, original: WhatIfDraft): string {
  const answers = draft.answers.flatMap((answer): StoredAnswer[] => {
    const seen = original.answers.find(({ exchange }) => exchange === answer.exchange);
    return isAnswerChanged(answer, seen) ? [storedAnswer(answer)] : [];
  });
  const request = storedRequest(draft.request, original.request);
  if (answers.length === 0 && Object.keys(request).length === 0) return "";
  const fragment = new URLSearchParams({ [EDITS_NAME]: JSON.stringify({ request, answers }) }).toString();
  return fragment.length > MAX_CHARACTERS ? "" : fragment;
}

/** The draft that a fragment describes; null when it describes none for these answers. Anyone can write a fragment. */
export function draftFromFragment(fragment: string, original: WhatIfDraft): WhatIfDraft | null {
  const text = new URLSearchParams(fragment.replace(/^#/, "")).get(EDITS_NAME);
  const stored = text === null ? null : parse(text);
  if (stored === null) return null;
  try {
    const request = readRequest(stored.request, original.request);
    const answers = stored.answers.map((answer) => readAnswer(answer, original));
    const changed = new Map(answers.map((answer) => [answer.exchange, answer]));
    return {
      request,
      answers: [
        ...original.answers.map((answer) => changed.get(answer.exchange) ?? answer),
        ...answers.filter(({ exchange }) => exchange === null),
      ],
    };
  } catch {
    return null;
  }
}

function storedAnswer({ exchange, place, browsers, status, lines }: AnswerDraft): StoredAnswer {
  const seen = lines.filter(({ was }) => was !== null);
  const stored = seen.flatMap((line, index): StoredLine[] => {
    if (!isLineChanged(line)) return [];
    return [line.is === null ? [index] : [index, ...line.is]];
  });
  return {
    ...(exchange === null ? { place: [place.role, place.hop, place.method, place.url] } : { exchange }),
    ...(browsers === null ? {} : { browsers }),
    status,
    ...(stored.length === 0 ? {} : { lines: stored }),
    ...(seen.length === lines.length
      ? {}
      : { added: lines.flatMap(({ was, is }) => (was === null && is ? [is] : [])) }),
  };
}

function storedRequest(request: RequestDraft, original: RequestDraft): StoredRequest {
  const { url, method, credentials, mode, redirect, hasBody, headers } = request;
  const parts = { url, method, credentials, mode, redirect, hasBody };
  const changed = Object.entries(parts).filter(([part, value]) => original[part as keyof typeof parts] !== value);
  const isSame = JSON.stringify(headers) === JSON.stringify(original.headers);
  const names = headers.map(([name, value]) => {
    const index = original.headers.findIndex((line) => line[0] === name && line[1] === value);
    return index === -1 ? name : index;
  });
  return { ...Object.fromEntries(changed), ...(isSame ? {} : { headers: names }) };
}

function parse(text: string): { readonly request: StoredRequest; readonly answers: readonly StoredAnswer[] } | null {
  try {
    const value: unknown = JSON.parse(text);
    const { request, answers } = value as { request: unknown; answers: unknown };
    if (typeof request !== "object" || request === null || !Array.isArray(answers)) return null;
    return { request, answers: answers as readonly StoredAnswer[] };
  } catch {
    return null;
  }
}

/** Throws where the stored form says something that cannot be. */
function readAnswer(stored: StoredAnswer, original: WhatIfDraft): AnswerDraft {
  const { exchange, place, browsers, lines = [], added = [] } = stored;
  const status = readText(stored.status);
  const seen = exchange === undefined ? undefined : original.answers.find((answer) => answer.exchange === exchange);
  if (exchange !== undefined && seen === undefined) throw new RangeError("no such exchange");
  const isFailure = seen?.failure != null && status === "";
  if (!isFailure && statusError(status) !== null) throw new RangeError("no status");
  const changes = new Map(lines.map((line) => [line[0], line]));
  const kept = (seen?.lines ?? []).map((line, index): LineDraft => {
    const change = changes.get(index);
    if (change === undefined) return line;
    return change.length === 1 ? { ...line, is: null } : readLine([change[1], change[2]], line.was);
  });
  const base = seen ?? { place: readPlace(place), browsers: readBrowsers(browsers), exchange: null, failure: null };
  const failure = isFailure ? base.failure : null;
  return { ...base, failure, status, lines: [...kept, ...added.map((line) => readLine(line, null))] };
}

function readLine([name, value]: readonly [unknown, unknown], was: HeaderLine | null): LineDraft {
  const line: LineDraft = { was, is: [readText(name), readText(value)] };
  if (lineError(line) !== null) throw new RangeError("no header line");
  return line;
}

function readPlace(place: StoredAnswer["place"]): AnswerDraft["place"] {
  const [role, hop, method, url] = place ?? [];
  if ((role !== "preflight" && role !== "actual") || !Number.isInteger(hop) || !isToken(readText(method))) {
    throw new RangeError("no request");
  }
  return { role, hop: Number(hop), method: readText(method), url: new URL(readText(url)).href };
}

function readBrowsers(browsers: StoredAnswer["browsers"]): AnswerDraft["browsers"] {
  return browsers === undefined ? null : browsers.map((name) => known(BROWSERS, name));
}

function readRequest(stored: StoredRequest, original: RequestDraft): RequestDraft {
  const { url, method, credentials, mode, redirect, hasBody, headers } = stored;
  return {
    ...original,
    ...(url === undefined ? {} : { url: readText(url) }),
    ...(method === undefined ? {} : { method: readText(method) }),
    ...(credentials === undefined ? {} : { credentials: known<CredentialsMode>(CREDENTIALS_MODES, credentials) }),
    ...(mode === undefined ? {} : { mode: known<RequestMode>(REQUEST_MODES, mode) }),
    ...(redirect === undefined ? {} : { redirect: known<RedirectMode>(REDIRECT_MODES, redirect) }),
    ...(hasBody === undefined ? {} : { hasBody: (hasBody as unknown) === true }),
    ...(headers === undefined ? {} : { headers: headers.map((entry) => readHeader(entry, original)) }),
  };
}

function readHeader(entry: number | string, { headers }: RequestDraft): HeaderLine {
  const line: HeaderLine | undefined = typeof entry === "number" ? headers[entry] : [readText(entry), ""];
  if (line === undefined || !isToken(line[0]) || !isHeaderValue(line[1])) throw new RangeError("no header");
  return line;
}

function readText(value: unknown): string {
  if (typeof value !== "string") throw new TypeError("no text");
  return value;
}

function known<T extends string>(values: readonly T[], value: unknown): T {
  const found = values.find((each) => each === value);
  if (found === undefined) throw new RangeError("unknown value");
  return found;
}
