import { PREFLIGHT_VERSION } from "#lib/contract/terms.ts";

/** The product that every request of ours names, so that operators know whom to ask and we know ourselves. */
const PRODUCT = `Preflight/${PREFLIGHT_VERSION}`;

/** The browser whose requests are replayed; the part before the product is what servers and firewalls look at. */
const BROWSER = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

/**
 * The `User-Agent` of a replayed request. An author's own value is kept and the product appended to it, so that
 * a diagnosis can never be used to start another one without being recognised.
 */
export function userAgent(publicUrl: string, author: string | null): string {
  return `${author ?? BROWSER} ${PRODUCT} (+${publicUrl})`;
}

/** Whether a request comes from this program: diagnosing Preflight with Preflight must not recurse. */
export function isOwnUserAgent(value: string): boolean {
  return /(?:^|\s)Preflight\/\d/.test(value);
}
