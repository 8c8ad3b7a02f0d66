/** The two ends of a byte range; null where the header leaves that end open. */
export interface SingleRange {
  readonly start: bigint | null;
  readonly end: bigint | null;
}

/**
 * Parses a `Range` value that asks for one range, without allowing any whitespace. Returns null for failure.
 * https://fetch.spec.whatwg.org/#simple-range-header-value
 */
export function parseSingleRange(value: string): SingleRange | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(value);
  if (!match) return null;
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return null;
  const start = first === "" ? null : BigInt(first);
  const end = last === "" ? null : BigInt(last);
  if (start !== null && end !== null && start > end) return null;
  return { start, end };
}
