import type { BrowserName } from "#lib/contract/terms.ts";

/** The checks of a preflight's answer that come before its lists are read. */
export type PreflightCheck = "redirect" | "cors-check" | "status";

/**
 * How one browser engine differs from the Fetch standard: data, and a few named deviations. The algorithm itself is the
 * same for all of them.
 */
export interface BrowserProfile {
  readonly name: BrowserName;
  /** The order decides which of several problems is reported. */
  readonly preflightCheckOrder: readonly PreflightCheck[];
  /** Does not block http URLs of a local network as mixed content, because Local Network Access governs them. */
  readonly exemptsLocalNetworkFromMixedContent: boolean;
  /** Refuses a cross-origin URL in the mode `same-origin` before it looks at mixed content and ports. */
  readonly checksSameOriginModeFirst: boolean;
  /** `Access-Control-Allow-Headers: *` covers `Authorization`. */
  readonly wildcardCoversAuthorization: boolean;
  /** The longest time that a preflight's answer is reused; null for no limit. */
  readonly preflightMaxAgeCapSeconds: number | null;
  /** How long a preflight with a negative `Access-Control-Max-Age` is reused. */
  readonly negativeMaxAgeSeconds: number;
  /** Joins an author's repeated headers before it looks at the safelist, so that their joint value counts. */
  readonly combinesRepeatedHeaders: boolean;
  /** Request headers that a script cannot set in this engine beyond the standard's list, in lower case. */
  readonly extraForbiddenRequestHeaders: ReadonlySet<string>;
  /** Request headers that this engine safelists beyond the standard, by lower-case name. */
  readonly extraSafelistedRequestHeaders: ReadonlyMap<string, (value: string) => boolean>;
  /** The largest number in a `Range` header that is still safelisted; null for no limit. */
  readonly rangeNumberMax: bigint | null;
  /** Refuses every redirect with userinfo in its Location, also where CORS does not apply. */
  readonly refusesAnyCredentialsInRedirect: boolean;
  /** Takes a redirect status without a value in `Location` for an ordinary response. */
  readonly redirectNeedsLocation: boolean;
  /** Drops a response with an unusable `Location` before the CORS check and whatever the redirect mode. */
  readonly networkStackReadsLocation: boolean;
  /** Follows several `Location` lines when they are equal. */
  readonly followsRepeatedLocation: boolean;
  /** The registrable domain of a host, null where it has none (an IP address, a public suffix). */
  readonly registrableDomain: (host: string) => string | null;
}
