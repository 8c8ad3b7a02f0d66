import { API_PREFLIGHT_MAX_AGE_SECONDS } from "#lib/config/defaults.ts";

/** Headers that a caller's script may send besides the CORS-safelisted ones. `*` would not cover `Authorization`. */
const REQUEST_HEADERS = "Authorization, Content-Type, If-None-Match";

/** Headers that a caller's script may read besides the CORS-safelisted ones. */
const EXPOSED_HEADERS = "Allow, ETag, Location, RateLimit, RateLimit-Policy, Retry-After, X-Request-Id";

/**
 * Any origin may read the API, without credentials. `*` is the same for every origin, so no `Vary: Origin` is due. In
 * local mode no origin may: the API then reaches into its user's own network.
 */
export function apiCorsHeaders(localMode: boolean): Record<string, string> {
  return localMode ? {} : { "access-control-allow-origin": "*", "access-control-expose-headers": EXPOSED_HEADERS };
}

/** What a CORS-preflight request for an address with those methods is answered with. */
export function apiPreflightHeaders(methods: readonly string[], localMode: boolean): Record<string, string> {
  return localMode
    ? {}
    : {
        "access-control-allow-origin": "*",
        "access-control-allow-methods": methods.join(", "),
        "access-control-allow-headers": REQUEST_HEADERS,
        "access-control-max-age": String(API_PREFLIGHT_MAX_AGE_SECONDS),
      };
}
