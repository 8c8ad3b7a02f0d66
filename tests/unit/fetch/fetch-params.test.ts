import { describe, expect, test } from "vitest";
import { hasRedirectTaint, networkError, note, serializeRequestOrigin } from "#lib/fetch/fetch-params.ts";
import { OPAQUE_ORIGIN } from "#lib/fetch/origin.ts";
import { fetchParams, originOf } from "./fetching.ts";

describe("redirect taint, and the origin that is sent, on page A", () => {
  test.each([
    ["A", false],
    ["B", false],
    ["AA", false],
    ["AB", false],
    ["BB", false],
    ["ABB", false],
    ["AAB", false],
    ["BA", true],
    ["BC", true],
    ["BBC", true],
    ["ABA", true],
    ["ABC", true],
    ["BCC", true],
    ["BAA", true],
    ["BCB", true],
  ])("the URLs %s taint: %s", (hops, tainted) => {
    const urlList = [...hops].map((host, index) => new URL(`https://${host}.test/${String(index)}`));
    const params = { origin: originOf("https://a.test"), urlList };
    expect(hasRedirectTaint(params)).toBe(tainted);
    expect(serializeRequestOrigin(params)).toBe(tainted ? "null" : "https://a.test");
  });

  test("another scheme or port is another origin", () => {
    const origin = originOf("https://a.test");
    for (const between of ["http://a.test/", "https://a.test:8443/"]) {
      expect(hasRedirectTaint({ origin, urlList: [new URL(between), new URL("https://c.test/")] })).toBe(true);
    }
  });

  test("an opaque origin is tainted by any change of origin, and always `null`", () => {
    const urlList = [new URL("https://b.test/"), new URL("https://c.test/")];
    expect(hasRedirectTaint({ origin: OPAQUE_ORIGIN, urlList })).toBe(true);
    expect(serializeRequestOrigin({ origin: OPAQUE_ORIGIN, urlList: urlList.slice(1) })).toBe("null");
  });
});

describe("a network error", () => {
  test("points at the latest exchange", () => {
    const params = { ...fetchParams(), exchangeCount: 3 };
    expect(networkError(params, "bad-port").error).toEqual({ reason: "bad-port", exchange: 2, url: "https://b.test/" });
  });

  test("points at none when nothing was sent for it", () => {
    expect(networkError(fetchParams(), "bad-port", { beforeSending: true }).error.exchange).toBeNull();
    expect(networkError({ ...fetchParams(), exchangeCount: 0 }, "bad-port").error.exchange).toBeNull();
  });

  test("stands at the current URL, not at the first", () => {
    const params = fetchParams({ urlList: [new URL("https://b.test/"), new URL("https://c.test/")] });
    expect(networkError(params, "bad-port").error.url).toBe("https://c.test/");
  });
});

test("a step belongs to the latest exchange, to none before the first, or to the one named", () => {
  const params = fetchParams();
  note({ ...params, exchangeCount: 0 }, "main-fetch", "12", "info", "a");
  note({ ...params, exchangeCount: 2 }, "main-fetch", "12", "info", "b");
  note(params, "main-fetch", "12", "info", "c", 7);
  expect(params.trace.map(({ exchange }) => exchange)).toEqual([null, 1, 7]);
});
