/** A run of text with code spans, emphasised or a link. */
export interface Piece {
  readonly text: string;
  readonly isStrong?: boolean;
  /** What the link leads to, in the guide's short form; null where there is no link. */
  readonly target: string | null;
}

const MARKED = /\[([^\]]+)\]\(([^)\s]+)\)|\*\*([^*]+)\*\*/g;

/** Splits a text of the guide at its links, which are written `[text](target)`, and at what is emphasised with `**`. */
export function piecesOf(text: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: whole, 1: label = "", 2: target = "", 3: strong, index } of text.matchAll(MARKED)) {
    if (index > end) pieces.push({ text: text.slice(end, index), target: null });
    pieces.push(strong === undefined ? { text: label, target } : { text: strong, isStrong: true, target: null });
    end = index + whole.length;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), target: null });
  return pieces;
}

const BASES: Readonly<Record<string, string>> = {
  term: "/glossary#",
  finding: "/findings/",
  learn: "/learn#",
  fetch: "https://fetch.spec.whatwg.org/#",
  html: "https://html.spec.whatwg.org/multipage/",
};

/** The address that a short target stands for: `term:origin`, `finding:…`, `learn:…`, `fetch:…`, `html:…`; others stay. */
export function hrefOf(target: string): string {
  const [, scheme = "", rest = ""] = /^([a-z]+):(.*)$/.exec(target) ?? [];
  const base = BASES[scheme];
  return base === undefined ? target : base + rest;
}
