import type { FailureCode, FailurePhase } from "#lib/contract/terms.ts";
import { trimOptionalWhitespace, type HeaderLine } from "#lib/fetch/header-list.ts";
import { isHeaderValue, normalizeHeaderValue } from "#lib/fetch/header-value.ts";
import { isToken } from "#lib/fetch/method.ts";

/** One answer as a tool printed it. */
export interface ResponseBlock {
  readonly status: number;
  /** In the order in which they stood there, duplicates kept, values as Latin-1 strings. */
  readonly headers: readonly HeaderLine[];
}

/** A line that says nothing about an answer. */
export interface UnreadLine {
  /** Counted from 1. */
  readonly line: number;
  readonly text: string;
  readonly why: string;
}

/** What a pasted text says of answers. */
export interface ReadResponses {
  /** The answers in order; interim ones and a proxy's own are left out. */
  readonly blocks: readonly ResponseBlock[];
  /** Why curl got no answer. */
  readonly failure: { readonly phase: FailurePhase; readonly code: FailureCode } | null;
  readonly unread: readonly UnreadLine[];
  /** There are header lines and nothing says with which status they came. */
  readonly isStatusMissing: boolean;
  /** How many characters behind the last header line were left alone. */
  readonly bodyCharacters: number;
}

interface Line {
  readonly number: number;
  readonly text: string;
}

interface OpenBlock {
  readonly status: number | null;
  readonly isProxys: boolean;
  readonly headers: HeaderLine[];
}

