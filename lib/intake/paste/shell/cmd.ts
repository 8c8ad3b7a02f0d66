import type { Command, Script, Word } from "./command.ts";

/** Carets before these are what Chromium once wrote inside plain quotes too. */
const ESCAPED_IN_QUOTES = /[^a-zA-Z0-9\s_\-:=+~'/.',?;()*`]/;

/** Within `"` carets are characters; within `^"` cmd.exe sees no quotes. */
type Quote = "plain" | "escaped" | null;

interface Char {
  readonly char: string;
  readonly isEscaped: boolean;
  /** Index behind it. */
  readonly end: number;
}

/**
 * The commands of a text in the words of cmd.exe and of the C runtime that splits arguments there, as Chromium and
 * Firefox copy them for Windows: `^` escapes and continues lines, `\"` is a quote, and `^` before two line ends is one.
 * https://learn.microsoft.com/en-us/cpp/c-language/parsing-c-command-line-arguments
 */
export function readCmd(text: string): Script {
  const commands: Command[] = [];
  const unknown = new Set<string>();
  let words: Word[] = [];
  let pieces: string[] | null = null;
  let quote: Quote = null;
  let at = 0;
  const endWord = () => {
    if (pieces !== null) words.push({ text: pieces.join(""), hasBytes: false });
    pieces = null;
  };
  const endCommand = (end: string) => {
    endWord();
    if (words.length > 0) commands.push({ words, end, input: null });
    words = [];
  };
  for (;;) {
    const next = readChar(text, at, quote);
    if (next === null) break;
    const { char, isEscaped, end } = next;
    at = end;
    if (char === "\\") {
      const { slashes, isQuote, end: behind } = backslashes(text, next, quote);
      (pieces ??= []).push(slashes, isQuote ? '"' : "");
      at = behind;
    } else if (char === '"') {
      const following = readChar(text, at, quote);
      if (quote !== null && following?.char === '"' && following.isEscaped === isEscaped) {
        pieces?.push('"');
        at = following.end;
      } else {
        quote = quote !== null ? null : isEscaped ? "escaped" : "plain";
        pieces ??= [];
      }
    } else if (quote === null && /[ \t\r]/.test(char)) {
      endWord();
    } else if (quote === null && !isEscaped && /[&|\n]/.test(char)) {
      const doubled = text.startsWith(char, at) && char !== "\n" ? char : "";
      at += doubled.length;
      endCommand(char + doubled);
    } else if (char === "%" && !isEscaped) {
      const [variable = ""] = /^[A-Za-z_]\w*%/.exec(text.slice(at, at + 64)) ?? [];
      if (variable !== "" && !/^[0-9A-Fa-f]{2}%$/.test(variable)) {
        unknown.add(`%${variable}`);
        at += variable.length;
      }
      (pieces ??= []).push(`%${variable}`);
    } else if (char !== "") {
      (pieces ??= []).push(char);
    }
  }
  endCommand("");
  return { commands, unknown: [...unknown], unclosed: quote !== null ? '"' : null };
}

/** The next character behind the carets; an empty one where a line goes on. */
function readChar(text: string, at: number, quote: Quote): Char | null {
  const char = text[at];
  if (char === undefined) return null;
  if (char !== "^") return { char, isEscaped: false, end: at + 1 };
  const newline = /\r?\n/y;
  newline.lastIndex = at + 1;
  const continued = newline.exec(text);
  if (continued !== null) {
    const behind = at + 1 + continued[0].length;
    newline.lastIndex = behind;
    const second = newline.exec(text);
    if (second !== null) return { char: quote === null ? " " : "\n", isEscaped: true, end: behind + second[0].length };
    return { char: quote === null ? " " : "", isEscaped: true, end: behind };
  }
  const escaped = text[at + 1];
  if (escaped === undefined) return null;
  if (quote === "plain" && !ESCAPED_IN_QUOTES.test(escaped)) {
    const isEscapedLetter = text[at - 1] === "%";
    return isEscapedLetter
      ? { char: escaped, isEscaped: true, end: at + 2 }
      : { char: "^", isEscaped: false, end: at + 1 };
  }
  const codePoint = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
  return { char: codePoint, isEscaped: true, end: at + 1 + codePoint.length };
}

/**
 * Before a quote each two backslashes are one, and one more makes the quote a character. Elsewhere they are themselves,
 * but browsers double every one of what they copy.
 */
function backslashes(text: string, first: Char, quote: Quote) {
  let count = 1;
  let end = first.end;
  for (;;) {
    const next = readChar(text, end, quote);
    if (next?.char === "\\") {
      count += 1;
      end = next.end;
    } else if (next?.char === '"') {
      const isQuote = count % 2 === 1;
      return { slashes: "\\".repeat(Math.floor(count / 2)), isQuote, end: isQuote ? next.end : end };
    } else {
      return { slashes: "\\".repeat(quote === "escaped" ? Math.ceil(count / 2) : count), isQuote: false, end };
    }
  }
}
