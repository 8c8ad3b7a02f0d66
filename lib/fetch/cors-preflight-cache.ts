import type { CredentialsMode } from "#lib/contract/terms.ts";
import { equalsByteCaseInsensitive } from "./header-list.ts";
import type { BrowserProfile } from "./profile.ts";
import { isCorsNonWildcardRequestHeaderName } from "./safelisted-request-header.ts";

interface CacheEntry {
  readonly serializedOrigin: string;
  readonly url: string;
  readonly credentials: boolean;
  readonly kind: "method" | "header-name";
  readonly item: string;
}

/** What identifies a request to the cache. */
export interface CacheRequest {
  readonly serializedOrigin: string;
  readonly url: string;
  readonly credentials: CredentialsMode;
}

/**
 * The cache of one fetch: it starts empty, and matters when a redirect leads back to a URL that was preflighted before.
 * The engine has no clock, so entries live until the fetch ends.
 * https://fetch.spec.whatwg.org/#concept-cache
 */
export class CorsPreflightCache {
  readonly #entries: CacheEntry[] = [];
  readonly #remembersWildcards: boolean;

  constructor({ remembersPreflightWildcards }: Pick<BrowserProfile, "remembersPreflightWildcards">) {
    this.#remembersWildcards = remembersPreflightWildcards;
  }

  /** Whether any permission for that URL is remembered. */
  hasAnyMatch(request: CacheRequest): boolean {
    return this.#entriesFor(request).length > 0;
  }

  /** https://fetch.spec.whatwg.org/#concept-cache-match-method */
  hasMethodMatch(request: CacheRequest, method: string): boolean {
    return this.#entriesFor(request).some(
      (entry) => entry.kind === "method" && (entry.item === method || this.#isWildcard(entry)),
    );
  }

  /** https://fetch.spec.whatwg.org/#concept-cache-match-header */
  hasHeaderNameMatch(request: CacheRequest, headerName: string): boolean {
    return this.#entriesFor(request).some(
      (entry) =>
        entry.kind === "header-name" &&
        (equalsByteCaseInsensitive(entry.item, headerName) ||
          (this.#isWildcard(entry) && !isCorsNonWildcardRequestHeaderName(headerName))),
    );
  }

  /** https://fetch.spec.whatwg.org/#concept-cache-create-entry */
  store(request: CacheRequest, methods: readonly string[], headerNames: readonly string[]): void {
    const key = {
      serializedOrigin: request.serializedOrigin,
      url: request.url,
      credentials: request.credentials === "include",
    };
    for (const item of methods) this.#entries.push({ ...key, kind: "method", item });
    for (const item of headerNames) this.#entries.push({ ...key, kind: "header-name", item });
  }

  /** https://fetch.spec.whatwg.org/#concept-cache-match */
  #entriesFor(request: CacheRequest): CacheEntry[] {
    return this.#entries.filter(
      (entry) =>
        entry.serializedOrigin === request.serializedOrigin &&
        entry.url === request.url &&
        (entry.credentials || request.credentials !== "include"),
    );
  }

  /** With credentials, `*` stands for a method or header of that very name. */
  #isWildcard(entry: CacheEntry): boolean {
    return this.#remembersWildcards && entry.item === "*" && !entry.credentials;
  }
}
