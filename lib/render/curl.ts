import type { HeaderList } from "#lib/fetch/header-list.ts";

/** A POSIX shell command that sends the same request and shows the response's headers. Every argument is inert. */
export function curlCommand({
  method,
  url,
  headers,
}: {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
}): string {
  const body = method === "HEAD" ? ["--head"] : ["-i", "-X", shellQuote(method)];
  const lines = headers.map(([name, value]) => `-H ${shellQuote(value === "" ? `${name};` : `${name}: ${value}`)}`);
  return ["curl", ...body, "--globoff", shellQuote(url), ...lines].join(" ");
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
