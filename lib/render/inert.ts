/** Makes control characters, escapes, bidi overrides, lone surrogates and private characters visible, not effective. */
export function inert(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/gu, escape);
}

/** Printable ASCII alone, for what may need no other glyph. */
export function asciiOnly(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, escape);
}

function escape(char: string): string {
  return `\\u${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
