import { describe, expect, test } from "vitest";
import { OPAQUE_ORIGIN, originOfUrl } from "#lib/fetch/origin.ts";
import { secFetchSite } from "#lib/replay/sec-fetch-site.ts";
import { registrableDomain } from "./scripted-engine.ts";

describe("secFetchSite", () => {
  test.each<{ page: string; urls: string[]; expected: string }>([
    { page: "https://www.page.com", urls: ["https://www.page.com/x"], expected: "same-origin" },
    { page: "https://www.page.com", urls: ["https://www.page.com:443/"], expected: "same-origin" },
    { page: "https://www.page.com", urls: ["https://api.page.com/"], expected: "same-site" },
    { page: "https://www.page.com", urls: ["https://page.com/"], expected: "same-site" },
    { page: "https://www.page.com", urls: ["https://www.page.com:8443/"], expected: "same-site" },
    { page: "https://www.page.com", urls: ["https://www.other.com/"], expected: "cross-site" },
    { page: "https://www.page.com", urls: ["https://page.example/"], expected: "cross-site" },
    { page: "http://www.page.com", urls: ["https://www.page.com/"], expected: "cross-site" },
    { page: "https://www.page.com", urls: ["http://api.page.com/"], expected: "cross-site" },
    { page: "http://127.0.0.1:1", urls: ["http://127.0.0.1:2/"], expected: "same-site" },
    { page: "http://127.0.0.1:1", urls: ["http://127.0.0.2:1/"], expected: "cross-site" },
    { page: "http://127.0.0.1:1", urls: ["http://localhost:1/"], expected: "cross-site" },
    { page: "http://localhost:1", urls: ["http://localhost:2/"], expected: "same-site" },
    { page: "https://com", urls: ["https://page.com/"], expected: "cross-site" },
    { page: "https://www.page.com", urls: ["https://www.page.com/", "https://api.page.com/"], expected: "same-site" },
    {
      page: "https://www.page.com",
      urls: ["https://api.other/", "https://www.page.com/"],
      expected: "cross-site",
    },
  ])("$page to $urls is $expected", ({ page, urls, expected }) => {
    expect(secFetchSite(originOfUrl(new URL(page)), urls, registrableDomain)).toBe(expected);
  });

  test("an opaque origin is cross-site to everything", () => {
    expect(secFetchSite(OPAQUE_ORIGIN, ["https://www.page.com/"], registrableDomain)).toBe("cross-site");
  });
});
