import { registrableDomain } from "#lib/browsers/registrable-domain.ts";
import { isLoopbackHost } from "#lib/fetch/address-space.ts";
import { originOfUrl, serializeOrigin } from "#lib/fetch/origin.ts";
import { utf8DecodeWithoutFailure } from "#lib/fetch/utf8-decode.ts";

/** Why no spelling of one origin could have matched. */
export type OriginCircumstance = "several-lines" | "redirect-taint" | "opaque-page";

/** In which way a value of `Access-Control-Allow-Origin` misses the request's origin. */
export type OriginDifference =
  | OriginCircumstance
  | "empty"
  | "quotes"
  | "list"
  | "null"
  | "wildcard"
  | "no-origin"
  | "spelling"
  | "missing-scheme"
  | "scheme"
  | "upper-case"
  | "unicode-host"
  | "www"
  | "loopback-name"
  | "subdomain"
  | "other-site"
  | "missing-port"
  | "default-port"
  | "extra-port"
  | "other-port"
  | "trailing-slash"
  | "path";

export interface RefusedOrigin {
  /** The values of all lines of `Access-Control-Allow-Origin`, as Latin-1 strings. */
  readonly lines: readonly string[];
  /** What the browser sent in `Origin`. */
  readonly origin: string;
  /** The page's own origin: another one than that after some redirects. */
  readonly pageOrigin: string;
}

/**
 * Explains why the engine found a value different from the origin; whether it is allowed is not decided here. Several
 * differences come in the order of the parts of an origin; none for `*` and for a header that is absent.
 */
export function originDifferences({ lines, origin, pageOrigin }: RefusedOrigin): OriginDifference[] {
  const [line, another] = lines;
  if (line === undefined || origin === "") return [];
  if (another !== undefined) return ["several-lines"];
  if (line === origin || line === "*") return [];
  if (line === "") return ["empty"];
  const value = readable(line);
  if (origin !== "null") return differencesOfText(value, origin);
  if (value.toLowerCase() === "null") return ["upper-case"];
  return [pageOrigin === "null" ? "opaque-page" : "redirect-taint"];
}

/** The text that the bytes of a header's value are meant to be. */
export function readable(value: string): string {
  return utf8DecodeWithoutFailure(value) ?? value;
}

function differencesOfText(text: string, origin: string): OriginDifference[] {
  const [, quoted] = /^["']([^"']*)["']$/.exec(text) ?? [];
  if (quoted !== undefined) return ["quotes", ...(quoted === origin ? [] : differencesOfText(quoted, origin))];
  if (/[\s,;|]/.test(text)) return ["list"];
  if (text.toLowerCase() === "null") return ["null"];
  if (text.includes("*")) return ["wildcard"];
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return differencesOfUrl(text, origin);
  if (originIn(text) === origin) return ["spelling"];
  const withScheme = `${new URL(origin).protocol}//${text.replace(/^\/+/, "")}`;
  if (withScheme === origin) return ["missing-scheme"];
  const others = differencesOfUrl(withScheme, origin);
  // A word such as `undefined` is a host too, if one wants.
  const isWord = others.includes("other-site") && !/[.:]/.test(text);
  return others.includes("no-origin") || isWord ? ["no-origin"] : ["missing-scheme", ...others];
}

function differencesOfUrl(text: string, origin: string): OriginDifference[] {
  const [, scheme = "", authority = "", rest = ""] = /^([^:]*):\/\/([^/?#]*)([^]*)$/.exec(text) ?? [];
  if (!URL.canParse(text) || authority === "") return ["no-origin"];
  const value = new URL(text);
  const page = new URL(origin);
  const host = differenceOfHost(value.hostname, page.hostname);
  const port = differenceOfPort(value, page, authority);
  const differences: OriginDifference[] = [
    ...(value.protocol === page.protocol ? [] : ["scheme" as const]),
    ...(/[A-Z]/.test(scheme + authority) ? ["upper-case" as const] : []),
    ...(/[^\0-\x7f]/.test(authority) ? ["unicode-host" as const] : []),
    ...(host === null ? [] : [host]),
    ...(port === null ? [] : [port]),
    ...(rest === "" ? [] : [rest === "/" ? ("trailing-slash" as const) : ("path" as const)]),
  ];
  return differences.length === 0 ? ["spelling"] : differences;
}

function differenceOfHost(host: string, pageHost: string): OriginDifference | null {
  if (host === pageHost) return null;
  if (host === `www.${pageHost}` || pageHost === `www.${host}`) return "www";
  if (isLoopbackHost(host) && isLoopbackHost(pageHost)) return "loopback-name";
  const domain = registrableDomain(pageHost);
  return domain !== null && domain === registrableDomain(host) ? "subdomain" : "other-site";
}

function differenceOfPort(value: URL, page: URL, authority: string): OriginDifference | null {
  if (value.port === page.port) return value.port === "" && /:\d+$/.test(authority) ? "default-port" : null;
  if (value.port === "") return "missing-port";
  return page.port === "" ? "extra-port" : "other-port";
}

function originIn(text: string): string | null {
  return URL.canParse(text) ? serializeOrigin(originOfUrl(new URL(text))) : null;
}
