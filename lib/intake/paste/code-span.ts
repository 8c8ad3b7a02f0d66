const SHOWN_CHARACTERS = 80;

/** A stranger's text as a code span of a clause: on one line, cut to 80 characters, its backticks made apostrophes. */
export function codeSpan(text: string): string {
  const start = text.slice(0, SHOWN_CHARACTERS).toWellFormed().replace(/\s+/g, " ").replaceAll("`", "'");
  return `\`${start}${text.length > SHOWN_CHARACTERS ? "…" : ""}\``;
}

const SHOWN_SPANS = 12;

/** The texts as code spans, separated by commas, each once and no more than 12. */
export function codeSpans(texts: readonly string[]): string {
  const distinct = [...new Set(texts)];
  const shown = distinct.slice(0, SHOWN_SPANS).map(codeSpan).join(", ");
  return distinct.length > SHOWN_SPANS ? `${shown} and ${String(distinct.length - SHOWN_SPANS)} more` : shown;
}
