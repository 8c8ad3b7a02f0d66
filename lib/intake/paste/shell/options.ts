import type { Word } from "./command.ts";

/** How one program writes its options. */
export interface OptionSyntax {
  /** Long options, without hyphens, that take a value. */
  readonly withValue: ReadonlySet<string>;
  /** The long names of short options; one that is not here keeps its letter. */
  readonly short: Readonly<Record<string, string>>;
  /** Short options without a long name here that take a value. */
  readonly shortWithValue: string;
}

export interface Option {
  /** The long name where there is one. */
  readonly name: string;
  /** As it was written, with its hyphens. */
  readonly written: string;
  readonly value: Word | null;
}

/** The options and the other arguments of a command, in order. */
export function readOptions(words: readonly Word[], syntax: OptionSyntax): { options: Option[]; operands: Word[] } {
  const options: Option[] = [];
  const operands: Word[] = [];
  let isEnded = false;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as Word;
    const nextValue = () => words[(index += 1)] ?? null;
    if (isEnded || !word.text.startsWith("-") || word.text === "-") {
      operands.push(word);
    } else if (word.text === "--") {
      isEnded = true;
    } else if (word.text.startsWith("--")) {
      const [, name = "", given] = /^--([^=]*)(?:=([^]*))?$/.exec(word.text) ?? [];
      const value = given === undefined ? (syntax.withValue.has(name) ? nextValue() : null) : { ...word, text: given };
      options.push({ name, written: `--${name}`, value });
    } else {
      readShort(word, syntax, nextValue, options);
    }
  }
  return { options, operands };
}

/** Several letters in one word; the first that takes a value takes the rest of it, or else the next word. */
function readShort(word: Word, syntax: OptionSyntax, nextValue: () => Word | null, options: Option[]): void {
  for (let at = 1; at < word.text.length; at += 1) {
    const letter = word.text[at] ?? "";
    const name = syntax.short[letter] ?? letter;
    const written = `-${letter}`;
    if (!syntax.withValue.has(name) && !syntax.shortWithValue.includes(letter)) {
      options.push({ name, written, value: null });
      continue;
    }
    const rest = word.text.slice(at + 1);
    options.push({ name, written, value: rest === "" ? nextValue() : { ...word, text: rest } });
    return;
  }
}
