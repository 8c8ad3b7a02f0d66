import type { Command, Script, Word } from "./command.ts";

const ESCAPES: Readonly<Record<string, string>> = { "0": "\0", n: "\n", r: "\r", t: "\t" };
const BARE = /[^ \t\r\n;|&'"`$]+/y;
const VARIABLE = /\$(?:\{[^}\n]{0,200}\}|[A-Za-z_][\w:]*)?/y;

/**
 * The commands of a text in the words of PowerShell: a backtick escapes and continues lines, quotes are doubled inside
 * quotes.
 * https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.core/about/about_quoting_rules
 */
export function readPowerShell(text: string): Script {
  const commands: Command[] = [];
  const unknown = new Set<string>();
  let words: Word[] = [];
  let unclosed: string | null = null;
  let at = 0;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [found = ""] = pattern.exec(text) ?? [];
    at += found.length;
    return found;
  };
  const backtick = (): string => {
    if (take(/`\r?\n/y) !== "") return "";
    const escaped = text[at + 1] ?? "";
    at += 2;
    return ESCAPES[escaped] ?? escaped;
  };
  const variable = (): string => {
    const name = take(VARIABLE);
    if (name !== "$") unknown.add(name);
    return name;
  };
  const quoted = (quote: string): string => {
    const pieces: string[] = [];
    at += 1;
    while (at < text.length) {
      if (text[at] === quote) {
        if (text[at + 1] !== quote) {
          at += 1;
          return pieces.join("");
        }
        pieces.push(quote);
        at += 2;
      } else if (quote === '"' && text[at] === "`") pieces.push(backtick());
      else if (quote === '"' && text[at] === "$") pieces.push(variable());
      // `curl.exe` gets its arguments through the C runtime, for which people escape quotes.
      else if (text.startsWith(`\\${quote}`, at) && text[at + 2] !== undefined && !/[\s;|]/.test(text[at + 2] ?? "")) {
        pieces.push(quote);
        at += 2;
      } else pieces.push(take(quote === "'" ? /\\|[^'\\]+/y : /\\|[^"`$\\]+/y));
    }
    unclosed ??= quote;
    return pieces.join("");
  };
  const word = (): Word => {
    const pieces: string[] = [];
    while (at < text.length && !/[ \t\r\n;|&]/.test(text[at] ?? "")) {
      const char = text[at] ?? "";
      if (char === "'" || char === '"') pieces.push(quoted(char));
      else if (char === "`") pieces.push(backtick());
      else if (char === "$") pieces.push(variable());
      else pieces.push(take(BARE));
    }
    return { text: pieces.join(""), hasBytes: false };
  };
  const endCommand = (end: string) => {
    if (words.length > 0) commands.push({ words, end, input: null });
    words = [];
  };
  while (at < text.length) {
    const char = text[at] ?? "";
    if (/[ \t\r]/.test(char)) at += 1;
    else if (take(/`[ \t]*\r?\n/y) !== "") continue;
    else if (char === "#") take(/#[^\n]*/y);
    else if (/[\n;|&]/.test(char)) {
      endCommand(take(/\|\||&&|[^]/y));
    } else words.push(word());
  }
  endCommand("");
  return { commands, unknown: [...unknown], unclosed };
}
