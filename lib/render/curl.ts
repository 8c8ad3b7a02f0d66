import type { Exchange } from "#lib/contract/diagnosis.ts";
import { REDACTED } from "#lib/diagnosis/secrets.ts";
import { equalsByteCaseInsensitive, type HeaderList } from "#lib/fetch/header-list.ts";

/** A POSIX shell command that sends the same request and shows the response's headers. Every argument is inert. */
export function curlCommand({
  method,
  url,
  headers,
  options = [],
  body,
}: {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly options?: readonly string[];
  readonly body?: string;
}): string {
  const how = method === "HEAD" ? ["--head"] : ["-i", "-X", shellQuote(method)];
  const lines = headers.map(([name, value]) => `-H ${shellQuote(value === "" ? `${name};` : `${name}: ${value}`)}`);
  const data = body === undefined ? [] : ["--data-raw", shellQuote(body)];
  return ["curl", ...options, ...how, "--globoff", shellQuote(url), ...lines, ...data].join(" ");
}

/** A command that repeats the request of an exchange, and what it cannot repeat. */
export interface Repetition {
  readonly command: string;
  readonly lacksSecrets: boolean;
  /** The body of a request is not kept. */
  readonly lacksBody: boolean;
}

/** The request as it was on the wire, over HTTP/1.1 as it was. */
export function repeatExchange({ request }: Pick<Exchange, "request">): Repetition {
  const { method, url, headers } = request;
  const isBodyLength = ([name, value]: HeaderList[number]) =>
    equalsByteCaseInsensitive(name, "content-length") && value !== "0";
  const sent = headers.filter((line) => !isBodyLength(line));
  const command = curlCommand({
    method,
    url,
    headers: sent,
    options: url.startsWith("https:") ? ["--http1.1"] : [],
  });
  return { command, lacksSecrets: command.includes(REDACTED), lacksBody: sent.length < headers.length };
}

/** What to know before running it, as sentences. */
export function caveatsOf({ lacksSecrets, lacksBody }: Repetition): string[] {
  return [
    ...(lacksSecrets ? ["Put your secrets in for REDACTED: they are not kept."] : []),
    ...(lacksBody ? ["The body of the request is not kept: add yours with --data."] : []),
  ];
}

/**
 * Quotes one argument so that a POSIX shell takes it as it is. Other characters than printable ASCII are written as
 * bytes in the form that bash, zsh and POSIX.1-2024 know: up to U+00FF one byte each, as in header values, others as
 * UTF-8. No argument can hold a NUL.
 */
export function shellQuote(argument: string): string {
  if (/^[\w./:@%+=,-]+$/.test(argument) && !argument.startsWith("-")) return argument;
  if (/^[\x20-\x7e]*$/.test(argument)) return `'${argument.replaceAll("'", `'\\''`)}'`;
  return `$'${argument.replace(/[\\']|[^\x20-\x7e]/gu, (char) => bytesOf(char).map(escapeByte).join(""))}'`;
}

function bytesOf(char: string): number[] {
  const codePoint = char.codePointAt(0) ?? 0;
  return codePoint <= 0xff ? [codePoint] : [...new TextEncoder().encode(char)];
}

/** In octal, because some shells read more than two hexadecimal digits. */
function escapeByte(byte: number): string {
  return `\\${byte.toString(8).padStart(3, "0")}`;
}
