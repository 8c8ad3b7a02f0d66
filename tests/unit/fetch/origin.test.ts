import { describe, expect, test } from "vitest";
import { isSameOrigin, OPAQUE_ORIGIN, serializeOrigin } from "#lib/fetch/origin.ts";
import { originOf } from "./fetching.ts";

describe("the origin of a URL", () => {
  test.each([
    ["https://a.test/path?query#fragment", "https://a.test"],
    ["https://a.test:443/", "https://a.test"],
    ["http://a.test:80/", "http://a.test"],
    ["https://a.test:80/", "https://a.test:80"],
    ["HTTPS://A.TEST/", "https://a.test"],
    ["https://user:secret@a.test/", "https://a.test"],
    ["https://bücher.test/", "https://xn--bcher-kva.test"],
    ["http://[::1]:3000/", "http://[::1]:3000"],
    ["http://2130706433/", "http://127.0.0.1"],
    ["https://a.test./", "https://a.test."],
    ["blob:https://a.test/0a", "https://a.test"],
    ["chrome-extension://abcdef/page.html", "chrome-extension://abcdef"],
    ["capacitor://localhost/", "capacitor://localhost"],
    ["data:text/plain,a", "null"],
    ["about:blank", "null"],
    ["file:///tmp/page.html", "null"],
    ["blob:null/0a", "null"],
    ["blob:data:text/plain,a", "null"],
    ["javascript:1", "null"],
    ["mailto:a@b.test", "null"],
    ["custom:path", "null"],
  ])("%s is %s", (url, expected) => {
    expect(serializeOrigin(originOf(url))).toBe(expected);
  });
});

describe("same origin", () => {
  test.each([
    ["https://a.test/1", "https://a.test/2", true],
    ["https://a.test/", "https://a.test:443/", true],
    ["https://a.test/", "http://a.test/", false],
    ["https://a.test/", "https://www.a.test/", false],
    ["https://a.test/", "https://a.test./", false],
    ["http://localhost:3000/", "http://localhost:8080/", false],
    ["http://localhost/", "http://127.0.0.1/", false],
    ["data:,a", "data:,a", false],
    ["file:///a", "file:///a", false],
  ])("%s and %s: %s", (a, b, expected) => {
    expect(isSameOrigin(originOf(a), originOf(b))).toBe(expected);
  });

  test("an opaque origin is the same as itself and as no URL's", () => {
    expect(isSameOrigin(OPAQUE_ORIGIN, OPAQUE_ORIGIN)).toBe(true);
    expect(isSameOrigin(OPAQUE_ORIGIN, originOf("data:,a"))).toBe(false);
    expect(isSameOrigin(OPAQUE_ORIGIN, originOf("https://a.test"))).toBe(false);
  });
});
