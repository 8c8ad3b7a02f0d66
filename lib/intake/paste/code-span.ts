const SHOWN_CHARACTERS = 80;

/** A stranger's text as a code span of a clause: on one line, cut to 80 characters, its backticks made apostrophes. */
export function codeSpan(text: string): string {
  const start = text.slice(0, SHOWN_CHARACTERS).toWellFormed().replace(/\s+/g, " ").replaceAll("`", "'");
  return `\`${start}${text.length > SHOWN_CHARACTERS ? "…" : ""}\``;
}

/** The texts as code spans, separated by commas, each once. */
export function codeSpans(texts: readonly string[]): string {
  return [...new Set(texts)].map(codeSpan).join(", ");
}
