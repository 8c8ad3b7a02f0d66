import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { isToken } from "#lib/fetch/method.ts";

/** The lines at the start of a raw message, read in whichever form they were copied. */
export interface HeaderBlock {
  readonly lines: readonly HeaderLine[];
  /** Index of the line behind it. */
  readonly end: number;
}

/** `Name: value` lines, up to an empty line or the first that is none; folded lines are joined. */
export function readHeaderLines(lines: readonly string[], start: number): HeaderBlock {
  const read: [string, string][] = [];
  let end = start;
  for (; end < lines.length; end += 1) {
    const line = lines[end] ?? "";
    const previous = read.at(-1);
    if (/^[ \t]+\S/.test(line) && previous !== undefined) {
      previous[1] += ` ${line.trim()}`;
      continue;
    }
    const [, name = "", value = ""] = /^(:?[^\s:]+):[ \t]*([^]*)$/.exec(line) ?? [];
    if (!isHeaderName(name)) break;
    read.push([name, value.trim()]);
  }
  return { lines: read, end };
}

/** A name on one line and its value on the next, as tables of the developer tools are copied; null where it is not so. */
export function readHeaderPairs(lines: readonly string[]): HeaderLine[] | null {
  const filled = lines.map((line) => line.trim()).filter((line) => line !== "");
  const read: HeaderLine[] = [];
  for (let index = 0; index < filled.length; index += 2) {
    const label = (filled[index] ?? "").replace(/:$/, "");
    const value = filled[index + 1];
    if (value === undefined || !(isHeaderName(label) || isLabel(label))) return null;
    read.push([label, value]);
  }
  return read.length === 0 ? null : read;
}

/** Chromium's words above the headers. */
function isLabel(text: string): boolean {
  return /^(request url|request method|status code|remote address|referrer policy)$/i.test(text);
}

function isHeaderName(name: string): boolean {
  return isToken(name.replace(/^:/, ""));
}
