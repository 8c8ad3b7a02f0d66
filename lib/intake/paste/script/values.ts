import type { FormField } from "../multipart.ts";

/** What the text does not tell, as it is written there. */
export class Unknown {
  readonly written: string;

  constructor(written: string) {
    this.written = written;
  }
}

/** https://fetch.spec.whatwg.org/#headers-class */
export class HeaderBag {
  readonly lines: [name: string, value: string][] = [];

  set(name: string, value: string): void {
    const at = this.lines.findIndex(([known]) => known.toLowerCase() === name.toLowerCase());
    if (at === -1) this.lines.push([name, value]);
    else this.lines[at] = [name, value];
  }
}

export class FormBag {
  readonly fields: FormField[] = [];
}

export class BlobBag {
  readonly text: string;
  readonly type: string;

  constructor(text: string, type: string) {
    this.text = text;
    this.type = type;
  }
}

/** `new Request(input, init)`. */
export class RequestBag {
  readonly input: Value;
  readonly init: Value;

  constructor(input: Value, init: Value) {
    this.input = input;
    this.init = init;
  }
}

/** An `XMLHttpRequest` while it is set up. */
export class XhrBag {
  method: Value = undefined;
  url: Value = undefined;
  withCredentials: Value = false;
  hasUploadListener = false;
  isSent = false;
  readonly headers = new HeaderBag();
}

/** `axios` itself or what `axios.create()` gave. */
export class AxiosBag {
  readonly defaults: ObjectValue;

  constructor(defaults: ObjectValue) {
    this.defaults = defaults;
  }
}

export type ObjectValue = Map<string, Value>;

/** What an expression is known to give, without anything being run. */
export type Value =
  | string
  | number
  | boolean
  | null
  | undefined
  | Unknown
  | ObjectValue
  | readonly Value[]
  | URL
  | URLSearchParams
  | HeaderBag
  | FormBag
  | BlobBag
  | RequestBag
  | XhrBag
  | AxiosBag;

/** How many values one may be made of; one that holds itself has no end. */
const MAX_PARTS = 20_000;
const MAX_LENGTH = 500_000;

/** The texts joined, as long as they stay within what one request may be. */
export function joinedText(texts: readonly string[], separator = ""): string {
  if (texts.reduce((length, text) => length + text.length, 0) > MAX_LENGTH)
    throw new RangeError("A value is too long.");
  return texts.join(separator);
}

/** The value as a string; a part that is not known stands in it as `${…}`. */
export function asText(value: Value, parts = { left: MAX_PARTS }): string {
  if ((parts.left -= 1) < 0) throw new RangeError("A value has too many parts.");
  if (value instanceof Unknown) return `\${${value.written}}`;
  if (value instanceof URL || value instanceof URLSearchParams) return value.toString();
  if (value instanceof BlobBag) return value.text;
  if (isList(value))
    return joinedText(
      value.map((each) => asText(each, parts)),
      ",",
    );
  if (value === null || typeof value !== "object") return String(value);
  return "[object Object]";
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

/** The value as `JSON.stringify` writes it. */
export function asJson(value: Value, space?: Value): string {
  const indent = typeof space === "number" || typeof space === "string" ? space : undefined;
  return JSON.stringify(plain(value, { left: MAX_PARTS }), null, indent);
}

function plain(value: Value, parts: { left: number }): unknown {
  if ((parts.left -= 1) < 0) throw new RangeError("A value has too many parts.");
  if (isList(value)) return value.map((each) => plain(each, parts));
  if (value instanceof Map) return Object.fromEntries([...value].map(([key, each]) => [key, plain(each, parts)]));
  if (value instanceof Unknown || value instanceof URL) return asText(value);
  return value instanceof Object ? {} : value;
}

/** The pairs of a value from which `Headers` and `URLSearchParams` can be made. */
export function pairsOf(value: Value): [string, Value][] {
  if (value instanceof HeaderBag) return value.lines;
  if (value instanceof URLSearchParams) return [...value];
  if (value instanceof Map) return [...value];
  if (typeof value === "string") return [...new URLSearchParams(value)];
  if (!isList(value)) return [];
  return value.flatMap((pair): [string, Value][] =>
    isList(pair) && pair.length === 2 ? [[asText(pair[0]), pair[1]]] : [],
  );
}
