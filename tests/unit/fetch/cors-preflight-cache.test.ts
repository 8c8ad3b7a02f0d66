import { describe, expect, test } from "vitest";
import { CorsPreflightCache, type CacheRequest } from "#lib/fetch/cors-preflight-cache.ts";
import { chromium, preflight, readable, redirectTo, response, run, standard, verdictOf, wireOf } from "./fetching.ts";

const plain: CacheRequest = { serializedOrigin: "https://a.test", url: "https://b.test/", credentials: "omit" };
const include: CacheRequest = { ...plain, credentials: "include" };

function cacheOf(request: CacheRequest, methods: string[], headerNames: string[]): CorsPreflightCache {
  const cache = new CorsPreflightCache(standard);
  cache.store(request, methods, headerNames);
  return cache;
}

describe("an entry of the cache", () => {
  const cache = cacheOf(plain, ["PUT"], ["X-A"]);

  test("matches the method to the letter", () => {
    expect(cache.hasMethodMatch(plain, "PUT")).toBe(true);
    expect(cache.hasMethodMatch(plain, "put")).toBe(false);
    expect(cache.hasMethodMatch(plain, "X-A")).toBe(false);
  });

  test("matches the header name in any case", () => {
    expect(cache.hasHeaderNameMatch(plain, "x-a")).toBe(true);
    expect(cache.hasHeaderNameMatch(plain, "x-b")).toBe(false);
    expect(cache.hasHeaderNameMatch(plain, "PUT")).toBe(false);
  });

  test.each<[string, CacheRequest, boolean]>([
    ["the same request", plain, true],
    ["the same with credentials same-origin", { ...plain, credentials: "same-origin" }, true],
    ["the same with credentials", include, false],
    ["another origin", { ...plain, serializedOrigin: "null" }, false],
    ["another path", { ...plain, url: "https://b.test/1" }, false],
    ["another query", { ...plain, url: "https://b.test/?1" }, false],
  ])("covers %s: %s", (_title, request, expected) => {
    expect(cache.hasMethodMatch(request, "PUT")).toBe(expected);
    expect(cache.hasHeaderNameMatch(request, "x-a")).toBe(expected);
  });

  test("with credentials also covers a request without", () => {
    const withCredentials = cacheOf(include, ["PUT"], []);
    expect(withCredentials.hasMethodMatch(include, "PUT")).toBe(true);
    expect(withCredentials.hasMethodMatch(plain, "PUT")).toBe(true);
  });
});

describe("a star in the cache", () => {
  test("covers every method and every header name but Authorization", () => {
    const cache = cacheOf(plain, ["*"], ["*"]);
    expect(cache.hasMethodMatch(plain, "DELETE")).toBe(true);
    expect(cache.hasHeaderNameMatch(plain, "x-a")).toBe(true);
    expect(cache.hasHeaderNameMatch(plain, "Authorization")).toBe(false);
  });

  test("is an ordinary name with credentials", () => {
    const cache = cacheOf(include, ["*"], ["*"]);
    expect(cache.hasMethodMatch(include, "DELETE")).toBe(false);
    expect(cache.hasMethodMatch(plain, "DELETE")).toBe(false);
    expect(cache.hasHeaderNameMatch(include, "x-a")).toBe(false);
    expect(cache.hasHeaderNameMatch(include, "*")).toBe(true);
  });
});

describe("within one fetch", () => {
  const put = { url: "https://b.test/1", method: "PUT" } as const;
  const maxAge = (value: string) =>
    response(204, [...preflight("PUT", null).headers, ["Access-Control-Max-Age", value]]);
  /** Redirects the first actual request and answers the second. */
  const redirectOnce = (location: string, answer = preflight("PUT", null)) => ({
    preflight: [answer, answer],
    actual: [redirectTo(location, 307), readable()],
  });

  test.each([standard, chromium])(
    "$name: a redirect to the very same URL is covered by the first preflight",
    (profile) => {
      const finished = run(put, redirectOnce("https://b.test/1"), profile);
      expect(wireOf(finished)).toEqual(["OPTIONS b.test", "PUT b.test", "PUT b.test"]);
      expect(verdictOf(finished)).toBe("allowed");
      expect(finished.steps.map(({ request }) => request.preflighted)).toEqual([false, true, true]);
    },
  );

  test.each([
    ["another path", "https://b.test/2", "5"],
    ["another query", "https://b.test/1?page=2", "5"],
    ["the same URL after a Max-Age of 0", "https://b.test/1", "0"],
  ])("a redirect to %s is preflighted anew", (_title, location, seconds) => {
    const finished = run(put, redirectOnce(location, maxAge(seconds)));
    expect(wireOf(finished)).toEqual(["OPTIONS b.test", "PUT b.test", "OPTIONS b.test", "PUT b.test"]);
    expect(verdictOf(finished)).toBe("allowed");
  });

  test("Authorization that a star let pass in Chromium is preflighted anew", () => {
    const headers = [["Authorization", "t"]] as const;
    const finished = run({ ...put, headers }, redirectOnce("https://b.test/1", preflight("*", "*")), chromium);
    expect(wireOf(finished)).toEqual(["OPTIONS b.test", "PUT b.test", "OPTIONS b.test", "PUT b.test"]);
  });

  test("a redirect back to a URL after a taint is preflighted anew, because the origin has become `null`", () => {
    const finished = run(put, {
      preflight: [preflight("PUT", null), preflight("PUT", null), preflight("PUT", null)],
      actual: [redirectTo("https://c.test/", 307), redirectTo("https://b.test/1", 307), readable()],
    });
    const origins = finished.steps.map(({ request }) => new Map(request.headers).get("Origin"));
    expect(origins).toEqual(["https://a.test", "https://a.test", "null", "null", "null", "null"]);
  });
});
