import { describe, expect, test } from "vitest";
import { corsCheck, type CorsCheckReason } from "#lib/fetch/cors-check.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import { OPAQUE_ORIGIN } from "#lib/fetch/origin.ts";
import { fetchParams, response, stepsOf } from "./fetching.ts";

const ALLOW_ORIGIN = "Access-Control-Allow-Origin";
const ALLOW_CREDENTIALS = "Access-Control-Allow-Credentials";
const PAGE = "https://a.test";

interface Row {
  readonly title: string;
  readonly headers: HeaderList;
  readonly reason: CorsCheckReason | null;
  readonly steps: readonly string[];
}

/** The check of a fetch with these credentials: what it says, and at which step. */
function checked(params: Parameters<typeof fetchParams>[0], headers: HeaderList) {
  const state = fetchParams(params);
  const failure = corsCheck(state, response(200, headers));
  return { reason: failure?.reason ?? null, value: failure?.value, steps: stepsOf(state, "cors-check") };
}

const allowOrigin = (...values: string[]): HeaderList => values.map((value) => [ALLOW_ORIGIN, value]);

describe.each(["omit", "same-origin"] as const)("with credentials %s", (credentials) => {
  test.each<Row>([
    { title: "no header fails", headers: [], reason: "allow-origin-missing", steps: ["2 fail"] },
    { title: "a star passes", headers: allowOrigin("*"), reason: null, steps: ["3 pass"] },
    { title: "the origin passes", headers: allowOrigin(PAGE), reason: null, steps: ["4 pass", "5 pass"] },
    {
      title: "spaces and tabs around it pass",
      headers: allowOrigin(`\t ${PAGE} `),
      reason: null,
      steps: ["4 pass", "5 pass"],
    },
    {
      title: "the name in another case passes",
      headers: [["ACCESS-control-ALLOW-origin", "*"]],
      reason: null,
      steps: ["3 pass"],
    },
    {
      title: "credentials that are not allowed do not matter",
      headers: [...allowOrigin(PAGE), [ALLOW_CREDENTIALS, "false"]],
      reason: null,
      steps: ["4 pass", "5 pass"],
    },
  ])("$title", ({ headers, reason, steps }) => {
    expect(checked({ credentials }, headers)).toMatchObject({ reason, steps });
  });
});

describe("with credentials include", () => {
  const origin = allowOrigin(PAGE);

  test.each<Row>([
    { title: "no header fails", headers: [], reason: "allow-origin-missing", steps: ["2 fail"] },
    {
      title: "a star fails, also with credentials allowed",
      headers: [...allowOrigin("*"), [ALLOW_CREDENTIALS, "true"]],
      reason: "allow-origin-wildcard-with-credentials",
      steps: ["4 fail"],
    },
    {
      title: "another origin fails before credentials count",
      headers: [...allowOrigin("https://c.test"), [ALLOW_CREDENTIALS, "false"]],
      reason: "allow-origin-mismatch",
      steps: ["4 fail"],
    },
    {
      title: "the origin and `true` pass",
      headers: [...origin, [ALLOW_CREDENTIALS, "true"]],
      reason: null,
      steps: ["4 pass", "7 pass"],
    },
    {
      title: "the origin alone fails",
      headers: origin,
      reason: "allow-credentials-not-true",
      steps: ["4 pass", "8 fail"],
    },
    ...["True", "TRUE", "1", '"true"', "yes", "false", ""].map((value) => ({
      title: `credentials allowed by ${JSON.stringify(value)} fail`,
      headers: [...origin, [ALLOW_CREDENTIALS, value] as const],
      reason: "allow-credentials-not-true" as const,
      steps: ["4 pass", "8 fail"],
    })),
    {
      title: "two lines of `true` fail",
      headers: [...origin, [ALLOW_CREDENTIALS, "true"], [ALLOW_CREDENTIALS, "true"]],
      reason: "allow-credentials-not-true",
      steps: ["4 pass", "8 fail"],
    },
  ])("$title", ({ headers, reason, steps }) => {
    expect(checked({ credentials: "include" }, headers)).toMatchObject({ reason, steps });
  });
});

describe("a value that is not the origin", () => {
  test.each<[string, string[], CorsCheckReason]>([
    ["a slash at the end", [`${PAGE}/`], "allow-origin-mismatch"],
    ["upper case", ["https://A.test"], "allow-origin-mismatch"],
    ["the default port", [`${PAGE}:443`], "allow-origin-mismatch"],
    ["another scheme", ["http://a.test"], "allow-origin-mismatch"],
    ["a subdomain", ["https://www.a.test"], "allow-origin-mismatch"],
    ["`null`", ["null"], "allow-origin-mismatch"],
    ["a pattern", ["https://*.a.test"], "allow-origin-mismatch"],
    ["a host without a scheme", ["a.test"], "allow-origin-invalid-value"],
    ["nothing", [""], "allow-origin-invalid-value"],
    ["`NULL`", ["NULL"], "allow-origin-invalid-value"],
    ["two stars", ["**"], "allow-origin-invalid-value"],
    ["a list with a comma", [`${PAGE},https://c.test`], "allow-origin-multiple-values"],
    ["a list with a space", [`${PAGE} https://c.test`], "allow-origin-multiple-values"],
    ["two lines with the right origin", [PAGE, PAGE], "allow-origin-multiple-values"],
    ["two lines with a star", ["*", "*"], "allow-origin-multiple-values"],
    ["an empty line and the right origin", ["", PAGE], "allow-origin-multiple-values"],
  ])("such as %s is told apart", (_title, values, reason) => {
    const found = checked({}, allowOrigin(...values));
    expect(found).toEqual({ reason, value: values.join(", "), steps: ["4 fail"] });
  });
});

describe("an opaque origin", () => {
  test("is `null`, which a server can allow or not", () => {
    expect(checked({ origin: OPAQUE_ORIGIN }, allowOrigin("null")).reason).toBeNull();
    expect(checked({ origin: OPAQUE_ORIGIN }, allowOrigin("*")).reason).toBeNull();
    expect(checked({ origin: OPAQUE_ORIGIN }, allowOrigin(PAGE)).reason).toBe("allow-origin-mismatch");
  });

  test("needs `null` to the letter when credentials are included", () => {
    const credentials = "include";
    const allowed: HeaderList = [...allowOrigin("null"), [ALLOW_CREDENTIALS, "true"]];
    expect(checked({ origin: OPAQUE_ORIGIN, credentials }, allowed).reason).toBeNull();
    expect(checked({ origin: OPAQUE_ORIGIN, credentials }, allowOrigin("*")).reason).toBe(
      "allow-origin-wildcard-with-credentials",
    );
  });
});

test("a tainted redirect is compared as `null`", () => {
  const urlList = [new URL("https://b.test/"), new URL("https://c.test/")];
  expect(checked({ urlList }, allowOrigin("null")).reason).toBeNull();
  expect(checked({ urlList }, allowOrigin(PAGE)).reason).toBe("allow-origin-mismatch");
});

test("every step has a sentence with the values that were compared", () => {
  const state = fetchParams({ credentials: "include" });
  corsCheck(state, response(200, [...allowOrigin(PAGE), [ALLOW_CREDENTIALS, "1"]]));
  expect(state.trace.map(({ detail }) => detail)).toEqual([
    "`Access-Control-Allow-Origin` is the request's origin, `https://a.test`.",
    "`Access-Control-Allow-Credentials` is `1`; it has to be `true`.",
  ]);
});
