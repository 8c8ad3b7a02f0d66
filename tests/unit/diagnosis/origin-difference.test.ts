import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { originDifferences, type OriginDifference } from "#lib/diagnosis/origin-difference.ts";
import { answer, diagnosisOf, PAGE } from "./finding-case.ts";

const LOCAL = "http://localhost:3000";
const UMLAUT = "https://xn--mnchen-3ya.example";

const between = (value: string, origin: string, pageOrigin = origin) =>
  originDifferences({ lines: [value], origin, pageOrigin });

test.each<{ name: string; value: string; origin?: string; want: OriginDifference[] }>([
  { name: "a slash at the end", value: `${PAGE}/`, want: ["trailing-slash"] },
  { name: "a path", value: `${PAGE}/app`, want: ["path"] },
  { name: "a query", value: `${PAGE}?x`, want: ["path"] },
  { name: "no scheme", value: "shop.example", want: ["missing-scheme"] },
  { name: "slashes, and no scheme before them", value: "//shop.example", want: ["missing-scheme"] },
  { name: "no scheme before a port", value: "localhost:3000", origin: LOCAL, want: ["missing-scheme"] },
  { name: "no scheme, and a slash at the end", value: "shop.example/", want: ["missing-scheme", "trailing-slash"] },
  { name: "http for https", value: "http://shop.example", want: ["scheme"] },
  { name: "the scheme of an app", value: "capacitor://shop.example", want: ["scheme"] },
  { name: "no port", value: "http://localhost", origin: LOCAL, want: ["missing-port"] },
  { name: "another port", value: "http://localhost:8080", origin: LOCAL, want: ["other-port"] },
  { name: "a port too many", value: `${PAGE}:8443`, want: ["extra-port"] },
  { name: "the default port", value: `${PAGE}:443`, want: ["default-port"] },
  { name: "the default port of another scheme", value: "http://shop.example:80", want: ["scheme", "default-port"] },
  { name: "www. in the value", value: "https://www.shop.example", want: ["www"] },
  { name: "www. in the page", value: PAGE, origin: "https://www.shop.example", want: ["www"] },
  { name: "a capital letter in the host", value: "https://Shop.example", want: ["upper-case"] },
  { name: "a scheme in capital letters", value: "HTTPS://shop.example", want: ["upper-case"] },
  { name: "a host in UTF-8", value: "https://m\u00c3\u00bcnchen.example", origin: UMLAUT, want: ["unicode-host"] },
  { name: "a host in Latin-1", value: "https://m\u00fcnchen.example", origin: UMLAUT, want: ["unicode-host"] },
  { name: "a wildcard for subdomains", value: "https://*.shop.example", want: ["wildcard"] },
  { name: "a wildcard for ports", value: "http://localhost:*", origin: LOCAL, want: ["wildcard"] },
  { name: "another host of the site", value: "https://admin.shop.example", want: ["subdomain"] },
  {
    name: "two tenants of one public suffix",
    value: "https://a.github.io",
    origin: "https://b.github.io",
    want: ["other-site"],
  },
  { name: "another site", value: "https://first-visitor.example", want: ["other-site"] },
  { name: "127.0.0.1 for localhost", value: "http://127.0.0.1:3000", origin: LOCAL, want: ["loopback-name"] },
  { name: "another address", value: "http://10.0.0.2", origin: "http://10.0.0.1", want: ["other-site"] },
  { name: "null", value: "null", want: ["null"] },
  { name: "null for an opaque page, in capital letters", value: "NULL", origin: "null", want: ["upper-case"] },
  { name: "an origin for an opaque page", value: PAGE, origin: "null", want: ["opaque-page"] },
  { name: "a list with commas", value: `${PAGE}, ${LOCAL}`, want: ["list"] },
  { name: "a list with spaces", value: `${PAGE} ${LOCAL}`, want: ["list"] },
  { name: "a list with semicolons", value: `${PAGE};${LOCAL}`, want: ["list"] },
  { name: "nothing", value: "", want: ["empty"] },
  { name: "quotes", value: `"${PAGE}"`, want: ["quotes"] },
  { name: "quotes around more", value: `'${PAGE}/'`, want: ["quotes", "trailing-slash"] },
  { name: "a word", value: "undefined", want: ["no-origin"] },
  { name: "a scheme without a host", value: "https://", want: ["no-origin"] },
  { name: "a file", value: "file:///index.html", want: ["no-origin"] },
  { name: "a slash too few", value: "https:/shop.example", want: ["spelling"] },
  { name: "userinfo", value: "https://me@shop.example", want: ["spelling"] },
  {
    name: "several things at once",
    value: "http://SHOP.example:8080/",
    want: ["scheme", "upper-case", "extra-port", "trailing-slash"],
  },
  { name: "the origin itself", value: PAGE, want: [] },
  { name: "the wildcard", value: "*", want: [] },
])("$name: $value", ({ value, origin = PAGE, want }) => {
  expect(between(value, origin)).toEqual(want);
});

test("the page's origin, where the browser sends `null` after a redirect", () => {
  expect(between(PAGE, "null", PAGE)).toEqual(["redirect-taint"]);
});

test("quotes without end", () => {
  expect(between('"'.repeat(50_000), PAGE)).toEqual(["no-origin"]);
});

test("two lines, whatever they say", () => {
  expect(originDifferences({ lines: [PAGE, PAGE], origin: PAGE, pageOrigin: PAGE })).toEqual(["several-lines"]);
});

test("no line", () => {
  expect(originDifferences({ lines: [], origin: PAGE, pageOrigin: PAGE })).toEqual([]);
});

const piece = fc.constantFrom(
  ..."https http :// : / shop example . www. *. * , ; | \" ' null :443 :80 ? # @ S \u00c3\u00bc \u00fc [ ] %41 \\".split(
    " ",
  ),
);
const value = fc
  .oneof(
    fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join("")),
    piece.map((text) => PAGE + text),
    piece.map((text) => text + PAGE),
    fc.string({ unit: "binary-ascii" }),
  )
  .map((text) => text.replace(/[\0\r\n]/g, "").trim());

describe("whatever the value is", () => {
  test("there is a difference if and only if the engine refuses it, and a whole sentence about it", () => {
    fc.assert(
      fc.property(value, (text) => {
        const { findings } = diagnosisOf({
          name: "",
          responses: [answer(200, text)],
          want: { outcome: "blocked", findings: [] },
        });
        const [finding] = findings.filter(({ severity }) => severity === "error");
        expect(between(text, PAGE).length > 0).toBe(finding !== undefined);
        if (finding === undefined) return;
        expect(finding.params["differences"]).toEqual(between(text, PAGE));
        expect(finding.explanation).toMatch(/ (The value|The page's origin) [^]+[.]$/);
      }),
      { numRuns: 500 },
    );
  });
});
