import fc from "fast-check";

/** Any text at all, halves of surrogate pairs included. */
export function anyText(
  length: { readonly minLength?: number; readonly maxLength?: number } = {},
): fc.Arbitrary<string> {
  return fc.array(fc.nat(0x10ffff), length).map((codePoints) => String.fromCodePoint(...codePoints));
}
