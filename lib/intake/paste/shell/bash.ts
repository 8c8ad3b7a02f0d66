import { unescapeAnsiC } from "./ansi-c.ts";
import type { Command, Script, Word } from "./command.ts";

const MAX_DEPTH = 3;
/** What variables may add to the text; one that is made of itself doubles with every line. */
const MAX_EXPANDED = 100_000;
const BLANK = /[ \t\r]/;
/** Quotes that a word processor puts in the place of straight ones. */
const CURLED: Readonly<Record<string, RegExp>> = {
  "“": /[“”]/g,
  "”": /[“”]/g,
  "„": /[“”]/g,
  "‘": /[‘’]/g,
  "’": /[‘’]/g,
};

/**
 * The commands of a text in the words of bash, as bash would split them: quotes, escapes, comments, continued lines,
 * here-documents, and variables where the text itself sets them. Nothing is run. Two liberties: an unquoted `&` within a
 * URL does not end the command, and neither does a line's end before an option.
 */
export function readBash(text: string): Script {
  return new BashReader(text, new Map(), 0).read();
}

class BashReader {
  readonly #text: string;
  readonly #variables: Map<string, string>;
  readonly #depth: number;
  readonly #commands: Command[] = [];
  readonly #nested: Command[] = [];
  readonly #unknown = new Set<string>();
  readonly #hereDocuments: string[] = [];
  #at = 0;
  #expanded = 0;
  #words: Word[] = [];
  #input: string | null = null;
  #unclosed: string | null = null;

  constructor(text: string, variables: Map<string, string>, depth: number) {
    this.#text = text;
    this.#variables = variables;
    this.#depth = depth;
  }

