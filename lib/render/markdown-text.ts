import { inert } from "./inert.ts";

const FENCE_MIN = 3;
const EMPTY = "(empty)";
/** Trackers cut long reports off as a whole; a line that long is no use in one. */
const LINE_MAX_CHARACTERS = 2_000;

/**
 * A word, a number or bare punctuation. No tracker makes a link, a mention or a reference of these; of a commit's hash,
 * which may look like a word, it might.
 */
const PLAIN_TOKEN = /^[("“]*(?:[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+|\dxx)?['’]?[)"”]*[.,;:!?…]?[)"”]*$/;
const LOOKS_LIKE_HASH = /^\W*(?=\w*\d|[a-f]{7})[\da-f]{7,}\W*$/i;

/**
 * Sentences of ours, which may quote anything, as inline Markdown. Spans between backticks are code; so is every other
 * word that is not plain, because a stranger may have put it there, backticks and all.
 */
export function markdownProse(text: string): string {
  if (text.trim() === "") return EMPTY;
  const parts = text.split("`");
  const pieces = parts.flatMap((part, index) => {
    if (index % 2 === 0) return plainWords(part);
    // The last backtick has no partner where it opens the last part.
    return index === parts.length - 1 ? plainWords(`\`${part}`) : [codeSpan(part)];
  });
  // Two runs of backticks that touch would be one of another length, and end nothing.
  return (
    pieces
      .reduce((done, piece) => done + (done.endsWith("`") && piece.startsWith("`") ? " " : "") + piece, "")
      // At the start of a paragraph such a number would begin a list.
      .replace(/^(\s*\d+)([.)])(?=\s|$)/, "$1\\$2")
  );
}

/** Text that stands for itself. No inline syntax is known inside, and nothing ends it early. */
export function codeSpan(text: string): string {
  const content = cut(inert(text));
  if (content.trim() === "") return EMPTY;
  const fence = "`".repeat(longestRun(content) + 1);
  const pad = /^[` ]|[` ]$/.test(content) ? " " : "";
  return `${fence}${pad}${content}${pad}${fence}`;
}

/** Lines that stand for themselves, under a fence longer than any run of backticks in them. */
export function fenced(language: string, lines: readonly string[]): string {
  const content = lines.map((line) => cut(inert(line))).join("\n");
  return codeBlock(language, content);
}

/** The same for a text that is whole or worthless. Its line breaks and tabs are its own. */
export function codeBlock(language: string, text: string): string {
  const content = text.replace(/[^\n\t]+/g, inert);
  const fence = "`".repeat(Math.max(FENCE_MIN, longestRun(content) + 1));
  return `${fence}${language.replace(/[^\w+-]/g, "")}\n${content}\n${fence}`;
}

function plainWords(text: string): string[] {
  return text
    .split(/(\s+)/)
    .filter((token) => token !== "")
    .map((token) => {
      if (token.trim() === "") return " ";
      if (!PLAIN_TOKEN.test(token) || LOOKS_LIKE_HASH.test(token)) return codeWord(token);
      return token;
    });
}

/** The punctuation of the sentence stays outside of the code. */
function codeWord(token: string): string {
  const [, before = "", word = "", after = ""] = /^([("“]*)([^]*?)([)"”]*[.,;:!?]?)$/.exec(token) ?? [];
  return word === "" ? codeSpan(token) : `${before}${codeSpan(word)}${after}`;
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
}

function cut(line: string): string {
  if (line.length <= LINE_MAX_CHARACTERS) return line;
  return `${line.slice(0, LINE_MAX_CHARACTERS)}… (${line.length} characters)`;
}
