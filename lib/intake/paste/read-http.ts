import { getHeader, hasHeader, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { normalizeMethod } from "#lib/fetch/method.ts";
import { readHeaderLines, readHeaderPairs } from "./header-block.ts";
import { noNotes, type Notes } from "./notes.ts";
import type { ReadPaste } from "./paste.ts";
import { pasteOfWireRequest, type WireRequest } from "./wire-request.ts";

const REQUEST_LINE = /^([A-Za-z][A-Za-z-]*)[ \t]+(\S+)(?:[ \t]+HTTP\/([\d.]+))?[ \t]*$/;
const STATUS_LINE = /^HTTP\/[\d.]+[ \t]+\d{3}/;
const OF_REQUESTS = [":authority", ":method", "host", "user-agent", "accept", "origin", "referer", "cookie"].concat(
  "accept-encoding",
  "sec-fetch-mode",
  "request url",
);
const OF_RESPONSES = [
  "access-control-allow-origin",
  "age",
  "etag",
  "last-modified",
  "server",
  "set-cookie",
  "vary",
].concat(
  ":status",
  "access-control-allow-credentials",
  "access-control-allow-headers",
  "access-control-allow-methods",
  "x-powered-by",
);
const RESPONSE: ReadPaste = {
  ok: false,
  message:
    "These are the headers of a response. Paste the request's URL first; response headers go into the offline mode at `/offline`.",
};

/** Reads a raw HTTP request, or its headers as developer tools copy them; null where the text is neither. */
export function readHttp(text: string): ReadPaste | null {
  const notes = noNotes();
  const verbose = ofVerboseCurl(text);
  const [first = "", ...others] = (verbose ?? text).split(/^###.*$/m).filter((part) => part.trim() !== "");
  if (others.length > 0) notes.ignored.push("the other requests: only the first is read");
  const lines = first.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trim() !== "" && !/^(#|\/\/|@\w+\s*=)/.test(line));
  if (start === -1) return null;
  const head = lines[start] ?? "";
  if (STATUS_LINE.test(head)) return RESPONSE;
  const [, method, target, version] = REQUEST_LINE.exec(head.trim()) ?? [];
  if (
    method !== undefined &&
    target !== undefined &&
    (version !== undefined || (isTarget(target) && isWrittenAsMethod(method)))
  ) {
    return readMessage({ method: normalizeMethod(method), target, version }, lines, start + 1, notes);
  }
  return readHeadersOnly(lines.slice(start), notes, verbose !== null);
}

/** Unlike a word of prose before a URL. */
function isWrittenAsMethod(word: string): boolean {
  return word === word.toUpperCase() || normalizeMethod(word) !== word;
}

interface RequestLine {
  readonly method: string;
  readonly target: string;
  readonly version?: string | undefined;
}

function isTarget(target: string): boolean {
  return /^(https?:\/\/|\/)/i.test(target);
}

function readMessage(
  { method, target, version }: RequestLine,
  lines: readonly string[],
  from: number,
  notes: Notes,
): ReadPaste {
  let start = from;
  let path = target;
  // The REST clients of editors let a query go on in the next lines.
  while (/^[ \t]+[?&]/.test(lines[start] ?? "")) path += (lines[start++] ?? "").trim();
  const { lines: headers, end } = readHeaderLines(lines, start);
  const body = lines
    .slice(end)
    .join("\n")
    .replace(/^\r?\n/, "")
    .trimEnd();
  const host = getHeader(headers, "host") ?? getHeader(headers, ":authority");
  const url = urlOf(path, host, headers, version, notes);
  if (url === null) {
    return {
      ok: false,
      message:
        "This request has no `Host` line, so its server is not known. Paste it with that line, or paste the whole URL.",
    };
  }
  return pasteOfWireRequest("http", { url, method, headers, body: body === "" ? null : body }, notes);
}

function readHeadersOnly(lines: readonly string[], notes: Notes, isCertain: boolean): ReadPaste | null {
  const { lines: listed, end } = readHeaderLines(lines, 0);
  const isListed = listed.length > 1 && lines.slice(end).every((line) => line.trim() === "");
  const headers = isListed ? listed : readHeaderPairs(lines);
  if (headers === null) return null;
  const isRequest = OF_REQUESTS.some((name) => hasHeader(headers, name));
  if (!isRequest) return isCertain || OF_RESPONSES.some((name) => hasHeader(headers, name)) ? RESPONSE : null;
  const wire = fromPseudoHeaders(headers, notes);
  if (wire === null) {
    return {
      ok: false,
      message: "These headers do not tell the URL. Paste the request's URL, or copy the request as cURL or as fetch.",
    };
  }
  return pasteOfWireRequest("http", wire, notes);
}

function fromPseudoHeaders(headers: HeaderList, notes: Notes): WireRequest | null {
  const method = getHeader(headers, ":method") ?? getHeader(headers, "request method") ?? "GET";
  const listed = getHeader(headers, "request url");
  const host = getHeader(headers, ":authority") ?? getHeader(headers, "host");
  const path = getHeader(headers, ":path");
  if (path === null && listed === null) notes.ignored.push("the path of the URL: these lines do not tell it");
  const url = listed ?? urlOf(path ?? "/", host, headers, undefined, notes);
  if (url === null) return null;
  const real = headers.filter(([name]: HeaderLine) => !name.includes(" "));
  return { url, method, headers: real, body: null };
}

/** The scheme is in the lines of HTTP/2 only. */
function urlOf(
  path: string,
  host: string | null,
  headers: HeaderList,
  version: string | undefined,
  { understood }: Notes,
): string | null {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(path)) return path;
  if (host === null || host === "") return null;
  const scheme = getHeader(headers, ":scheme");
  if (scheme !== null) return `${scheme}://${host}${path}`;
  const isLocal = /^(localhost|127\.|\[::1\])/.test(host);
  const isSecure = Number(version ?? 1) >= 2 || !isLocal;
  const guess = isSecure ? "https" : "http";
  understood.push(`\`${guess}\` as its scheme, which the request does not tell`);
  return `${guess}://${host}${path}`;
}

/** The lines that `curl -v` marks as sent; null where there are none. */
function ofVerboseCurl(text: string): string | null {
  if (!/^> [A-Za-z-]+ \S+ HTTP\//m.test(text)) return null;
  const sent = text.split(/\r?\n/).filter((line) => line.startsWith(">"));
  const next = sent.findIndex((line, index) => index > 0 && /^> [A-Za-z-]+ \S+ HTTP\//.test(line));
  return sent
    .slice(0, next === -1 ? undefined : next)
    .map((line) => line.slice(2))
    .join("\n");
}
