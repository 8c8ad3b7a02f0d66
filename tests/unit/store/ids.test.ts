import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { equalHashes, hashDeleteToken, newDeleteToken, newDiagnosisId } from "#lib/store/ids.ts";

const ones = (size: number) => new Uint8Array(size).fill(255);

describe("ids", () => {
  test("an id is 128 random bits in 22 URL-safe characters", () => {
    expect(newDiagnosisId(ones)).toBe("_____________________w");
    expect(newDiagnosisId(randomBytes)).toMatch(/^[\w-]{22}$/);
  });

  test("a delete token is 256 random bits in 43 URL-safe characters", () => {
    expect(newDeleteToken(ones)).toBe("__________________________________________8");
    expect(newDeleteToken(randomBytes)).toMatch(/^[\w-]{43}$/);
  });

  test("a token is kept as its SHA-256", () => {
    // The example of FIPS 180-2, appendix B.1.
    expect(hashDeleteToken("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  test.each([
    { a: "ab", b: "ab", equal: true },
    { a: "ab", b: "ac", equal: false },
    { a: "ab", b: "abc", equal: false },
    { a: "", b: "ab", equal: false },
    { a: "é", b: "ab", equal: false },
  ])("whether the hashes '$a' and '$b' are equal: $equal", ({ a, b, equal }) => {
    expect(equalHashes(a, b)).toBe(equal);
  });
});
