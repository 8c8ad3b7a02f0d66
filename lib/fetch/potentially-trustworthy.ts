import type { Origin } from "./origin.ts";
import type { BrowserProfile } from "./profile.ts";

/** https://w3c.github.io/webappsec-secure-contexts/#is-url-trustworthy */
export function isPotentiallyTrustworthyUrl(url: URL): boolean {
  if (["https:", "wss:", "data:", "file:", "about:"].includes(url.protocol)) return true;
  return isLoopbackHost(url.hostname);
}

/** Names and addresses that stay on the machine: `localhost`, 127.0.0.0/8 and `[::1]`. */
export function isLoopbackHost(hostname: string): boolean {
  const name = hostname.replace(/\.$/, "");
  return name === "localhost" || name.endsWith(".localhost") || /^127(\.\d{1,3}){3}$/.test(name) || name === "[::1]";
}

/** Names and IPv4 literals of a local network, which an engine with Local Network Access asks permission for instead. */
function isLocalNetworkHost(hostname: string): boolean {
  return (
    hostname.endsWith(".local") ||
    /^(10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.\d/.test(hostname)
  );
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
  return !(browser.exemptsLocalNetworkFromMixedContent && isLocalNetworkHost(url.hostname));
}
