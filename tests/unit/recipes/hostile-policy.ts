import fc from "fast-check";
import type { CorsPolicy } from "#lib/recipes/recipe.ts";

const TOKEN_CHARACTERS = Array.from("!#$%&'*+-.^_`|~019AZaz");

/** A method or the name of a header, of the characters that mean something somewhere. RFC 9110, section 5.6.2. */
export const token = fc
  .array(fc.constantFrom(...TOKEN_CHARACTERS), { minLength: 1, maxLength: 12 })
  .map((characters) => characters.join(""));

/** Visible ASCII, with pieces that a configuration might take for more than text. */
export const visibleText = fc
  .array(
    fc.oneof(
      fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(
        ...Array.from("'\"`\\$%{}#"),
        "${HOME}",
        "$1",
        "%{Host}i",
        "%[src]",
        "#{1}",
        "{$HOME}",
        "<?",
        "?>",
        "*/",
        "//",
      ),
    ),
    { maxLength: 16 },
  )
  .map((pieces) => pieces.join(""));

/** A policy that a stranger has chosen, as far as an origin can be chosen that somebody has. */
export const hostilePolicy: fc.Arbitrary<CorsPolicy> = fc.record({
  origin: fc.constantFrom("https://app.example", "http://[2001:db8::1]:8080", "chrome-extension://abcdef", "*"),
  credentials: fc.boolean(),
  methods: fc.array(token, { minLength: 1, maxLength: 3 }),
  headers: fc.array(
    token.map((name) => name.toLowerCase()),
    { maxLength: 3 },
  ),
  exposed: fc.array(token, { maxLength: 3 }),
  path: visibleText.map((text) => `/${text}`),
});
