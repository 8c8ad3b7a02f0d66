import { describe, expect, test } from "vitest";
import { readBrowserClaim } from "#components/in-my-browser/this-browser.ts";

const MOZILLA = "Mozilla/5.0";

describe("the engine that a browser claims to be", () => {
  test.each([
    [
      "Chrome on Linux",
      `${MOZILLA} (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36`,
      { engine: "chromium", version: "156" },
    ],
    [
      "Edge on Windows",
      `${MOZILLA} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36 Edg/143.0.0.0`,
      { engine: "chromium", version: "143" },
    ],
    [
      "Firefox",
      `${MOZILLA} (X11; Linux x86_64; rv:152.0) Gecko/20100101 Firefox/152.0`,
      { engine: "firefox", version: "152" },
    ],
    [
      "Safari",
      `${MOZILLA} (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15`,
      { engine: "webkit", version: "26.1" },
    ],
    [
      "Chrome on iOS, which is WebKit",
      `${MOZILLA} (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/143.0.0.0 Mobile/15E148 Safari/604.1`,
      { engine: "webkit", version: null },
    ],
    [
      "Firefox on iOS, which is WebKit",
      `${MOZILLA} (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/145.0 Mobile/15E148 Safari/605.1.15`,
      { engine: "webkit", version: null },
    ],
    ["a stranger", "curl/8.5.0", { engine: null, version: null }],
    ["nothing", "", { engine: null, version: null }],
  ])("%s", (_, userAgent, expected) => {
    expect(readBrowserClaim({ userAgent })).toEqual(expected);
  });

  test("the brands come before a user agent string that is kept for old scripts", () => {
    const brands = [
      { brand: "Not A;Brand", version: "8" },
      { brand: "Chromium", version: "160" },
    ];
    expect(readBrowserClaim({ userAgent: "Firefox/1", userAgentData: { brands } })).toEqual({
      engine: "chromium",
      version: "160",
    });
  });
});
