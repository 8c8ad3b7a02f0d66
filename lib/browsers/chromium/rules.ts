import { combineLines } from "#lib/fetch/header-list.ts";
import type { BrowserProfile } from "#lib/fetch/profile.ts";
import { chromiumHeaderOrder } from "./header-order.ts";

const isDecimal = (value: string) => /^\d+(\.\d+)?$/.test(value);
const isInteger = (value: string) => /^\d+$/.test(value);

/** Client hints and the like that Chromium safelists although the standard does not know them. */
const CLIENT_HINTS: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ["device-memory", isDecimal],
  ["dpr", isDecimal],
  ["width", isInteger],
  ["viewport-width", isInteger],
  ["rtt", isInteger],
  ["downlink", isDecimal],
  ["ect", (value: string) => ["slow-2g", "2g", "3g", "4g"].includes(value)],
  ["intervention", () => true],
  ["save-data", (value: string) => value.toLowerCase() === "on"],
]);

/** The hints that a permission policy keeps to the page's own origin. */
const POLICY_CONTROLLED_HINTS: ReadonlySet<string> = new Set([
  "device-memory",
  "dpr",
  "width",
  "viewport-width",
  "rtt",
  "downlink",
  "ect",
]);

export const chromiumRules: Omit<BrowserProfile, "registrableDomain"> = {
  name: "chromium",
  preflightCheckOrder: ["redirect", "cors-check", "status"],
  blocksLoopbackAsMixedContent: false,
  exemptsLocalNetworkFromMixedContent: true,
  checksModeFirst: true,
  wildcardCoversAuthorization: true,
  preflightMaxAgeCapSeconds: 7200,
  reusesPreflightsAfterTaint: false,
  preflightsConditionalRequestsAnew: true,
  unparsableMaxAgeSeconds: 5,
  negativeMaxAgeSeconds: 0,
  combinesRepeatedHeaders: true,
  trimsCombinedHeaders: true,
  combineRequestHeaders: combineLines,
  extraForbiddenRequestHeaders: new Set(["user-agent"]),
  nonAsciiIsUnsafe: false,
  preflightIgnoresRedirectTaint: false,
  preflightsAgainAfterRedirect: false,
  safelistedValuesTotalMaxBytes: 1024,
  singleAllowOriginName: null,
  joinsWithoutEmptyLines: false,
  checksMethodBeforeAllowHeaders: false,
  refusedHeaderOrder: chromiumHeaderOrder,
  extraSafelistedRequestHeaders: CLIENT_HINTS,
  preflightNamesRemovedHeaders: false,
  removedByCrossOriginRedirect: POLICY_CONTROLLED_HINTS,
  rangeUnitIsCaseInsensitive: false,
  rangeMayHavePlus: false,
  rangeNumberMax: 2n ** 63n - 2n,
  refusesAnyCredentialsInRedirect: true,
  restoresHeadersOnRedirect: false,
  repeatsNamesOfRepeatedHeaders: false,
  preflightHasRedirectMode: false,
  redirectErrorNeeds: "location-value",
  remembersPreflightWildcards: true,
  preflightsBeforeRefusingRedirects: false,
  redirectSchemesRefusedFirst: new Set(),
  checksMixedContentOfRedirectFirst: false,
  redirectsKeepCredentials: false,
  redirectSchemesNeverAccepted: new Set(),
  noCorsDataNeedsFollow: false,
  redirectNeeds: "location-value",
  refusesAmbiguousLocation: true,
  refusesProxyAuthentication: true,
  checksRedirectCredentialsFirst: true,
  countsRedirectsFirst: true,
  refusesUnparsableLocationFirst: "always",
  followsRepeatedLocation: true,
  observesOnlyUploadsWithBody: true,
  elementsAlwaysSendOrigin: true,
  loadsFontsWithoutCors: false,
};
