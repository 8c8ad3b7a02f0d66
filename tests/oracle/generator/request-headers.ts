import fc, { type Arbitrary } from "fast-check";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { weightedOf } from "./weighted.ts";

/** Everything below 0x20 that a header value can hold, and what the standard lists beside it. */
const UNSAFE_BYTES = ["(", ")", ":", "<", ">", "?", "@", "[", "\\", "]", "{", "}", '"', "\x7f", "\x01", "\x1f"];
const ODD_BYTES = ["\t", "é", "\x80", "\xff", "_", "/", ";", "=", " "];

/** Lengths on both sides of the limit of 128 bytes. */
const LENGTHS = [127, 128, 129];

const ofLength = (fill: string) => LENGTHS.map((length) => fill.repeat(length));
const around = (prefix: string) => LENGTHS.map((length) => prefix + "b".repeat(length - prefix.length));

const SAFELISTED: Readonly<Record<string, readonly string[]>> = {
  Accept: [
    "*/*",
    "application/json",
    "text/html;q=0.9",
    "",
    ...ofLength("a"),
    ...[...UNSAFE_BYTES, ...ODD_BYTES].map((byte) => `a${byte}b`),
  ],
  "Accept-Language": ["en-US,en;q=0.9", "*", "en_US", "en/us", "é", "", ...ofLength("e")],
  "Content-Language": ["de-DE, en-CA", "en_US", "a\tb", "en:us", ...ofLength("e")],
  "Content-Type": [
    "text/plain",
    "TEXT/Plain",
    "text/plain;charset=utf-8",
    "text/plain; charset=UTF-8",
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=UTF-8",
    "multipart/form-data; boundary=x",
    "application/json",
    "application/json; charset=utf-8",
    "text/html",
    'text/plain; x="y"',
    "text/plain;garbage",
    "text/plain;=x",
    "text/plain ;charset=x",
    "text/plain,",
    ",text/plain",
    "text /plain",
    "text/ plain",
    "text/plain/x",
    "text/plain,application/json",
    "text/",
    "/plain",
    "text",
    ";",
    "",
    "text/plain; charset=é",
    "text/plain; charset=(x)",
    ...around("multipart/form-data; boundary="),
  ],
  Range: [
    "bytes=0-499",
    "bytes=0-",
    "bytes=-500",
    "bytes=2-1",
    "bytes=1-1",
    "bytes=1-2,3-4",
    "BYTES=0-1",
    "bytes=00-01",
    "bytes=1 -2",
    "bytes=+1-2",
    "bytes=1-+2",
    "bytes= 0-1",
    "bytes = 0-1",
    "bytes=-",
    "bytes=",
    "bytes",
    "items=0-1",
    "bytes=9223372036854775806-",
    "bytes=0-9223372036854775807",
    "bytes=18446744073709551615-",
    "bytes=18446744073709551616-",
  ],
};

const HINTS: Readonly<Record<string, readonly string[]>> = {
  DPR: ["2", "1.5", "x", ""],
  Width: ["100", "1.5"],
  "Save-Data": ["on", "ON", "off"],
  ECT: ["4g", "5g"],
  "Device-Memory": ["8", "a"],
};

const OWN_NAMES: Readonly<Record<string, readonly string[]>> = {
  "X-Foo": ["1", "", "é", "a, b"],
  "x-bar": ["1"],
  "X-Requested-With": ["XMLHttpRequest"],
  Authorization: ["Bearer x", "Basic eDp5"],
  "Cache-Control": ["no-cache"],
  Pragma: ["no-cache"],
  "If-None-Match": ['"1"'],
  traceparent: ["00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"],
  "User-Agent": ["x"],
  "Access-Control-Allow-Origin": ["*"],
  "X-HTTP-Method-Override": ["DELETE", "TRACE", "GET, track"],
  "Last-Event-ID": ["1"],
};

const FORBIDDEN: Readonly<Record<string, readonly string[]>> = {
  Origin: ["http://other.test"],
  Cookie: ["a=b"],
  Host: ["other.test"],
  "Sec-Foo": ["1"],
  "Proxy-Foo": ["1"],
  "Accept-Charset": ["utf-8"],
  Date: ["0"],
  "Access-Control-Request-Method": ["PUT"],
  Via: ["1.1 x"],
};

function oneOf(table: Readonly<Record<string, readonly string[]>>): Arbitrary<HeaderLine> {
  return fc.oneof(
    ...Object.entries(table).map(([name, values]) =>
      fc.tuple(
        fc.oneof(
          { weight: 4, arbitrary: fc.constant(name) },
          { weight: 1, arbitrary: fc.constantFrom(name.toLowerCase(), name.toUpperCase()) },
        ),
        fc.constantFrom(...values),
      ),
    ),
  );
}

const headerLine = weightedOf(
  [40, oneOf(SAFELISTED)],
  [45, oneOf(OWN_NAMES)],
  [8, oneOf(HINTS)],
  [7, oneOf(FORBIDDEN)],
);

/**
 * Values that are safe one by one, with a joint length around 1024 bytes. As nothing but Chromium's client hints makes
 * that many names, it is a boundary of Chromium alone.
 */
const total: Arbitrary<HeaderLine[]> = fc.constantFrom(1023, 1024, 1025).map((bytes) => {
  const names = [
    "Accept",
    "Accept-Language",
    "Content-Language",
    "Width",
    "Viewport-Width",
    "RTT",
    "Downlink",
    "DPR",
    "Device-Memory",
  ];
  let left = bytes;
  return names.flatMap((name): HeaderLine[] => {
    const length = Math.min(128, left);
    left -= length;
    return length === 0 ? [] : [[name, "1".repeat(length)]];
  });
});

/** What a script puts into `headers`. */
export const requestHeaders: Arbitrary<HeaderLine[]> = weightedOf(
  [30, fc.constant<HeaderLine[]>([])],
  [69, fc.array(headerLine, { minLength: 1, maxLength: 4 })],
  [1, total],
);
