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

/** Quotes one argument so that a POSIX shell, or bash for control characters, takes it as it is. */
export function shellQuote(argument: string): string {
  if (/^[\w./:@%+=,-]+$/.test(argument) && !argument.startsWith("-")) return argument;
   
  if (/[\x00-\x1f\x7f-\x9f]/.test(argument)) {
    const escaped = argument.replace(
       
      /[\\'\x00-\x1f\x7f-\x9f]/g,
      (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, "0")}`,
    );
    return `$'${escaped}'`;
  }
  return `'${argument.replaceAll("'", `'\\''`)}'`;
}
