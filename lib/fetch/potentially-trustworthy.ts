import { isLoopbackHost, privateAddressSpace } from "./address-space.ts";
import type { Origin } from "./origin.ts";
import type { BrowserProfile } from "./profile.ts";

/** https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy */
export function isPotentiallyTrustworthyUrl(url: URL): boolean {
  if (["https:", "wss:", "data:", "file:", "about:"].includes(url.protocol)) return true;
  return isLoopbackHost(url.hostname);
}

/**
 * Whether a page of that origin must not load the URL because it would be insecure. An opaque origin says nothing about
 * how its document was loaded, so it is never taken to restrict.
 * https://w3c.github.io/webappsec-mixed-content/#should-block-fetch
 */
export function isBlockedMixedContent(
  origin: Origin,
  url: URL,
  browser: Pick<BrowserProfile, "exemptsLocalNetworkFromMixedContent" | "blocksLoopbackAsMixedContent">,
): boolean {
  const pageIsSecure = origin.kind === "tuple" && origin.scheme === "https";
  if (!pageIsSecure || url.protocol !== "http:") return false;
  if (isPotentiallyTrustworthyUrl(url)) return browser.blocksLoopbackAsMixedContent;
  return !(browser.exemptsLocalNetworkFromMixedContent && privateAddressSpace(url.hostname) !== null);
}