  read(): Script {
    while (this.#at < this.#text.length) this.#step();
    this.#endCommand("");
    return { commands: [...this.#commands, ...this.#nested], unknown: [...this.#unknown], unclosed: this.#unclosed };
  }

  #step(): void {
    const rest = this.#text.slice(this.#at, this.#at + 3);
    const char = rest[0] ?? "";
    if (BLANK.test(char)) this.#at += 1;
    else if (char === "\\" && this.#skip(/\\(?:[ \t]*\r?\n|[ \t]+(?=-))/y)) return;
    else if (char === "\n") this.#lineEnd();
    else if (char === "#") this.#skip(/#[^\n]*/y);
    else if (/^(&&|\|\||;;|\|&)/.test(rest)) this.#operator(rest.slice(0, 2));
    else if (/[;|()]/.test(char) || (char === "&" && rest[1] !== ">")) this.#operator(char);
    else if (/^(&>|\d?[<>])/.test(rest)) this.#redirection();
    else this.#words.push(this.#word());
  }

  #lineEnd(): void {
    this.#at += 1;
    for (const delimiter of this.#hereDocuments.splice(0)) this.#input = this.#hereDocument(delimiter);
    if (this.#words.length > 0 && this.#skip(/[ \t]*(?=--?[a-zA-Z])/y)) return;
    this.#endCommand("\n");
  }

  #operator(operator: string): void {
    this.#at += operator.length;
    this.#endCommand(operator);
  }

  #endCommand(end: string): void {
    const assigned = this.#words.map(({ text }) => /^(?:export\s+)?([A-Za-z_]\w*)=([^]*)$/.exec(text));
    const isExport = this.#words[0]?.text === "export";
    for (const match of isExport ? assigned.slice(1) : assigned) {
      if (match === null) break;
      this.#variables.set(match[1] ?? "", match[2] ?? "");
    }
    if (this.#words.length > 0) this.#commands.push({ words: this.#words, end, input: this.#input });
    this.#words = [];
    this.#input = null;
  }

  #redirection(): void {
    if (this.#skip(/<<<[ \t]*/y)) {
      this.#input = `${this.#word().text}\n`;
    } else if (this.#skip(/<<-?[ \t]*/y)) {
      this.#hereDocuments.push(this.#word().text);
    } else {
      this.#skip(/(?:&>>?|\d?(?:>>|>&|<&|<>|>\||[<>]))[ \t]*/y);
      if (/[^\s;|&()]/.test(this.#text[this.#at] ?? "")) this.#word();
    }
  }

  #hereDocument(delimiter: string): string {
    const start = this.#at;
    while (this.#at < this.#text.length) {
      const newline = this.#text.indexOf("\n", this.#at);
      const end = newline === -1 ? this.#text.length : newline;
      const line = this.#text.slice(this.#at, end);
      const lineStart = this.#at;
      this.#at = newline === -1 ? end : end + 1;
      if (line.trim() === delimiter) return this.#text.slice(start, lineStart);
    }
    this.#unclosed ??= delimiter;
    return this.#text.slice(start);
  }

  #word(): Word {
    const pieces: string[] = [];
    let hasBytes = false;
    let isUrl = false;
    for (;;) {
      const char = this.#text[this.#at] ?? "";
      if (char === "" || /[ \t\r\n;|<>]/.test(char)) break;
      if (/[()]/.test(char) && pieces.length === 0) break;
      if (char === "&") {
        if (!isUrl || !/\w/.test(this.#text[this.#at + 1] ?? "")) break;
        pieces.push(char);
        this.#at += 1;
        continue;
      }
      if (char === "'") pieces.push(this.#until("'", 1));
      else if (char === '"') pieces.push(this.#doubleQuoted());
      else if (char in CURLED && pieces.length === 0) pieces.push(this.#curled(char));
      else if (this.#text.startsWith("$'", this.#at)) {
        const { text, hasBytes: has } = unescapeAnsiC(this.#ansiC());
        hasBytes ||= has;
        pieces.push(text);
      } else if (this.#text.startsWith('$"', this.#at)) {
        this.#at += 1;
        pieces.push(this.#doubleQuoted());
      } else if (char === "$" || char === "`") pieces.push(this.#expansion());
      else if (char === "\\") {
        if (this.#skip(/\\\r?\n/y)) continue;
        pieces.push(this.#text[this.#at + 1] ?? "\\");
        this.#at += 2;
      } else {
        const plain = this.#take(/[^ \t\r\n;|<>()&'"`$\\]+|[^]/y);
        pieces.push(plain);
        isUrl ||= /\?|:\/\//.test(plain);
      }
    }
    return { text: pieces.join(""), hasBytes };
  }

  #until(quote: string, opening: number): string {
    const start = this.#at + opening;
    const end = this.#text.indexOf(quote, start);
    if (end === -1) this.#unclosed ??= quote;
    this.#at = end === -1 ? this.#text.length : end + 1;
    return this.#text.slice(start, end === -1 ? undefined : end);
  }

  #curled(opening: string): string {
    const closing = CURLED[opening] ?? /[^]/g;
    closing.lastIndex = this.#at + 1;
    const found = closing.exec(this.#text);
    const inner = this.#text.slice(this.#at + 1, found?.index);
    if (found === null) this.#unclosed ??= opening;
    this.#at = found === null ? this.#text.length : found.index + 1;
    return inner;
  }

  #ansiC(): string {
    const inner = this.#take(/\$'(?:[^'\\]|\\[^])*/y).slice(2);
    if (this.#text[this.#at] !== "'") this.#unclosed ??= "'";
    this.#at += 1;
    return inner;
  }

  #doubleQuoted(): string {
    const pieces: string[] = [];
    this.#at += 1;
    for (;;) {
      const char = this.#text[this.#at] ?? "";
      if (char === "") {
        this.#unclosed ??= '"';
        break;
      }
      if (char === '"') {
        this.#at += 1;
        break;
      }
      if (char === "$" || char === "`") pieces.push(this.#expansion());
      else if (char === "\\") {
        const escaped = /\\(?:\r?\n|([$`"\\]))/y;
        escaped.lastIndex = this.#at;
        const match = escaped.exec(this.#text);
        pieces.push(match === null ? "\\" : (match[1] ?? ""));
        this.#at += match?.[0].length ?? 1;
      } else pieces.push(this.#take(/[^"$`\\]+/y));
    }
    return pieces.join("");
  }

  /** A variable or a substitution; what is not known stays as it is written. */
  #expansion(): string {
    const start = this.#at;
    if (this.#text[start] === "`") return this.#substitution(this.#until("`", 1), start);
    if (this.#text.startsWith("$(", start)) return this.#substitution(this.#inParentheses(), start);
    const name = this.#take(/\$(?:\{[^}\n]{0,200}\}|[A-Za-z_]\w*|[\d@*#?$!-])?/y);
    if (name === "$") return name;
    const [, variable = "", fallback] = /^\$\{?(\w+)(?::?-([^}]*))?\}?$/.exec(name) ?? [];
    const value = this.#variables.get(variable) ?? fallback;
    if (value !== undefined && this.#expanded + value.length <= MAX_EXPANDED) {
      this.#expanded += value.length;
      return value;
    }
    this.#unknown.add(name);
    return name;
  }

  #substitution(inner: string, start: number): string {
    const written = this.#text.slice(start, this.#at);
    this.#unknown.add(written);
    if (this.#depth < MAX_DEPTH) {
      this.#nested.push(...new BashReader(inner, this.#variables, this.#depth + 1).read().commands);
    }
    return written;
  }

  #inParentheses(): string {
    const start = this.#at + 2;
    let open = 0;
    for (let at = start - 1; at < this.#text.length; at += 1) {
      const char = this.#text[at];
      if (char === "(") open += 1;
      else if (char === ")") open -= 1;
      if (open === 0) {
        this.#at = at + 1;
        return this.#text.slice(start, at);
      }
    }
    this.#unclosed ??= ")";
    this.#at = this.#text.length;
    return this.#text.slice(start);
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return false;
    this.#at += match[0].length;
    return true;
  }

  #take(pattern: RegExp): string {
    const start = this.#at;
    this.#skip(pattern);
    return this.#text.slice(start, this.#at);
  }
}