const STATUS_LINE = /^HTTP\/\d(?:\.\d)?[ \t]+([1-9]\d\d)(?:[ \t]+(.*))?$/i;
const HEADER_LINE = /^([^:]*?)([ \t]*):(.*)$/;
/** Tools that show a status apart from the header lines. */
const STATUS_FIELD = /^:?status(?: code)?:?[ \t]*([1-9]\d\d)?(?:[ \t].*)?$/i;
/** DevTools shows these above the headers. */
const GENERAL_FIELD = /^(?:request url|request method|remote address|referrer policy)(?::|$)/i;
const HEADING = /^(?:general|raw|response headers(?: \(.*\))?)$/i;
/** What stands around curl's output: the prompt with the command, progress, and the remarks of `curl -v`. */
const CURL_NOISE = /^(?:[$#%>] ?curl |curl -|\s*% Total|\s*Dload|\s*\d+\s+\d+.*--:--:--|[*{}] )/;
const CURL_ERROR = /^curl: \((\d+)\)/;

/** https://everything.curl.dev/cmdline/exitcode.html; those with which no answer comes. */
const CURL_FAILURES: ReadonlyMap<string, NonNullable<ReadResponses["failure"]>> = new Map([
  ["6", { phase: "dns", code: "name-not-found" }],
  ["7", { phase: "connect", code: "connection-refused" }],
  ["28", { phase: "timeout", code: "response" }],
  ["35", { phase: "tls", code: "protocol-error" }],
  ["52", { phase: "response", code: "connection-closed" }],
  ["56", { phase: "response", code: "connection-reset" }],
  ["60", { phase: "tls", code: "certificate-invalid" }],
]);

/**
 * Reads the answers in what `curl -i` or `curl -v` printed, or in what was copied from a browser's DevTools, as it stands
 * there or with each value on a line of its own. Never throws: what it does not understand it names.
 */
export function readResponseBlocks(text: string): ReadResponses {
  const lines = linesOf(text);
  return startsInPairs(lines) ? readPairs(lines) : readLines(lines);
}

/** All lines; of `curl -v` only what the server said. */
function linesOf(text: string): readonly Line[] {
  const lines = text.split(/\r?\n/).map((line, index): Line => ({ number: index + 1, text: line }));
  const first = lines.find(({ text: line }) => STATUS_LINE.test(line) || /^< HTTP\//i.test(line));
  if (first?.text.startsWith("<") !== true) return lines;
  return lines.filter((line) => line.text.startsWith("<")).map((line) => ({ ...line, text: line.text.slice(2) }));
}

function readLines(lines: readonly Line[]): ReadResponses {
  const blocks: OpenBlock[] = [];
  const unread: UnreadLine[] = [];
  let open: OpenBlock | null = null;
  let failure: ReadResponses["failure"] = null;
  let bodyFrom = lines.length;
  for (const [index, { number, text }] of lines.entries()) {
    const [, status, phrase = ""] = STATUS_LINE.exec(text) ?? [];
    if (status !== undefined) {
      open = { status: Number(status), isProxys: /^connection established/i.test(phrase), headers: [] };
      blocks.push(open);
      continue;
    }
    if (CURL_NOISE.test(text)) continue;
    const exitCode = CURL_ERROR.exec(text)?.[1];
    if (exitCode !== undefined) {
      failure = CURL_FAILURES.get(exitCode) ?? null;
      if (failure === null)
        unread.push({ line: number, text, why: "This failure of curl says nothing of the server." });
      continue;
    }
    if (text.trim() === "") {
      const next = lines.slice(index).find((line) => line.text.trim() !== "");
      if (open === null || next === undefined || STATUS_LINE.test(next.text) || CURL_NOISE.test(next.text)) continue;
      if (open.headers.length === 0 && open.status === null) continue;
      bodyFrom = index + 1;
      break;
    }
    const shown = STATUS_FIELD.exec(text)?.[1];
    if (shown !== undefined && open?.status == null) {
      const headers: HeaderLine[] = open?.headers ?? [];
      blocks.splice(0, blocks.length, (open = { status: Number(shown), isProxys: false, headers }));
      continue;
    }
    if (open === null && (GENERAL_FIELD.test(text) || HEADING.test(text.trim()))) continue;
    const last = open?.headers.at(-1);
    if (/^[ \t]/.test(text) && open && last) {
      open.headers[open.headers.length - 1] = [last[0], latin1(`${last[1]} ${trimOptionalWhitespace(text)}`)];
      continue;
    }
    const read = readHeaderLine(text);
    if (typeof read === "string") {
      unread.push({ line: number, text, why: read });
      continue;
    }
    if (open === null) blocks.push((open = { status: null, isProxys: false, headers: [] }));
    open.headers.push(read);
  }
  const bodyCharacters = lines.slice(bodyFrom).reduce((sum, line) => sum + line.text.length, 0);
  return finished(blocks, { failure, unread, bodyCharacters });
}

/** Name and value by turns, as DevTools shows and copies them. */
function readPairs(lines: readonly Line[]): ReadResponses {
  const unread: UnreadLine[] = [];
  const headers: HeaderLine[] = [];
  let status: number | null = null;
  const rest = lines.values();
  for (const { number, text } of rest) {
    const name = text.trim();
    if (name === "" || HEADING.test(name)) continue;
    const shown = STATUS_FIELD.exec(name);
    if (shown?.[1] !== undefined) {
      status = Number(shown[1]);
      continue;
    }
    const next = rest.next();
    const value = next.done === true ? "" : next.value.text;
    if (shown) {
      status = /^[1-9]\d\d\b/.test(value.trim()) ? Number(value.trim().slice(0, 3)) : status;
      continue;
    }
    if (GENERAL_FIELD.test(name)) continue;
    const read = readHeaderLine(`${name.replace(/:$/, "")}:${value}`);
    if (typeof read === "string") unread.push({ line: number, text, why: read });
    else headers.push(read);
  }
  const blocks = status === null && headers.length === 0 ? [] : [{ status, isProxys: false, headers }];
  return finished(blocks, { failure: null, unread, bodyCharacters: 0 });
}

/** Whether names stand alone on their lines: without a status line, and the first line is a name with no value. */
function startsInPairs(lines: readonly Line[]): boolean {
  if (lines.some(({ text }) => STATUS_LINE.test(text))) return false;
  const first = lines
    .map(({ text }) => text.trim())
    .filter((text) => text !== "" && !HEADING.test(text) && STATUS_FIELD.exec(text)?.[1] === undefined)
    .at(0);
  return first !== undefined && isNameAlone(first);
}

function isNameAlone(text: string): boolean {
  const name = text.replace(/:$/, "");
  return isToken(name) || GENERAL_FIELD.exec(name)?.[0] === name || STATUS_FIELD.test(name);
}

function readHeaderLine(text: string): HeaderLine | string {
  const [, name = "", space = "", rest = ""] = HEADER_LINE.exec(text) ?? [];
  if (!isToken(name)) return "This is neither a status line nor a header line.";
  if (space !== "") return "No space may stand between a header's name and the colon; browsers refuse such an answer.";
  const value = latin1(normalizeHeaderValue(rest));
  return isHeaderValue(value) ? [name, value] : "A header's value has no NUL and no line break.";
}

/** A terminal decodes UTF-8 for the eye; on the wire, and for a script, each byte is a character. */
function latin1(value: string): string {
  if (!/[^\0-\xff]/.test(value)) return value;
  return Array.from(new TextEncoder().encode(value), (byte) => String.fromCharCode(byte)).join("");
}

function finished(
  blocks: readonly OpenBlock[],
  rest: Pick<ReadResponses, "failure" | "unread" | "bodyCharacters">,
): ReadResponses {
  const final = blocks.filter(({ status, isProxys }) => !isProxys && (status === null || status >= 200));
  return {
    ...rest,
    failure: final.length === 0 ? rest.failure : null,
    blocks: final.flatMap(({ status, headers }) => (status === null ? [] : [{ status, headers }])),
    isStatusMissing: final.some(({ status }) => status === null),
  };
}
