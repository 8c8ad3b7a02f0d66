import { describe, expect, test } from "vitest";
import { BROWSERS } from "#lib/contract/terms.ts";
import { BROWSERS_BUILT, STANDARD } from "#lib/browsers/browsers.ts";
import { readable, request, response, run, standard, type Answers } from "#tests/unit/fetch/fetching.ts";

test("every browser that is built goes by the name of its profile", () => {
  const names = Object.keys(BROWSERS_BUILT);
  expect(Object.values(BROWSERS_BUILT).map(({ profile }) => profile.name)).toEqual(names);
  expect(names.filter((name) => !(BROWSERS as readonly string[]).includes(name))).toEqual([]);
  expect(names).toContain("standard");
});

describe("the standard", () => {
  test.each<[string, Answers, string | null]>([
    ["rejects with a bare TypeError what is blocked", { actual: response(200) }, "TypeError"],
    [
      "rejects with a bare TypeError what is unreachable",
      { actual: { kind: "failure", phase: "dns", code: "name-not-found" } },
      "TypeError",
    ],
    ["rejects nothing that is allowed", { actual: readable() }, null],
    ["rejects nothing that is not known", {}, null],
  ])("%s, and prints nothing", (_title, answers, exception) => {
    expect(STANDARD.report(request(), run({}, answers, standard))).toEqual({
      console: { reason: null, also: [] },
      exception,
    });
  });
});
