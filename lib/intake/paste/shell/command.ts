/** One argument of a command, quoting removed. */
export interface Word {
  readonly text: string;
  /** Whether some characters up to U+00FF stand for one byte each, as `$'\xc3'` writes them. */
  readonly hasBytes: boolean;
}

/** One command of a script, up to the operator that ends it. */
export interface Command {
  readonly words: readonly Word[];
  /** `|`, `&&`, `;`, a line's end …; empty at the end of the text. */
  readonly end: string;
  /** What a here-document or a here-string feeds it. */
  readonly input: string | null;
}

export interface Script {
  readonly commands: readonly Command[];
  /** Variables and substitutions whose value the text does not tell, as they are written. */
  readonly unknown: readonly string[];
  /** What is missing at the end of the text, such as a quote. */
  readonly unclosed: string | null;
}

const UTF8 = /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/g;

/** The word's characters, with bytes that are UTF-8 together read as such. */
export function decodedText({ text, hasBytes }: Word): string {
  if (!hasBytes) return text;
  return text.replace(UTF8, (bytes) => {
    return new TextDecoder().decode(Uint8Array.from(bytes, (char) => char.charCodeAt(0)));
  });
}
