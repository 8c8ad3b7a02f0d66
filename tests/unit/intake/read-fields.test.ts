import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { INITIATORS } from "#lib/contract/terms.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import { MAX_HEADER_BYTES, MAX_REQUEST_HEADERS, readFields } from "#lib/intake/read-fields.ts";
import { MAX_URL_LENGTH } from "#lib/intake/read-url.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import { anyText } from "./any-text.ts";

const GOOD: RequestFields = { url: "https://api.example/orders", origin: "https://shop.example" };

/** Pointer and fix of each error; null when there is none. */
function errorsOf(fields: Partial<RequestFields>) {
  const read = readFields({ ...GOOD, ...fields });
  return read.ok ? null : read.errors.map(({ pointer, fix }) => (fix === undefined ? [pointer] : [pointer, fix]));
}

function requestOf(fields: Partial<RequestFields> = {}) {
  const read = readFields({ ...GOOD, ...fields });
  return read.ok ? read.request : null;
}

describe("the URL that is requested", () => {
  test.each([
    ["", undefined],
    ["   ", undefined],
    ["orders", undefined],
    ["/orders", undefined],
    ["https://", undefined],
    ["https://a b/", undefined],
    ["what is cors.exe", undefined],
    [`https://api.example/${"x".repeat(MAX_URL_LENGTH)}`, undefined],
    ["api.example.com/x", "https://api.example.com/x"],
    ["//api.example.com/x", "https://api.example.com/x"],
    ["://api.example.com", "https://api.example.com"],
    ["api.example.com:8443/x?y", "https://api.example.com:8443/x?y"],
    ["localhost:3000", "http://localhost:3000"],
    ["localhost:3000/api", "http://localhost:3000/api"],
    ["localhost", "http://localhost"],
    ["127.0.0.1:8080/x", "http://127.0.0.1:8080/x"],
    ["[::1]:8080/x", "http://[::1]:8080/x"],
  ])("%j is refused, with %j to write instead", (url, fix) => {
    expect(errorsOf({ url })).toEqual([fix === undefined ? ["/url"] : ["/url", fix]]);
  });

  test.each([
    "https://api.example",
    "HTTP://API.example:80/a b?c#d",
    "https://user:password@api.example/",
    "ftp://api.example/",
    "file:///etc/passwd",
    "data:text/plain,x",
    "javascript:alert(1)",
    "http://10.0.0.1/",
    "https://api.example:6667/",
  ])("%j is for the engine to judge", (url) => {
    expect(requestOf({ url: ` ${url}\n` })?.url).toBe(url);
  });
});

describe("the page", () => {
  test.each([
    ["https://shop.example", "https://shop.example"],
    ["https://shop.example/cart?item=1#top", "https://shop.example"],
    ["HTTPS://Shop.Example:443/", "https://shop.example"],
    ["http://localhost:3000/", "http://localhost:3000"],
    ["https://bücher.example/", "https://xn--bcher-kva.example"],
    ["chrome-extension://abcdefghijklmnop/popup.html", "chrome-extension://abcdefghijklmnop"],
    ["capacitor://localhost", "capacitor://localhost"],
    ["null", "null"],
    [" null ", "null"],
    ["file:///home/me/index.html", "null"],
    ["data:text/html,x", "null"],
    ["about:blank", "null"],
    ["blob:https://shop.example/1", "https://shop.example"],
  ])("%j has the origin %j", (page, origin) => {
    const request = requestOf({ origin: page });
    expect(request && serializeOrigin(request.origin)).toBe(origin);
  });

  test.each([
    ["", undefined],
    ["Null", undefined],
    ["*", undefined],
    ["the shop", undefined],
    ["shop.example", "https://shop.example"],
    ["localhost:3000", "http://localhost:3000"],
    [`https://shop.example/${"x".repeat(MAX_URL_LENGTH)}`, undefined],
  ])("%j is refused, with %j to write instead", (origin, fix) => {
    expect(errorsOf({ origin })).toEqual([fix === undefined ? ["/origin"] : ["/origin", fix]]);
  });

  test("two opaque pages are not of the same origin as a URL that has none", () => {
    expect(requestOf({ origin: "null" })?.origin).toEqual({ kind: "opaque" });
  });
});

describe("the method", () => {
  test.each(["GET", "get", "patch", "TRACE", "x-purge", "-", "*"])("%j is a method", (method) => {
    expect(requestOf({ method })?.method).toBe(method);
  });

  test.each(["", " GET", "GET /", "GÉT", "GE\nT", "GET:", "(", '"GET"'])("%j is not a token", (method) => {
    expect(errorsOf({ method })).toEqual([["/method"]]);
  });
});

