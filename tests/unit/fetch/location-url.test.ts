import { describe, expect, test } from "vitest";
import { locationUrl } from "#lib/fetch/location-url.ts";
import { chromium, fetchParams, response, standard } from "./fetching.ts";

function locationOf(lines: readonly string[], browser = standard, url = "https://b.test/dir/page?query#top") {
  const params = fetchParams({ browser, urlList: [new URL(url)] });
  const found = locationUrl(
    params,
    response(
      302,
      lines.map((line) => ["location", line]),
    ),
  );
  return found instanceof URL ? found.href : found;
}

describe("the URL that a redirect leads to", () => {
  test.each([
    ["an absolute URL", "http://c.test/x", "http://c.test/x#top"],
    ["a path", "/x", "https://b.test/x#top"],
    ["a relative path", "x", "https://b.test/dir/x#top"],
    ["a query", "?x", "https://b.test/dir/page?x#top"],
    ["a host without a scheme", "//c.test", "https://c.test/#top"],
    ["a fragment of its own", "/x#end", "https://b.test/x#end"],
    ["an empty fragment of its own", "/x#", "https://b.test/x#"],
    ["an empty value is the same URL", "", "https://b.test/dir/page?query#top"],
    ["white space around it does not count", "\t /x ", "https://b.test/x#top"],
    ["a space inside is percent-encoded", "/a b", "https://b.test/a%20b#top"],
    ["UTF-8 is read as such", "/\u00c3\u00a9", "https://b.test/%C3%A9#top"],
    ["bytes that are not UTF-8 stay as they are", "/\u00e9", "https://b.test/%E9#top"],
    ["upper case is normalized", "HTTPS://C.TEST:443/", "https://c.test/#top"],
    ["user information is kept", "https://u:p@c.test/", "https://u:p@c.test/#top"],
    ["another scheme", "data:,a", "data:,a#top"],
  ])("%s", (_title, line, expected) => {
    expect(locationOf([line])).toBe(expected);
  });

  test("is null without a Location", () => {
    expect(locationOf([])).toBeNull();
  });

  test.each(["https://", "http://a b/", "http://[::1", "http://b.test:99999/"])("%j is a failure", (line) => {
    expect(locationOf([line])).toBe("failure");
  });

  test("several lines are a failure, unless they agree and the browser lets that pass", () => {
    expect(locationOf(["/x", "/x"])).toBe("failure");
    expect(locationOf(["/x", "/x"], chromium)).toBe("https://b.test/x#top");
    expect(locationOf(["/x", "/y"], chromium)).toBe("failure");
  });
});
