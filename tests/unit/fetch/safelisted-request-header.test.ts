import { describe, expect, test } from "vitest";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import {
  corsUnsafeRequestHeaderNames,
  hasCorsUnsafeRequestHeaderByte,
  isCorsNonWildcardRequestHeaderName,
  isCorsSafelistedRequestHeader,
  isNoCorsSafelistedRequestHeader,
} from "#lib/fetch/safelisted-request-header.ts";
import { chromium, standard } from "./fetching.ts";

const isSafelisted = (name: string, value: string) => isCorsSafelistedRequestHeader([name, value], standard);
const everyByte = Array.from({ length: 256 }, (_, code) => code);

describe("an unsafe byte", () => {
  const UNSAFE_SIGNS = Array.from('"():<>?@[\\]{}', (char) => char.charCodeAt(0));
  const isUnsafe = (code: number) => (code < 0x20 && code !== 0x09) || code === 0x7f || UNSAFE_SIGNS.includes(code);
  const unsafeBytes = everyByte.filter(isUnsafe);

  test("is a control character but TAB, or one of 13 signs; no byte beyond ASCII is one", () => {
    expect(unsafeBytes).toHaveLength(31 + 13 + 1);
    expect(
      everyByte.filter((code) => hasCorsUnsafeRequestHeaderByte(`a${String.fromCharCode(code)}`, standard)),
    ).toEqual(unsafeBytes);
  });

  test.each([
    ["Accept", "a"],
    ["Content-Type", "text/plain;a=b"],
  ])("takes %s from the safelist wherever it stands", (name, value) => {
    const isUnsafeAt = (index: number) => (code: number) =>
      !isSafelisted(name, value.slice(0, index) + String.fromCharCode(code) + value.slice(index));
    expect(everyByte.filter(isUnsafeAt(value.length))).toEqual(unsafeBytes);
    expect(unsafeBytes.filter(isUnsafeAt(0))).toEqual(unsafeBytes);
  });
});

describe("a language header", () => {
  const SAFE = /[0-9A-Za-z *,\-.;=]/;

  test("may hold letters, digits and eight signs, and no other byte", () => {
    for (const name of ["accept-language", "Content-Language"]) {
      const accepted = everyByte.filter((code) => isSafelisted(name, String.fromCharCode(code)));
      expect(accepted).toEqual(everyByte.filter((code) => SAFE.test(String.fromCharCode(code))));
    }
  });

  test.each([
    ["en-US,en;q=0.9, *", true],
    ["", true],
    ["en_US", false],
    ["en\ten", false],
    ["en-US\n", false],
  ])("with %j is safelisted: %s", (value, expected) => {
    expect(isSafelisted("Accept-Language", value)).toBe(expected);
  });
});

describe("the length of one value", () => {
  test.each([
    ["accept", 127, true],
    ["accept", 128, true],
    ["accept", 129, false],
    ["accept-language", 127, true],
    ["accept-language", 128, true],
    ["accept-language", 129, false],
    ["content-language", 127, true],
    ["content-language", 128, true],
    ["content-language", 129, false],
    ["content-type", 127, true],
    ["content-type", 128, true],
    ["content-type", 129, false],
    ["range", 127, true],
    ["range", 128, true],
    ["range", 129, false],
  ])("%s of %d bytes is safelisted: %s", (name, bytes, expected) => {
    const value =
      name === "content-type"
        ? "text/plain;a=".padEnd(bytes, "a")
        : name === "range"
          ? `bytes=${"0".padStart(bytes - 7, "0")}-`
          : "a".repeat(bytes);
    expect(value).toHaveLength(bytes);
    expect(isSafelisted(name, value)).toBe(expected);
  });
});

describe("Content-Type", () => {
  test.each([
    "text/plain",
    "TEXT/Plain",
    " text/plain ",
    "text/plain;charset=UTF-8",
    "text/plain; charset=utf-8",
    "text/plain ;charset=utf-8",
    "text/plain;",
    "text/plain;garbage",
    "text/plain;a=,b/c",
    "text/plain;a=\u00ff",
    "application/x-www-form-urlencoded; charset=UTF-8",
    "multipart/form-data; boundary=----x",
    "multipart/form-data",
  ])("%j is safelisted", (value) => {
    expect(isSafelisted("Content-Type", value)).toBe(true);
  });

  test.each([
    "",
    ";",
    "application",
    "text/",
    "/plain",
    "text /plain",
    "text/ plain",
    "text/plain,",
    ",text/plain",
    "text/plain, text/plain",
    "text/plain charset=utf-8",
    'text/plain; x="y"',
    "text/plain; (comment)",
    "text/plain\u00ff",
    "text/html",
    "application/json",
    "application/json; charset=utf-8",
    "application/csp-report",
    "multipart/mixed",
    "text/plainx",
  ])("%j is not safelisted", (value) => {
    expect(isSafelisted("Content-Type", value)).toBe(false);
  });
});