describe("headers", () => {
  test.each<{ name: string; headers: RequestFields["headers"]; errors: string[][] }>([
    { name: "a space at the end", headers: [["X-A ", "1"]], errors: [["/headers/0/0", "X-A"]] },
    { name: "a space inside", headers: [["X A", "1"]], errors: [["/headers/0/0"]] },
    { name: "a colon", headers: { "X-A:": "1" }, errors: [["/headers/X-A:"]] },
    { name: "no name", headers: [["", "1"]], errors: [["/headers/0/0"]] },
    { name: "a name that a pointer has to escape", headers: { "a/b~c": "1" }, errors: [["/headers/a~1b~0c"]] },
    {
      name: "a line break that would start another header",
      headers: [
        ["X-A", "1"],
        ["X-B", "1\r\nX-C: 1"],
      ],
      errors: [["/headers/1/1"]],
    },
    { name: "a lone line feed", headers: { "X-A": "1\n2" }, errors: [["/headers/X-A"]] },
    { name: "NUL", headers: { "X-A": "1\0" }, errors: [["/headers/X-A"]] },
    { name: "a character beyond Latin-1", headers: { "X-A": "10 €" }, errors: [["/headers/X-A"]] },
    { name: "an emoji", headers: { "X-A": "🦊" }, errors: [["/headers/X-A"]] },
    { name: "name and value at once", headers: [["(", "\0"]], errors: [["/headers/0/0"], ["/headers/0/1"]] },
    {
      name: "10,000 headers",
      headers: Array.from({ length: 10_000 }, (_, index) => [`x-${String(index)}`, "1"] as const),
      errors: [["/headers"]],
    },
    {
      name: "one header more than can be sent",
      headers: Array.from({ length: MAX_REQUEST_HEADERS + 1 }, () => ["x-a", "1"] as const),
      errors: [["/headers"]],
    },
    {
      name: "a value longer than all headers together",
      headers: { a: "x".repeat(MAX_HEADER_BYTES) },
      errors: [["/headers"]],
    },
  ])("$name is refused", ({ headers, errors }) => {
    expect(errorsOf({ headers })).toEqual(errors);
  });

  test.each<{ name: string; headers: RequestFields["headers"]; read: string[][] }>([
    {
      name: "an object, in its order",
      headers: { "X-B": "1", "X-A": "2" },
      read: [
        ["X-B", "1"],
        ["X-A", "2"],
      ],
    },
    {
      name: "repeated lines",
      headers: [
        ["x-a", "1"],
        ["X-A", "2"],
      ],
      read: [
        ["x-a", "1"],
        ["X-A", "2"],
      ],
    },
    { name: "whitespace around a value is not part of it", headers: { "X-A": " \r\n1\t " }, read: [["X-A", "1"]] },
    { name: "an empty value", headers: { "X-A": "" }, read: [["X-A", ""]] },
    { name: "Latin-1", headers: { "X-A": "Größe" }, read: [["X-A", "Größe"]] },
    {
      name: "what scripts cannot set is for the engine to drop",
      headers: { Cookie: "a=1" },
      read: [["Cookie", "a=1"]],
    },
  ])("$name is read", ({ headers, read }) => {
    expect(requestOf({ headers })?.headers).toEqual(read);
  });

  test("as many headers as can be sent are read", () => {
    const headers = Array.from({ length: MAX_REQUEST_HEADERS }, () => ["x-a", "1"] as const);
    expect(requestOf({ headers })?.headers).toHaveLength(MAX_REQUEST_HEADERS);
  });
});

test("what is not given takes the defaults of fetch()", () => {
  expect(requestOf()).toMatchObject({
    method: "GET",
    headers: [],
    credentials: "same-origin",
    mode: "cors",
    redirect: "follow",
    initiator: "fetch",
    body: "none",
  });
});

test("an empty body is a body all the same", () => {
  expect(requestOf({ method: "POST", body: "" })?.body).toBe("text");
});

test("every problem is told at once", () => {
  expect(errorsOf({ url: "x", origin: "y", method: "", headers: { "": "\0" } })).toEqual([
    ["/url"],
    ["/origin"],
    ["/method"],
    ["/headers/"],
    ["/headers/"],
  ]);
});

describe("whatever the fields say", () => {
  const text = fc.oneof(
    anyText({ maxLength: 60 }),
    fc.string({ unit: fc.constantFrom(...Array.from("htps:/.@[]?#%\\ 01a\n\0-éœ\ud800")), maxLength: 30 }),
    fc.webUrl(),
  );
  const fields: fc.Arbitrary<RequestFields> = fc.record({
    url: text,
    origin: text,
    method: fc.option(text, { nil: undefined }),
    headers: fc.option(fc.oneof(fc.array(fc.tuple(text, text), { maxLength: 4 }), fc.dictionary(text, text)), {
      nil: undefined,
    }),
    initiator: fc.constantFrom(...INITIATORS, undefined),
    body: fc.option(text, { nil: undefined }),
  });

  test("it is a request that the engine can run, or errors that each point at a field", () => {
    fc.assert(
      fc.property(fields, (given) => {
        const read = readFields(given);
        if (read.ok) {
          expect(URL.canParse(read.request.url)).toBe(true);
          for (const [name, value] of read.request.headers) {
            expect(new Headers([[name, value]]).get(name)).toBe(value);
          }
        } else {
          expect(read.errors).not.toHaveLength(0);
          for (const { pointer } of read.errors)
            expect(pointer).toMatch(/^\/(url|origin|method|mode|credentials|headers|body)/);
        }
      }),
      { numRuns: 300 },
    );
  });

  test("what is offered to be written instead is accepted", () => {
    fc.assert(
      fc.property(text, (given) => {
        const read = readFields({ ...GOOD, url: given, origin: given });
        const fixes = read.ok ? [] : read.errors.flatMap(({ fix }) => fix ?? []);
        for (const fix of fixes) expect(errorsOf({ url: fix, origin: fix })).toBeNull();
      }),
      { numRuns: 500 },
    );
  });
});
