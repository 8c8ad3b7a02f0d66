import type { BrowserProfile } from "#lib/fetch/profile.ts";

/** The Fetch standard to the letter. */
export const standardRules: Omit<BrowserProfile, "registrableDomain"> = {
  name: "standard",
  preflightCheckOrder: ["cors-check", "redirect", "status"],
  exemptsLocalNetworkFromMixedContent: false,
  checksSameOriginModeFirst: false,
  wildcardCoversAuthorization: false,
  preflightMaxAgeCapSeconds: null,
  negativeMaxAgeSeconds: 5,
  combinesRepeatedHeaders: false,
  extraForbiddenRequestHeaders: new Set(),
  extraSafelistedRequestHeaders: new Map(),
  rangeNumberMax: null,
  refusesAnyCredentialsInRedirect: false,
  redirectNeedsLocation: false,
  networkStackReadsLocation: false,
  followsRepeatedLocation: false,
};
