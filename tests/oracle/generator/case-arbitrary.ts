import fc, { type Arbitrary } from "fast-check";
import type { CredentialsMode, RedirectMode, RequestMode } from "#lib/contract/terms.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { ID, type AnswerTemplate, type Hop, type OracleCase } from "../case.ts";
import * as answers from "./answers.ts";
import type { Lines } from "./answers.ts";
import { firstSite, locationStyle, nextSite, originOf, strangeUrl, type Site } from "./redirects.ts";
import { requestHeaders } from "./request-headers.ts";
import { weighted, weightedOf } from "./weighted.ts";

const page = weighted<OracleCase["page"]>(
  [6, { origin: "http://page.test", isSandboxed: false }],
  [2, { origin: "https://page.test", isSandboxed: false }],
  [1, { origin: "http://page.test:8080", isSandboxed: false }],
  [1, { origin: "https://page.test:8443", isSandboxed: false }],
  [1, { origin: "http://page.test", isSandboxed: true }],
);

const method = weightedOf(
  [30, fc.constant("GET")],
  [16, fc.constant("POST")],
  [12, fc.constant("PUT")],
  [7, fc.constant("DELETE")],
  [7, fc.constant("PATCH")],
  [5, fc.constant("HEAD")],
  [3, fc.constant("OPTIONS")],
  [7, fc.constantFrom("get", "Post", "put", "delete", "Head", "options")],
  [6, fc.constantFrom("patch", "Patch", "FOO", "foo", "M-SEARCH", "PROPFIND", "!#$%&'*+-.^_`|~1")],
  [2, fc.constantFrom("TRACE", "trace", "CONNECT", "Connect", "TRACK", "track")],
);

const credentials = weighted<CredentialsMode>([9, "same-origin"], [7, "include"], [3, "omit"]);
const mode = weighted<RequestMode>([84, "cors"], [11, "no-cors"], [5, "same-origin"]);
const redirect = weighted<RedirectMode>([84, "follow"], [8, "error"], [8, "manual"]);

/** The parts of an answer that can be wrong. */
const DEFECTS = [
  "allow-origin",
  "allow-credentials",
  "preflight-allow-origin",
  "preflight-allow-credentials",
  "preflight-status",
  "preflight-redirect",
  "allow-methods",
  "allow-headers",
] as const;
type Defect = (typeof DEFECTS)[number];

interface Answers {
  readonly allowOrigin: Lines;
  readonly allowCredentials: Lines;
}

const rightAnswers = fc.record({
  allowOrigin: answers.rightAllowOrigin,
  allowCredentials: answers.rightAllowCredentials,
});
const wrongAnswers = fc.record({
  allowOrigin: answers.wrongAllowOrigin,
  allowCredentials: answers.wrongAllowCredentials,
});

const hop = fc.record({
  site: nextSite,
  preflight: fc.record({
    right: rightAnswers,
    wrong: wrongAnswers,
    status: answers.okStatus,
    wrongStatus: answers.notOkStatus,
  }),
  actual: fc.record({ right: rightAnswers, wrong: wrongAnswers, status: answers.finalStatus }),
  redirectStatus: answers.redirectStatus,
  locationStyle,
  allowMethods: fc.record({ right: answers.rightAllowMethods, wrong: answers.wrongAllowMethods }),
  allowHeaders: fc.record({ right: answers.rightAllowHeaders, wrong: answers.wrongAllowHeaders }),
  maxAge: answers.maxAge,
  exposeHeaders: answers.exposeHeaders,
  resourcePolicy: answers.resourcePolicy,
  spelling: answers.spelling,
});
type DrawnHop = typeof hop extends Arbitrary<infer T> ? T : never;

const SHORT_CHAIN_MAX = 4;
const redirects = weightedOf(
  [62, fc.constant(0)],
  [20, fc.constant(1)],
  [9, fc.constant(2)],
  [4, fc.constant(3)],
  [3, fc.constant(4)],
  [3, fc.constantFrom(20, 21, 21, 22)],
);

const defects = weightedOf([28, fc.constant(0)], [52, fc.constant(1)], [14, fc.constant(2)], [6, fc.constant(3)]).chain(
  (count) =>
    fc.array(fc.record({ part: fc.constantFrom(...DEFECTS), hop: fc.nat(3) }), { minLength: count, maxLength: count }),
);

/**
 * Fetches and the servers that they meet. The servers answer rightly but for a few defects, so that most cases pass all
 * checks but one.
 */
