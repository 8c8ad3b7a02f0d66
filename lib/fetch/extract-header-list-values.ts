import { getHeaderLines, trimOptionalWhitespace, type HeaderList } from "./header-list.ts";
import { isToken } from "./method.ts";

/** The header is there but at least one of its lines does not follow its grammar. */
export const FAILURE = Symbol("failure");

/**
 * The elements of a header whose grammar is `#token`, each line parsed on its own; null when the header is absent.
 * https://fetch.spec.whatwg.org/#extract-header-list-values
 */
export function extractTokens(list: HeaderList, name: string): string[] | null | typeof FAILURE {
  const lines = getHeaderLines(list, name);
  if (lines.length === 0) return null;
  const tokens: string[] = [];
  for (const element of lines.join(",").split(",")) {
    const token = trimOptionalWhitespace(element);
    if (token === "") continue;
    if (!isToken(token)) return FAILURE;
    tokens.push(token);
  }
  return tokens;
}

/**
 * The value of a header whose grammar allows one line of digits; null when the header is absent.
 * https://fetch.spec.whatwg.org/#extract-header-list-values
 */
export function extractDeltaSeconds(list: HeaderList, name: string): number | null | typeof FAILURE {
  const [line, ...others] = getHeaderLines(list, name);
  if (line === undefined) return null;
  return others.length === 0 && /^\d+$/.test(line) ? Number(line) : FAILURE;
}
