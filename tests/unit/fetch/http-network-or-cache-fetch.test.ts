import { describe, expect, test } from "vitest";
import type { CredentialsMode } from "#lib/contract/terms.ts";
import { getHeader } from "#lib/fetch/header-list.ts";
import { OPAQUE_ORIGIN } from "#lib/fetch/origin.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { originOf, preflight, readable, redirectTo, response, run } from "./fetching.ts";

const own = { url: "https://a.test/" } as const;
const allowed = response(200, [
  ["Access-Control-Allow-Origin", "https://a.test"],
  ["Access-Control-Allow-Credentials", "true"],
]);

function actualOf(fields: Partial<FetchRequest>, answers: Parameters<typeof run>[1] = { actual: allowed }) {
  const { steps } = run(fields, answers);
  return steps.flatMap(({ request }) => (request.role === "actual" ? [request] : []));
}

describe("Origin", () => {
  const http = { origin: originOf("https://a.test"), url: "http://localhost/" };

  test.each<[string, Partial<FetchRequest>, string | null]>([
    ["a cross-origin GET", {}, "https://a.test"],
    ["a cross-origin GET of an opaque origin", { origin: OPAQUE_ORIGIN }, "null"],
    ["a same-origin GET", own, null],
    ["a same-origin HEAD", { ...own, method: "HEAD" }, null],
    ["a same-origin POST", { ...own, method: "POST" }, "https://a.test"],
    [
      "a same-origin DELETE in the mode same-origin",
      { ...own, method: "DELETE", mode: "same-origin" },
      "https://a.test",
    ],
    ["a no-cors GET", { mode: "no-cors" }, null],
    ["a no-cors POST", { mode: "no-cors", method: "POST" }, "https://a.test"],
    ["a no-cors POST from https to http", { ...http, mode: "no-cors", method: "POST" }, "null"],
    ["a cross-origin POST from https to http", { ...http, method: "POST" }, "https://a.test"],
  ])("of %s: %s %s", (_title, fields, expected) => {
    const [request] = actualOf(fields);
    expect(getHeader(request!.headers, "Origin")).toBe(expected);
  });

  test("becomes null after a tainted redirect, and stays so", () => {
    const requests = actualOf(
      {},
      {
        actual: [
          redirectTo("https://c.test/"),
          redirectTo("https://a.test/"),
          redirectTo("https://a.test/x"),
          readable(),
        ],
      },
    );
    expect(requests.map(({ headers }) => getHeader(headers, "Origin"))).toEqual([
      "https://a.test",
      "null",
      "null",
      "null",
    ]);
  });

  test("is not set by the page", () => {
    const [request] = actualOf({ headers: [["Origin", "https://c.test"]] });
    expect(request?.headers).toEqual([["Origin", "https://a.test"]]);
  });
});

describe("credentials", () => {
  test.each<[CredentialsMode, string, boolean]>([
    ["omit", "https://a.test/", false],
    ["omit", "https://b.test/", false],
    ["same-origin", "https://a.test/", true],
    ["same-origin", "https://b.test/", false],
    ["include", "https://a.test/", true],
    ["include", "https://b.test/", true],
  ])("%s to %s go along: %s", (credentials, url, expected) => {
    expect(actualOf({ credentials, url })[0]?.includeCredentials).toBe(expected);
  });

  test("same-origin do not come back once the request has left the page's origin", () => {
    const requests = actualOf(own, {
      actual: [redirectTo("https://b.test/"), redirectTo("https://a.test/"), readable()],
    });
    expect(requests.map(({ includeCredentials }) => includeCredentials)).toEqual([true, false, false]);
  });

  test("never go along with a preflight", () => {
    const { steps } = run({ method: "PUT", credentials: "include" }, {});
    expect(steps.map(({ request }) => request.includeCredentials)).toEqual([false]);
  });
});

describe("the request on the wire", () => {
  test("has the page's headers in order, repeated ones in one line", () => {
    const [request] = actualOf(
      {
        headers: [
          ["X-B", "1"],
          ["Accept", "a"],
          ["x-b", "2"],
        ],
      },
      { preflight: preflight(null, "x-b"), actual: allowed },
    );
    expect(request?.headers).toEqual([
      ["X-B", "1, 2"],
      ["Accept", "a"],
      ["Origin", "https://a.test"],
    ]);
  });

  test("has no fragment, which comes back in the list of URLs", () => {
    const finished = run({ url: "https://b.test/x#top" }, { actual: readable() });
    expect(finished.steps[0]?.request.url).toBe("https://b.test/x");
    expect(finished.outcome.urlList).toEqual(["https://b.test/x#top"]);
  });

  test("counts its hop from 0", () => {
    const requests = actualOf({}, { actual: [redirectTo("/1"), redirectTo("/2"), readable()] });
    expect(requests.map(({ hop, url }) => [hop, url])).toEqual([
      [0, "https://b.test/"],
      [1, "https://b.test/1"],
      [2, "https://b.test/2"],
    ]);
  });
});
