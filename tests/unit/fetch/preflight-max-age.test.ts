import { expect, test } from "vitest";
import { preflightMaxAgeSeconds } from "#lib/fetch/preflight-max-age.ts";
import { chromium, standard } from "./fetching.ts";

test.each<{ title: string; lines: string[]; standardSeconds: number; chromiumSeconds: number }>([
  { title: "no header counts as 5 s", lines: [], standardSeconds: 5, chromiumSeconds: 5 },
  { title: "0 is not reused", lines: ["0"], standardSeconds: 0, chromiumSeconds: 0 },
  { title: "1 counts", lines: ["1"], standardSeconds: 1, chromiumSeconds: 1 },
  { title: "7200 is Chromium's longest", lines: ["7200"], standardSeconds: 7200, chromiumSeconds: 7200 },
  { title: "7201 is cut by Chromium", lines: ["7201"], standardSeconds: 7201, chromiumSeconds: 7200 },
  { title: "a day is cut by Chromium", lines: ["86400"], standardSeconds: 86_400, chromiumSeconds: 7200 },
  { title: "-1 is a failure that Chromium does not reuse", lines: ["-1"], standardSeconds: 5, chromiumSeconds: 0 },
  { title: "a word is a failure", lines: ["abc"], standardSeconds: 5, chromiumSeconds: 5 },
  { title: "a fraction is a failure", lines: ["1.5"], standardSeconds: 5, chromiumSeconds: 5 },
  { title: "an empty value is a failure", lines: [""], standardSeconds: 5, chromiumSeconds: 5 },
  { title: "two equal lines are a failure", lines: ["600", "600"], standardSeconds: 5, chromiumSeconds: 5 },
  { title: "two negative lines are a failure", lines: ["-1", "-1"], standardSeconds: 5, chromiumSeconds: 5 },
])("Access-Control-Max-Age: $title", ({ lines, standardSeconds, chromiumSeconds }) => {
  const headers = lines.map((line) => ["access-control-max-age", line] as const);
  expect(preflightMaxAgeSeconds(headers, standard).seconds).toBe(standardSeconds);
  expect(preflightMaxAgeSeconds(headers, chromium).seconds).toBe(chromiumSeconds);
});

test.each([
  [[], "Without `Access-Control-Max-Age` the answer counts for 5 s."],
  [["600"], "`Access-Control-Max-Age` is 600 s."],
  [["90000"], "`Access-Control-Max-Age` is 90000 s, which this browser cuts to 7200 s."],
  [["1h"], "`Access-Control-Max-Age: 1h` is not a number of seconds; 5 s count."],
])("the lines %j are explained", (lines, detail) => {
  const headers = lines.map((line) => ["Access-Control-Max-Age", line] as const);
  expect(preflightMaxAgeSeconds(headers, chromium).detail).toBe(detail);
});
