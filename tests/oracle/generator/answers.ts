import fc, { type Arbitrary } from "fast-check";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { weighted, weightedOf } from "./weighted.ts";

/** The values of one header, a line each; none when it is absent. */
export type Lines = readonly string[];

/** One of the values, often several lines. */
const lines = (...values: readonly Lines[]): Arbitrary<Lines> => fc.constantFrom(...values);

const padded = (value: string) => lines([value], [value], [value], [`\t${value}  `]);

export const rightAllowOrigin: Arbitrary<Lines> = weightedOf([5, padded("{origin}")], [3, lines(["*"])]);

export const wrongAllowOrigin: Arbitrary<Lines> = weightedOf(
  [6, lines([])],
  [2, lines(["http://other.test"], ["https://other.test"], ["http://page.test"], ["https://page.test"])],
  [2, lines(["null"])],
  [14, lines(["*"])],
  [2, lines(["{origin}/"], ["{origin}:443"], ["{origin}:80"], ["HTTP://PAGE.TEST"], ["https://Page.test"])],
  [
    2,
    lines(
      ["{origin}, http://other.test"],
      ["{origin} http://other.test"],
      ["{origin},"],
      ["*, *"],
      ["{origin}, {origin}"],
    ),
  ],
  [2, lines(["{origin}", "{origin}"], ["*", "*"], ["*", "{origin}"], ["null", "{origin}"])],
  [1, lines(["", "{origin}"], ["{origin}", ""], ["", ""], ["", "*"])],
  [4, lines([""], ["page.test"], ["true"], ["**"], ["http://"], ["//page.test"], ["http://page.test:99999"], ["page"])],
  [1, lines(['"{origin}"'], ["<{origin}>"], ["'*'"], ["http://*.test"], ["https://*"], ["*.test"], ["{origin}\xa0"])],
  [1, lines(["http://pagé.test"], ["é"], ["http://\xff.test"], ["Null"], ["NULL"], ["null, null"], ["null "])],
);

export const rightAllowCredentials = padded("true");

export const wrongAllowCredentials: Arbitrary<Lines> = weightedOf(
  [3, lines([])],
  [4, lines(["True"], ["TRUE"], ["1"], ["yes"], ["false"], ['"true"'], ["true;"], ["*"], ["é"])],
  [2, lines(["true, true"], ["true", "true"], ["", "true"], ["true", ""], [""])],
);

export const rightAllowMethods: Arbitrary<Lines> = weightedOf(
  [4, lines(["{method}"], ["GET, {method}"], ["{method},PUT,DELETE"], ["GET", "{method}"], [",{method} ,, "])],
  [2, lines(["*"], ["GET, *"])],
);

export const wrongAllowMethods: Arbitrary<Lines> = weightedOf(
  [3, lines([])],
  [3, lines(["GET, POST"], ["put"], ["patch"], ["PATCH"], ["OPTIONS"], [""], [","], ["get"])],
  [1, lines(["*"], ["**"])],
  [
    4,
    lines(
      ["{method};"],
      ["GET {method}"],
      ['"{method}"'],
      ["{method}, @"],
      ["GET; POST"],
      ["{method}", "bad name"],
      ["é"],
      ["{method}:"],
    ),
  ],
);

export const rightAllowHeaders: Arbitrary<Lines> = weightedOf(
  [4, lines(["{headers}"], ["x-other, {headers}"], ["{headers},"], ["X-Other", "{headers}"])],
  [2, lines(["*"], ["x-other, *"])],
);

export const wrongAllowHeaders: Arbitrary<Lines> = weightedOf(
  [3, lines([])],
  [4, lines(["x-other"], ["X-Foo"], ["content-type"], ["Authorization"], ["x-foo, content-type"], [""], ["accept"])],
  [1, lines(["*"], ["*, authorization"])],
  [
    4,
    lines(
      ["{headers};"],
      ["content-type authorization"],
      ['"{headers}"'],
      ["{headers}, bad name"],
      ["@"],
      ["é"],
      ["{headers}", "a b"],
    ),
  ],
);

export const maxAge: Arbitrary<Lines> = weightedOf(
  [4, lines([])],
  [4, lines(["600"], ["0"], ["86400"], ["99999999"])],
  [1, lines(["-1"], ["abc"], ["1.5"], ["10, 20"], ["600", "600"], [""], ["+5"], ["600s"])],
);

export const exposeHeaders: Arbitrary<Lines> = weightedOf(
  [4, lines([])],
  [3, lines(["X-A"], ["x-a, X-B"], ["X-A", "x-b"], ["etag"], [",x-a,"])],
  [2, lines(["*"], ["*, X-A"], ["x-a", "*"])],
  [2, lines(["X-A X-B"], ['"X-A"'], [""], ["X-A;"], ["X-A", "bad name"], ["é"], ["X-C"])],
);

export const resourcePolicy: Arbitrary<Lines> = weightedOf(
  [3, lines([])],
  [5, lines(["same-origin"], ["same-site"])],
  [
    2,
    lines(
      ["cross-origin"],
      ["sameorigin"],
      ["Same-Origin"],
      ["same-origin, same-site"],
      ["same-origin", "same-origin"],
      [""],
    ),
  ],
);

export const okStatus: Arbitrary<number> = weighted([5, 200], [5, 204], [1, 201], [1, 202], [1, 206], [1, 299]);

export const notOkStatus: Arbitrary<number> = fc.constantFrom(
  ...[400, 401, 403, 404, 405, 406, 407, 410, 418, 429, 500, 501, 502, 503, 504, 511, 599, 600, 999],
  ...[300, 301, 302, 303, 304, 305, 306, 307, 308, 399],
);

export const finalStatus: Arbitrary<number> = weightedOf([40, okStatus], [14, notOkStatus], [1, fc.constant(407)]);

export const redirectStatus: Arbitrary<number> = weighted([3, 302], [2, 301], [2, 303], [3, 307], [2, 308]);

/** How servers spell the names of these headers. */
export const spelling: Arbitrary<(name: string) => string> = weighted<(name: string) => string>(
  [6, (name) => name],
  [1, (name) => name.toLowerCase()],
  [1, (name) => name.toUpperCase()],
);

/** What is there to be read. */
export const CONTENT: readonly HeaderLine[] = [
  ["Content-Type", "text/plain"],
  ["Cache-Control", "no-store"],
  ["ETag", '"1"'],
  ["X-A", "1"],
  ["X-B", "2"],
];
