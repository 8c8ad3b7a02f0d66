import { isSameOrigin, originOfUrl, type Origin } from "#lib/fetch/origin.ts";
import type { BrowserProfile } from "#lib/fetch/profile.ts";

/**
 * The relation of the page to all URLs that a request has been to, the farthest of them.
 *
 * @param urls Absolute http or https URLs, redirects included.
 * https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-set-site
 */
export function secFetchSite(
  origin: Origin,
  urls: readonly string[],
  registrableDomain: BrowserProfile["registrableDomain"],
): "same-origin" | "same-site" | "cross-site" {
  const parsed = urls.map((url) => new URL(url));
  if (parsed.every((url) => isSameOrigin(origin, originOfUrl(url)))) return "same-origin";
  return parsed.every((url) => isSameSite(origin, url, registrableDomain)) ? "same-site" : "cross-site";
}

/** https://html.spec.whatwg.org/multipage/browsers.html#same-site */
function isSameSite(origin: Origin, url: URL, registrableDomain: BrowserProfile["registrableDomain"]): boolean {
  if (origin.kind === "opaque" || `${origin.scheme}:` !== url.protocol) return false;
  const { hostname } = new URL(origin.serialized);
  const site = registrableDomain(hostname);
  return site === null ? hostname === url.hostname : site === registrableDomain(url.hostname);
}
