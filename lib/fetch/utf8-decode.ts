const lenient = new TextDecoder();
const strict = new TextDecoder("utf-8", { fatal: true });

/**
 * Reads the bytes that a Latin-1 string stands for as UTF-8, the way browsers read a URL in a header.
 * https://encoding.spec.whatwg.org/#utf-8-decode
 */
export function utf8Decode(latin1: string): string {
  return isAscii(latin1) ? latin1 : lenient.decode(bytesOf(latin1));
}

/** Null when the bytes are not UTF-8. https://encoding.spec.whatwg.org/#utf-8-decode-without-bom-or-fail */
export function utf8DecodeWithoutFailure(latin1: string): string | null {
  if (isAscii(latin1)) return latin1;
  try {
    return strict.decode(bytesOf(latin1));
  } catch {
    return null;
  }
}

function isAscii(latin1: string): boolean {
  return !/[^\0-\x7f]/.test(latin1);
}

function bytesOf(latin1: string): Uint8Array {
  return Uint8Array.from(latin1, (char) => char.charCodeAt(0));
}
