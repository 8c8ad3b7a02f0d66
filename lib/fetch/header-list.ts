/** One header line: the name in the case it was written in, the value as a Latin-1 string. */
export type HeaderLine = readonly [name: string, value: string];

/** https://fetch.spec.whatwg.org/#concept-header-list */
export type HeaderList = readonly HeaderLine[];

/** https://infra.spec.whatwg.org/#byte-lowercase */
export function byteLowercase(value: string): string {
  // The quick way for what nearly every name is: `toLowerCase` changes letters beyond ASCII too.
  if (!/[^\0-\x7f]/.test(value)) return value.toLowerCase();
  return value.replace(/[A-Z]+/g, (upper) => upper.toLowerCase());
}

/** https://infra.spec.whatwg.org/#byte-case-insensitive */
export function equalsByteCaseInsensitive(a: string, b: string): boolean {
  if (a === b || a.length !== b.length) return a === b;
  const lower = byteLowercase(a);
  return lower === b || lower === byteLowercase(b);
}

/** Removes the SP and TAB that HTTP allows around a field value. https://www.rfc-editor.org/rfc/rfc9110#name-field-values */
export function trimOptionalWhitespace(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isOptionalWhitespace(value[start])) start += 1;
  while (start < end && isOptionalWhitespace(value[end - 1])) end -= 1;
  return value.slice(start, end);
}

function isOptionalWhitespace(char: string | undefined): boolean {
  return char === " " || char === "\t";
}

/**
 * The values of all lines of that name, joined in order by `, `; null when there is no such line.
 * https://fetch.spec.whatwg.org/#concept-header-list-get
 */
export function getHeader(list: HeaderList, name: string): string | null {
  const values = getHeaderLines(list, name);
  return values.length === 0 ? null : values.join(", ");
}

/** The value of each line of that name, in order. */
export function getHeaderLines(list: HeaderList, name: string): string[] {
  const values: string[] = [];
  for (const line of list) {
    if (equalsByteCaseInsensitive(line[0], name)) values.push(trimOptionalWhitespace(line[1]));
  }
  return values;
}

/** https://fetch.spec.whatwg.org/#header-list-contains */
export function hasHeader(list: HeaderList, name: string): boolean {
  return list.some(([candidate]) => equalsByteCaseInsensitive(candidate, name));
}

/** https://fetch.spec.whatwg.org/#concept-header-list-delete */
export function withoutHeaders(list: HeaderList, names: readonly string[]): HeaderList {
  return list.filter(([candidate]) => !names.some((name) => equalsByteCaseInsensitive(candidate, name)));
}

/**
 * One line per name, values joined by `, `, as browsers put an author's repeated headers on the wire. The first spelling
 * of the name is kept.
 * https://fetch.spec.whatwg.org/#concept-header-list-append
 */
export function combineLines(list: HeaderList): HeaderList {
  const lines = new Map<string, [string, string]>();
  for (const [name, value] of list) {
    const key = byteLowercase(name);
    const line = lines.get(key);
    if (line) line[1] += `, ${value}`;
    else lines.set(key, [name, value]);
  }
  return [...lines.values()];
}
