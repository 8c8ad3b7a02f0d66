import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { codeSpan, codeSpans } from "./code-span.ts";
import { noNotes } from "./notes.ts";
import type { ReadPaste } from "./paste.ts";
import { decodedText, type Command } from "./shell/command.ts";
import { readOptions, type OptionSyntax } from "./shell/options.ts";
import { pasteOfWireRequest, withScheme } from "./wire-request.ts";

/** https://www.gnu.org/software/wget/manual/html_node/HTTP-Options.html */
const WGET_SYNTAX: OptionSyntax = {
  withValue: new Set(
    `append-output body-data body-file ca-certificate certificate connect-timeout directory-prefix execute header
    http-password http-user input-file limit-rate load-cookies max-redirect method output-document output-file password
    post-data post-file private-key read-timeout referer save-cookies timeout tries user user-agent wait`.split(/\s+/),
  ),
  short: { U: "user-agent" },
  shortWithValue: "aeiloOPtTw",
};
const READ = ["body-data", "header", "method", "post-data", "referer"];

/** Reads a `wget` command, its first word left away. */
export function readWget({ words }: Pick<Command, "words" | "input">): ReadPaste {
  const { options, operands } = readOptions(words, WGET_SYNTAX);
  const notes = noNotes();
  const [url] = operands;
  if (url === undefined) {
    return {
      ok: false,
      message: "This `wget` command has no URL. Paste the whole command, with the URL that it asks.",
    };
  }
  const valueOf = (...names: string[]) => {
    const value = options.findLast(({ name }) => names.includes(name))?.value ?? null;
    return value === null ? null : decodedText(value);
  };
  const headers = options.flatMap(({ name, value }): HeaderLine[] => {
    const colon = value?.text.indexOf(":") ?? -1;
    if (name !== "header" || value === null || colon === -1) return [];
    return [[value.text.slice(0, colon).trim(), value.text.slice(colon + 1).trim()]];
  });
  const referer = valueOf("referer");
  if (referer !== null) headers.push(["Referer", referer]);
  const post = valueOf("post-data");
  const body = valueOf("body-data") ?? post;
  if (body !== null && !headers.some(([name]) => name.toLowerCase() === "content-type")) {
    headers.push(["Content-Type", "application/x-www-form-urlencoded"]);
  }
  const isHead = options.some(({ name }) => name === "spider");
  const method =
    valueOf("method") ??
    (post !== null || options.some(({ name }) => name === "post-file") ? "POST" : isHead ? "HEAD" : "GET");
  const others = options.filter(({ name }) => !READ.includes(name)).map(({ written }) => written);
  if (others.length > 0) notes.ignored.push(`${codeSpans(others)}: only \`wget\` needs to know`);
  if (operands.length > 1) {
    notes.ignored.push(`${codeSpan(operands[1]?.text ?? "")}: only the first URL is read`);
  }
  return pasteOfWireRequest("curl", { url: withScheme(decodedText(url).trim(), "http"), method, headers, body }, notes);
}
