import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isCorsSafelistedMethod, isForbiddenMethod, isMethod, isToken, normalizeMethod } from "#lib/fetch/method.ts";

describe("normalizing a method", () => {
  test.each(["delete", "Get", "hEAD", "options", "Post", "pUt"])("upper-cases %s", (method) => {
    expect(normalizeMethod(method)).toBe(method.toUpperCase());
  });

  test.each(["patch", "Patch", "PATCH", "query", "x-get", "gett", "propfind"])("leaves %s as it is", (method) => {
    expect(normalizeMethod(method)).toBe(method);
  });

  test("changes nothing when it is done twice", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.mixedCase(fc.constantFrom("get", "put", "patch"))), (method) => {
        expect(normalizeMethod(normalizeMethod(method))).toBe(normalizeMethod(method));
      }),
    );
  });
});

test.each(["CONNECT", "connect", "Trace", "TRACK", "tRACK"])("%s is a forbidden method", (method) => {
  expect(isForbiddenMethod(method)).toBe(true);
});

test.each(["GET", "OPTIONS", "PATCH", "TRACER", "X-TRACE", ""])("%j is not a forbidden method", (method) => {
  expect(isForbiddenMethod(method)).toBe(false);
});

test.each([
  ["GET", true],
  ["HEAD", true],
  ["POST", true],
  ["get", false],
  ["PUT", false],
  ["OPTIONS", false],
  ["DELETE", false],
  ["PATCH", false],
])("%s is a CORS-safelisted method: %s", (method, expected) => {
  expect(isCorsSafelistedMethod(method)).toBe(expected);
});

describe("a token", () => {
  const TCHARS = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  test("is made of the 77 token characters of HTTP and no other Latin-1 character", () => {
    const accepted = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)).filter(isToken);
    expect(accepted.sort()).toEqual(Array.from(TCHARS).sort());
  });

  test.each(["", "GET ", " GET", "GET\n", "G T", "GÉT"])("is not %j, and neither is a method", (value) => {
    expect(isToken(value)).toBe(false);
    expect(isMethod(value)).toBe(false);
  });
});
