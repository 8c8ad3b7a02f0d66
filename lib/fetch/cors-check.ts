import type { CredentialsMode, Reason } from "#lib/contract/terms.ts";
import type { IncomingResponse } from "./exchange.ts";
import { note, serializeRequestOrigin, type FetchParams } from "./fetch-params.ts";
import { getHeader, getHeaderLines } from "./header-list.ts";
import type { Origin } from "./origin.ts";
import type { BrowserProfile } from "./profile.ts";
import { utf8Decode } from "./utf8-decode.ts";

/** The reasons for which a CORS check fails; a preflight's carry the prefix `preflight-`. */
export type CorsCheckReason = Extract<Reason, `allow-${string}`>;

export interface CorsCheckFailure {
  readonly reason: CorsCheckReason;
  /** The combined value of the header that was refused; empty when it is absent. */
  readonly value: string;
}

type CheckedFetch = Pick<FetchParams, "browser" | "origin" | "urlList" | "credentials" | "trace" | "exchangeCount">;

/**
 * Whether the response may be shared with the page. Returns null for success.
 * https://fetch.spec.whatwg.org/#concept-cors-check
 */
export function corsCheck(
  params: CheckedFetch,
  response: IncomingResponse,
  requestOrigin = serializeRequestOrigin(params),
  include = params.credentials === "include",
): CorsCheckFailure | null {
  // 1.
  const origin = joinedValue(params, response, "access-control-allow-origin");
  // 2.
  if (origin === null) {
    note(params, "cors-check", "2", "fail", "The response has no `Access-Control-Allow-Origin`.");
    return { reason: "allow-origin-missing", value: "" };
  }
  const { singleAllowOriginName: name } = params.browser;
  if (name !== null && response.headers.filter((line) => line[0] === name).length > 1) {
    note(params, "cors-check", "4", "fail", "There are several lines of `Access-Control-Allow-Origin`.");
    return { reason: "allow-origin-multiple-values", value: origin };
  }
  // 3.
  if (!include && origin === "*") {
    note(params, "cors-check", "3", "pass", "`Access-Control-Allow-Origin` is `*` and no credentials are included.");
    return null;
  }
  // 4.
  if (requestOrigin !== origin) {
    const detail = `\`Access-Control-Allow-Origin\` is \`${origin}\`, the request's origin is \`${requestOrigin}\`.`;
    note(params, "cors-check", "4", "fail", detail);
    return { reason: classifyAllowOrigin(origin, include), value: origin };
  }
  note(params, "cors-check", "4", "pass", `\`Access-Control-Allow-Origin\` is the request's origin, \`${origin}\`.`);
  // 5.
  if (!include) {
    note(
      params,
      "cors-check",
      "5",
      "pass",
      `The credentials mode is \`${params.credentials}\`, so nothing else counts.`,
    );
    return null;
  }
  // 6.
  const credentials = joinedValue(params, response, "access-control-allow-credentials");
  // 7.
  if (credentials === "true") {
    note(params, "cors-check", "7", "pass", "`Access-Control-Allow-Credentials` is `true`.");
    return null;
  }
  // 8.
  const found = credentials === null ? "missing" : `\`${credentials}\``;
  note(params, "cors-check", "8", "fail", `\`Access-Control-Allow-Credentials\` is ${found}; it has to be \`true\`.`);
  return { reason: "allow-credentials-not-true", value: credentials ?? "" };
}

/** The CORS check of a response apart from any fetch: whether a page of that origin may read it, asking in that mode. */
export function isSharedWith(
  response: IncomingResponse,
  origin: Origin,
  credentials: CredentialsMode,
  browser: BrowserProfile,
): boolean {
  return corsCheck({ browser, origin, urlList: [], credentials, trace: [], exchangeCount: 0 }, response) === null;
}

/** The joint value of all lines, in the way of this browser. */
function joinedValue(
  { browser }: Pick<FetchParams, "browser">,
  { headers }: IncomingResponse,
  name: string,
): string | null {
  if (!browser.joinsWithoutEmptyLines) return getHeader(headers, name);
  const lines = getHeaderLines(headers, name);
  return lines.length === 0 ? null : lines.filter((line) => line !== "").join(", ");
}

/** Why a value that is not the request's origin is wrong: the standard has one failure here, browsers tell these apart. */
function classifyAllowOrigin(value: string, include: boolean): CorsCheckReason {
  if (include && value === "*") return "allow-origin-wildcard-with-credentials";
  if (/[ ,]/.test(value)) return "allow-origin-multiple-values";
  if (value !== "null" && !URL.canParse(utf8Decode(value))) return "allow-origin-invalid-value";
  return "allow-origin-mismatch";
}
