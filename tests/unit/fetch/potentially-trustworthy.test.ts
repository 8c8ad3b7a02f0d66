import { describe, expect, test } from "vitest";
import { OPAQUE_ORIGIN } from "#lib/fetch/origin.ts";
import { isBlockedMixedContent, isPotentiallyTrustworthyUrl } from "#lib/fetch/potentially-trustworthy.ts";
import { chromium, originOf, standard } from "./fetching.ts";

describe("a potentially trustworthy URL", () => {
  test.each([
    ["https://a.test/", true],
    ["wss://a.test/", true],
    ["data:,a", true],
    ["file:///a", true],
    ["about:blank", true],
    ["http://localhost:3000/", true],
    ["http://app.localhost/", true],
    ["http://localhost./", true],
    ["http://127.0.0.1/", true],
    ["http://127.255.255.254/", true],
    ["http://127.1/", true],
    ["http://[::1]/", true],
    ["http://a.test/", false],
    ["ws://a.test/", false],
    ["http://notlocalhost/", false],
    ["http://localhost.a.test/", false],
    ["http://127.0.0.1.a.test/", false],
    ["http://128.0.0.1/", false],
    ["http://[::2]/", false],
    ["http://192.168.0.1/", false],
  ])("%s: %s", (url, expected) => {
    expect(isPotentiallyTrustworthyUrl(new URL(url))).toBe(expected);
  });
});

describe("mixed content", () => {
  const page = originOf("https://a.test");

  test("is an http URL on an https page", () => {
    expect(isBlockedMixedContent(page, new URL("http://b.test/"), standard)).toBe(true);
    expect(isBlockedMixedContent(page, new URL("https://b.test/"), standard)).toBe(false);
    expect(isBlockedMixedContent(page, new URL("http://localhost/"), standard)).toBe(false);
    expect(isBlockedMixedContent(originOf("http://a.test"), new URL("http://b.test/"), standard)).toBe(false);
  });

  test("is nothing that an opaque origin says anything about", () => {
    expect(isBlockedMixedContent(OPAQUE_ORIGIN, new URL("http://b.test/"), standard)).toBe(false);
  });

  test.each([
    ["http://192.168.1.1/", true],
    ["http://[fd00::1]/", true],
    ["http://[::ffff:127.0.0.1]/", true],
    ["http://0.0.0.0/", true],
    ["http://printer.local/", true],
    ["http://printer.internal/", false],
    ["http://8.8.8.8/", false],
  ])("%s is left to the Local Network Access of Chromium: %s", (url, exempt) => {
    expect(isBlockedMixedContent(page, new URL(url), chromium)).toBe(!exempt);
    expect(isBlockedMixedContent(page, new URL(url), standard)).toBe(true);
  });
});
