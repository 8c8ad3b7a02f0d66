import { describe, expect, test } from "vitest";
import { readQueryInput } from "#lib/api/query-input.ts";

const read = (query: string) => readQueryInput(new URLSearchParams(query));

describe("readQueryInput", () => {
  test("takes every field that a URL may carry, as text", () => {
    const query =
      "url=u&origin=o&method=PUT&credentials=include&mode=cors&redirect=manual&initiator=fetch&actualRequest=never&expect=allowed";
    expect(read(query)).toEqual({ ok: true, input: Object.fromEntries(new URLSearchParams(query)) });
  });

  test("leaves out what is not given, so that the defaults apply", () => {
    expect(read("format=text")).toEqual({ ok: true, input: {} });
  });

  test("takes headers in order, with duplicates and colons in values", () => {
    const headers = [
      ["X-A", "1"],
      ["X-A", "b:c"],
      ["X-Empty", ""],
    ];
    expect(read("header=X-A:1&header=X-A:%20b:c&header=X-Empty:")).toEqual({ ok: true, input: { headers } });
  });

  test("takes probes as a yes or no", () => {
    expect(read("probes=false")).toEqual({ ok: true, input: { probes: false } });
  });

  test.each([
    { query: "header=X-A", pointer: "/headers" },
    { query: "header=:1", pointer: "/headers" },
    { query: "url=a&url=b", pointer: "/url" },
    { query: "probes=yes", pointer: "/probes" },
    { query: "save=true", pointer: "/save" },
    { query: "cookies=a", pointer: "/cookies" },
    { query: "body=a", pointer: "/body" },
    { query: "a/b~c=1", pointer: "/a~1b~0c" },
    { query: "__proto__=1", pointer: "/__proto__" },
    { query: "toString=1", pointer: "/toString" },
  ])("refuses $query at $pointer", ({ query, pointer }) => {
    const result = read(query);
    expect(result.ok ? [] : result.errors.map((error) => error.pointer)).toEqual([pointer]);
  });
});