export const caseArbitrary: Arbitrary<Omit<OracleCase, "id">> = fc
  .record({
    page,
    site: firstSite,
    strangeUrl,
    method,
    headers: requestHeaders,
    credentials,
    mode,
    redirect,
    body: weighted<string | null>([8, null], [3, "x"]),
    bodyOfGet: weighted<string | null>([40, null], [1, "x"]),
    redirects,
    hops: fc.array(hop, { minLength: 5, maxLength: 5 }),
    defects,
  })
  .map(({ site, strangeUrl: asked, redirects: count, hops: drawn, defects: broken, body, bodyOfGet, ...rest }) => {
    const urls = urlsOf(rest.page.origin, site, drawn, count);
    // A long chain is there for its length.
    const isBroken = (part: Defect, index: number) =>
      count <= SHORT_CHAIN_MAX && broken.some((defect) => defect.part === part && defect.hop % (count + 1) === index);
    const includes = rest.credentials === "include";
    const hops = urls.map((url, index): Hop => {
      const parts = drawn[index % drawn.length];
      if (parts === undefined) throw new Error("there are five hops");
      const has = (part: Defect) => isBroken(part, index);
      const next = urls[index + 1];
      return {
        preflight: preflightAnswer(parts, has, includes, url),
        actual: actualAnswer(parts, has, includes, url, next, count > SHORT_CHAIN_MAX),
      };
    });
    const isGet = ["get", "head"].includes(rest.method.toLowerCase());
    const { page: from, ...request } = rest;
    return { page: from, request: { ...request, url: asked(urls[0] ?? ""), body: isGet ? bodyOfGet : body }, hops };
  });

function urlsOf(pageOrigin: string, first: Site, drawn: readonly DrawnHop[], redirectCount: number): string[] {
  let origin = originOf(first, pageOrigin);
  return Array.from({ length: redirectCount + 1 }, (_, index) => {
    const site = drawn[index % drawn.length]?.site ?? "stay";
    if (index > 0 && site !== "stay") origin = originOf(site, pageOrigin);
    return `${origin}/c?id=${ID}${index === 0 ? "" : `&hop=${String(index)}`}`;
  });
}

function named(name: string, values: Lines): HeaderLine[] {
  return values.map((value) => [name, value]);
}

function accessHeaders({ allowOrigin, allowCredentials }: Answers, includes: boolean): HeaderLine[] {
  return [
    ...named("Access-Control-Allow-Origin", allowOrigin),
    ...(includes ? named("Access-Control-Allow-Credentials", allowCredentials) : []),
  ];
}

/** The right answer, except in what is broken. With credentials, `*` is never right. */
function chosen(
  { right, wrong }: { right: Answers; wrong: Answers },
  isWrong: { allowOrigin: boolean; allowCredentials: boolean },
  includes: boolean,
): Answers {
  const rightOrigin = includes && right.allowOrigin[0] === "*" ? ["{origin}"] : right.allowOrigin;
  return {
    allowOrigin: isWrong.allowOrigin ? wrong.allowOrigin : rightOrigin,
    allowCredentials: isWrong.allowCredentials ? wrong.allowCredentials : right.allowCredentials,
  };
}

function preflightAnswer(
  parts: DrawnHop,
  has: (part: Defect) => boolean,
  includes: boolean,
  url: string,
): AnswerTemplate {
  const listed = (right: Lines, echo: string) =>
    includes && right.some((line) => line.includes("*")) ? [echo] : right;
  const isRedirect = has("preflight-redirect");
  const access = chosen(
    parts.preflight,
    { allowOrigin: has("preflight-allow-origin"), allowCredentials: has("preflight-allow-credentials") },
    includes,
  );
  const { allowMethods: methods, allowHeaders: names } = parts;
  const headers = [
    ...accessHeaders(access, includes),
    ...named("Access-Control-Allow-Methods", has("allow-methods") ? methods.wrong : listed(methods.right, "{method}")),
    ...named("Access-Control-Allow-Headers", has("allow-headers") ? names.wrong : listed(names.right, "{headers}")),
    ...named("Access-Control-Max-Age", parts.maxAge),
    ...(isRedirect ? named("Location", parts.locationStyle(`${url}&preflight`, url)) : []),
  ];
  const status = isRedirect
    ? parts.redirectStatus
    : has("preflight-status")
      ? parts.preflight.wrongStatus
      : parts.preflight.status;
  return { status, headers: respelled(headers, parts) };
}

function actualAnswer(
  parts: DrawnHop,
  has: (part: Defect) => boolean,
  includes: boolean,
  url: string,
  next: string | undefined,
  isLong: boolean,
): AnswerTemplate {
  const access = chosen(
    parts.actual,
    { allowOrigin: has("allow-origin"), allowCredentials: has("allow-credentials") },
    includes,
  );
  const headers = [
    ...accessHeaders(access, includes),
    ...named("Access-Control-Expose-Headers", parts.exposeHeaders),
    ...named("Cross-Origin-Resource-Policy", parts.resourcePolicy),
    ...answers.CONTENT,
    ...(next === undefined ? [] : named("Location", isLong ? [next] : parts.locationStyle(next, url))),
  ];
  return {
    status: next === undefined ? parts.actual.status : parts.redirectStatus,
    headers: respelled(headers, parts),
  };
}

function respelled(headers: readonly HeaderLine[], { spelling }: DrawnHop): HeaderLine[] {
  return headers.map(([name, value]) => [spelling(name), value]);
}
