import { describe, expect, test } from "vitest";
import type { CredentialsMode } from "#lib/contract/terms.ts";
import { filteredResponse } from "#lib/fetch/filtered-response.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import { response } from "./fetching.ts";

const HEADERS: HeaderList = [
  ["Cache-Control", "no-store"],
  ["Content-Language", "en"],
  ["Content-Length", "2"],
  ["Content-Type", "text/plain"],
  ["Expires", "0"],
  ["Last-Modified", "now"],
  ["Pragma", "no-cache"],
  ["ETag", "1"],
  ["X-A", "1"],
  ["x-a", "2"],
  ["Set-Cookie", "a=b"],
  ["Set-Cookie2", "a=b"],
];
const SAFELISTED = HEADERS.slice(0, 7).map(([name]) => name.toLowerCase());
const HIDDEN = ["etag", "x-a", "set-cookie", "set-cookie2"];

function exposedBy(credentials: CredentialsMode, ...exposing: string[]) {
  const lines = exposing.map((value) => ["Access-Control-Expose-Headers", value] as const);
  return filteredResponse(
    { credentials },
    { kind: "response", type: "cors", response: response(200, [...HEADERS, ...lines]) },
  );
}

describe("a CORS response exposes", () => {
  test("the safelisted headers and nothing else by itself", () => {
    expect(exposedBy("omit")).toEqual({ type: "cors", status: true, body: true, headers: SAFELISTED, hidden: HIDDEN });
  });

  test.each<[string, CredentialsMode, string[], string[]]>([
    ["the headers that are listed, in any case", "include", ["x-A, ETAG"], ["etag", "x-a"]],
    ["the headers of several lines", "omit", ["X-A", "ETag"], ["etag", "x-a"]],
    ["no cookies, also when they are listed", "omit", ["Set-Cookie, Set-Cookie2, ETag"], ["etag"]],
    ["nothing more by an empty list", "omit", [""], []],
    ["nothing more by a list without commas", "omit", ["X-A ETag"], []],
    ["nothing more when one line of several cannot be parsed", "omit", ["X-A", "bad name"], []],
    ["nothing more by a star with credentials", "include", ["*"], []],
    ["what is listed beside a star with credentials", "include", ["*, X-A"], ["x-a"]],
  ])("%s", (_title, credentials, exposing, expected) => {
    const { headers } = exposedBy(credentials, ...exposing);
    expect(headers.filter((name) => !SAFELISTED.includes(name))).toEqual(expected);
  });

  test.each(["omit", "same-origin"] as const)("everything but cookies by a star with credentials %s", (credentials) => {
    const { headers, hidden } = exposedBy(credentials, "*");
    expect(headers).toEqual([...SAFELISTED, "etag", "x-a", "access-control-expose-headers"]);
    expect(hidden).toEqual(["set-cookie", "set-cookie2"]);
  });
});

test("a basic response hides nothing but cookies", () => {
  const { headers, hidden } = filteredResponse(
    { credentials: "omit" },
    { kind: "response", type: "basic", response: response(200, HEADERS) },
  );
  expect(headers).toEqual([...SAFELISTED, "etag", "x-a"]);
  expect(hidden).toEqual(["set-cookie", "set-cookie2"]);
});

test.each(["opaque", "opaqueredirect"] as const)("an %s response hides everything, its status too", (type) => {
  const found = filteredResponse({ credentials: "omit" }, { kind: "response", type, response: response(302, HEADERS) });
  expect(found).toEqual({ type, status: false, body: false, headers: [], hidden: [...SAFELISTED, ...HIDDEN] });
});

test("a response that needs no network has no headers here", () => {
  const found = filteredResponse({ credentials: "omit" }, { kind: "response", type: "basic", response: null });
  expect(found).toEqual({ type: "basic", status: true, body: true, headers: [], hidden: [] });
});
