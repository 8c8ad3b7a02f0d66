import { currentUrl, note, type FetchParams } from "./fetch-params.ts";
import type { IncomingResponse } from "./exchange.ts";
import { getHeader } from "./header-list.ts";
import { isSameOrigin, originOfUrl, type Origin } from "./origin.ts";

const ALGORITHM = "cross-origin-resource-policy-check";

/**
 * Whether `Cross-Origin-Resource-Policy` withholds a no-cors response. Returns the policy that blocks, null for allowed.
 * The page is taken to have no embedder policy.
 * https://fetch.spec.whatwg.org/#concept-cross-origin-resource-policy-check
 */
export function crossOriginResourcePolicyCheck(params: FetchParams, response: IncomingResponse): string | null {
  const policy = getHeader(response.headers, "cross-origin-resource-policy");
  const url = currentUrl(params);
  const isAllowed =
    policy === "same-origin"
      ? isSameOrigin(params.origin, originOfUrl(url))
      : policy === "same-site"
        ? isSchemelesslySameSite(params, url) && (isSchemeHttps(params.origin) || url.protocol !== "https:")
        : true;
  const found = policy === null ? "There is no `Cross-Origin-Resource-Policy`" : `The policy is \`${policy}\``;
  if (isAllowed) {
    note(params, ALGORITHM, "5", "pass", `${found}; the page may embed the response.`);
    return null;
  }
  note(params, ALGORITHM, "5", "fail", `${found}, and the page is not covered by it.`);
  return policy;
}

function isSchemeHttps(origin: Origin): boolean {
  return origin.kind === "tuple" && origin.scheme === "https";
}

/** https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site */
function isSchemelesslySameSite(params: FetchParams, url: URL): boolean {
  if (params.origin.kind === "opaque") return false;
  const pageHost = new URL(params.origin.serialized).hostname;
  if (pageHost === url.hostname) return true;
  const domain = params.browser.registrableDomain(pageHost);
  return domain !== null && domain === params.browser.registrableDomain(url.hostname);
}