describe("Range", () => {
  test.each(["bytes=0-", "bytes=1-2", "bytes=0-0", "bytes=9223372036854775807-"])("%s is safelisted", (value) => {
    expect(isSafelisted("Range", value)).toBe(true);
  });

  test.each(["bytes=-5", "bytes=2-1", "bytes=0-1,3-4", "BYTES=0-1", "bytes= 0-1", "bytes=", ""])(
    "%j is not safelisted",
    (value) => {
      expect(isSafelisted("Range", value)).toBe(false);
    },
  );

  test.each([
    ["bytes=9223372036854775806-", true],
    ["bytes=9223372036854775807-", false],
    ["bytes=0-9223372036854775806", true],
    ["bytes=0-9223372036854775807", false],
  ])("Chromium counts up to 2^63 - 2: %s is safelisted there: %s", (value, expected) => {
    expect(isCorsSafelistedRequestHeader(["Range", value], chromium)).toBe(expected);
  });
});

test.each([
  "authorization",
  "cache-control",
  "dpr",
  "if-none-match",
  "last-event-id",
  "pragma",
  "save-data",
  "user-agent",
  "x-requested-with",
  "accept-",
])("%s is never safelisted by the standard", (name) => {
  expect(isSafelisted(name, "1")).toBe(false);
});

describe("the CORS-unsafe request-header names", () => {
  const namesOf = (...headers: HeaderLine[]) => corsUnsafeRequestHeaderNames(headers, standard);
  /** Safelisted lines whose values have that many bytes in all. */
  const safelistedBytes = (bytes: number): HeaderLine[] => [
    ...Array.from({ length: 7 }, (): HeaderLine => ["Accept", "a".repeat(128)]),
    ["Accept-Language", "b".repeat(100)],
    ["Content-Language", "c".repeat(bytes - 996)],
  ];

  test("are lower-case, sorted and unique", () => {
    expect(namesOf(["X-b", "1"], ["Authorization", "t"], ["x-B", "2"], ["Accept", "*/*"])).toEqual([
      "authorization",
      "x-b",
    ]);
  });

  test("are sorted by bytes", () => {
    expect(namesOf(["x_a", ""], ["x-a", ""], ["x1", ""], ["xa", ""])).toEqual(["x-a", "x1", "x_a", "xa"]);
  });

  test("are none without headers", () => {
    expect(namesOf()).toEqual([]);
  });

  test("hold a safelisted name when one of its lines is unsafe", () => {
    expect(namesOf(["Accept", "*/*"], ["accept", '"']), "accept").toEqual(["accept"]);
  });

  test.each([
    [1023, []],
    [1024, []],
    [1025, ["accept", "accept-language", "content-language"]],
  ])("with %d bytes of safelisted values are %j", (bytes, expected) => {
    expect(safelistedBytes(bytes).reduce((total, [, value]) => total + value.length, 0)).toBe(bytes);
    expect(namesOf(...safelistedBytes(bytes))).toEqual(expected);
  });

  test("count no bytes of unsafe headers towards the 1024", () => {
    expect(namesOf(...safelistedBytes(1024), ["X-A", "a".repeat(500)])).toEqual(["x-a"]);
    expect(namesOf(...safelistedBytes(1025), ["X-A", ""])).toEqual([
      "accept",
      "accept-language",
      "content-language",
      "x-a",
    ]);
  });
});

test("Authorization alone is not covered by a wildcard", () => {
  expect(["authorization", "AUTHORIZATION"].every(isCorsNonWildcardRequestHeaderName)).toBe(true);
  expect(isCorsNonWildcardRequestHeaderName("proxy-authorization")).toBe(false);
});

test.each<[string, string, boolean]>([
  ["Accept", "application/json", true],
  ["Accept-Language", "en", true],
  ["Content-Language", "en", true],
  ["Content-Type", "text/plain", true],
  ["Content-Type", "application/json", false],
  ["Accept", "a".repeat(129), false],
  ["Range", "bytes=0-", false],
  ["DPR", "2", false],
  ["X-A", "1", false],
])("no-cors lets %s with its value through: %s %s", (name, value, expected) => {
  expect(isNoCorsSafelistedRequestHeader([name, value], chromium)).toBe(expected);
});
