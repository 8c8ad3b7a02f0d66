/** A run of harmless text, or one character that would be invisible or reorder its neighbours, as a visible sign. */
export type TextPiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "sign"; readonly text: string; readonly codePoint: string };

// Controls, format characters (bidi overrides, zero-width, tags), lone surrogates, private use, line separators.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u;
const PIECES = new RegExp(`${INVISIBLE.source}|(?:(?!${INVISIBLE.source})[^])+`, "gu");

/**
 * Splits hostile text so that every control, bidi and zero-width character can be shown as what it is.
 * With `lines`, LF and TAB are layout and stay.
 */
export function visiblePieces(text: string, options: { readonly lines?: boolean } = {}): readonly TextPiece[] {
  const pieces: TextPiece[] = [];
  for (const [piece] of text.matchAll(PIECES)) {
    const last = pieces.at(-1);
    if (!INVISIBLE.test(piece) || (options.lines === true && (piece === "\n" || piece === "\t"))) {
      if (last?.kind === "text") pieces[pieces.length - 1] = { kind: "text", text: last.text + piece };
      else pieces.push({ kind: "text", text: piece });
    } else {
      pieces.push(signFor(piece.codePointAt(0) ?? 0));
    }
  }
  return pieces;
}

/** The same as one string, for attributes, SVG and the clipboard. */
export function visibleText(text: string, options: { readonly lines?: boolean } = {}): string {
  return visiblePieces(text, options)
    .map((piece) => piece.text)
    .join("");
}

function signFor(code: number): TextPiece {
  const hex = code.toString(16).toUpperCase();
  return {
    kind: "sign",
    text: code <= 0xff ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`,
    codePoint: `U+${hex.padStart(4, "0")}`,
  };
}
