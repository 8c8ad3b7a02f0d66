/** The longest run of text that stands for one hole: two URLs of the longest length fit into it. */
const MAX_HOLE_LENGTH = 16_384;

/** Holes that may hold spaces, and how much at most; all others end at the first one. */
const SPACED_HOLES: Readonly<Record<string, number | undefined>> = { kind: 40, value: MAX_HOLE_LENGTH };
const URL_HOLES = ["url", "at", "target"];

/** A text of which every line break and every style of quotation mark can be told, and a plain copy of the same length. */
export interface ConsoleText {
  readonly shown: string;
  /** Spaces for line breaks and straight quotation marks, for looking things up. */
  readonly plain: string;
}

/** The words of a message with holes between them: `Access to {kind} at '{url}' from origin '{origin}'`. */
export interface Wording {
  readonly opening: string;
  readonly holes: readonly { readonly name: string; readonly until: string }[];
}

export interface WordingMatch {
  readonly holes: Readonly<Record<string, string>>;
  /** Where it ends in the text. */
  readonly end: number;
}

export function consoleText(paste: string): ConsoleText {
  const shown = `${paste
    .toWellFormed()
    .replace(/[\u200b\u2060\ufeff]+/g, "")
    .replace(/\r\n?/g, "\n")
    .replace(/[^\S\n]+/g, " ")
    .replace(/ ?\n[ \n]*/g, "\n")}\n`;
  const plain = shown
    .replaceAll("\n", " ")
    .replace(/[‘’‚‛]/g, "'")
    .replace(/[“”„]/g, '"');
  return { shown, plain };
}

/** Reads a template. A last hole reaches to the end of its line; `{eol}` holds nothing and stands after a line break. */
export function parseWording(template: string): Wording {
  const [opening = "", ...rest] = template.split("{");
  const holes = rest.map((part) => {
    const [name = "", until = ""] = part.split("}");
    return { name, until };
  });
  return { opening, holes };
}

/**
 * Matches a wording at a position. Each hole ends where the words behind it first appear: that is the leftmost match
 * there is, found without ever going back.
 */
export function matchWording(wording: Wording, text: ConsoleText, position: number): WordingMatch | null {
  if (!text.plain.startsWith(wording.opening, position)) return null;
  const holes: Record<string, string> = {};
  let at = position + wording.opening.length;
  for (const { name, until } of wording.holes) {
    if (name === "eol") {
      if (text.shown[at - 1] !== "\n") return null;
      continue;
    }
    const end = endOfHole(text, at, name, until);
    if (end === null) return null;
    const held = text.shown.slice(at, end).replaceAll("\n", " ");
    if (!fits(name, held)) return null;
    holes[name] = held;
    at = end + until.length;
  }
  return { holes, end: at };
}

function endOfHole({ shown, plain }: ConsoleText, at: number, name: string, until: string): number | null {
  // A hole without spaces is looked for no further than the next one.
  const longest = SPACED_HOLES[name] ?? Math.min(plain.indexOf(" ", at) - at, MAX_HOLE_LENGTH);
  const haystack = until === "" ? shown : plain;
  const length = haystack.slice(at, at + longest + Math.max(until.length, 1)).indexOf(until === "" ? "\n" : until);
  return length === -1 ? null : at + length;
}

function fits(name: string, held: string): boolean {
  if (name in SPACED_HOLES) return true;
  if (held === "" || held.includes(" ")) return false;
  if (name === "status") return /^(\d{1,3}|\(null\))\W*$/.test(held);
  return !URL_HOLES.includes(name) || /^[a-z][a-z0-9+.-]*:/i.test(held);
}
