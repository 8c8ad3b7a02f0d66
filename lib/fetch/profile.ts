import type { BrowserName } from "#lib/contract/terms.ts";
import type { HeaderList } from "./header-list.ts";

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
  /** Blocks http URLs of the loopback interface as mixed content too. */
  readonly blocksLoopbackAsMixedContent: boolean;
  /** Does not block http URLs of a local network as mixed content, because Local Network Access governs them. */
  readonly exemptsLocalNetworkFromMixedContent: boolean;
  /** Refuses what the mode rules out at another origin before it looks at mixed content and ports. */
  readonly checksModeFirst: boolean;
  /** `Access-Control-Allow-Headers: *` covers `Authorization`. */
  readonly wildcardCoversAuthorization: boolean;
  /** The longest time that a preflight's answer is reused; null for no limit. */
  readonly preflightMaxAgeCapSeconds: number | null;
  /** Remembers preflights for requests whose origin has become opaque by the redirect-taint. */
  readonly reusesPreflightsAfterTaint: boolean;
  /** Does not use remembered preflights for requests with `If-None-Match` and its kin. */
  readonly preflightsConditionalRequestsAnew: boolean;
  /** How long a preflight with an unparsable `Access-Control-Max-Age` is reused. */
  readonly unparsableMaxAgeSeconds: number;
  /** How long a preflight with a negative `Access-Control-Max-Age` is reused. */
  readonly negativeMaxAgeSeconds: number;
  /** Joins an author's repeated headers before it looks at the safelist, so that their joint value counts. */
  readonly combinesRepeatedHeaders: boolean;
  /** Trims what it has joined, so that an empty last value counts for one byte less. */
  readonly trimsCombinedHeaders: boolean;
  /** What is sent of the author's headers: one line for each name. */
  readonly combineRequestHeaders: (headers: HeaderList, hasBody: boolean) => HeaderList;
  /** Request headers that a script cannot set in this engine beyond the standard's list, in lower case. */
  readonly extraForbiddenRequestHeaders: ReadonlySet<string>;
  /** Bytes above 0x7F are unsafe in the values of `Accept` and `Content-Type`. */
  readonly nonAsciiIsUnsafe: boolean;
  /** The preflight of a redirected request carries the page's origin, and its answer is checked against that. */
  readonly preflightIgnoresRedirectTaint: boolean;
  /** What was preflighted once is preflighted at every other URL that a redirect leads to, needed or not. */
  readonly preflightsAgainAfterRedirect: boolean;
  /** The joint length up to which safelisted values stay safelisted; null for no limit. */
  readonly safelistedValuesTotalMaxBytes: number | null;
  /** Counts lines with this exact name, and refuses several of them whatever they say; null for no such rule. */
  readonly singleAllowOriginName: string | null;
  /** Leaves empty lines out when it joins repeated headers. */
  readonly joinsWithoutEmptyLines: boolean;
  /** Judges the method before it reads `Access-Control-Allow-Headers`. */
  readonly checksMethodBeforeAllowHeaders: boolean;
  /**
   * Of several refused request headers, it names the first in this order of the headers that the request had at its
   * first URL; null for alphabetical order.
   */
  readonly refusedHeaderOrder: ((headers: HeaderList, firstUrl: URL) => HeaderList) | null;
  /** Request headers that this engine safelists beyond the standard, by lower-case name. */
  readonly extraSafelistedRequestHeaders: ReadonlyMap<string, (value: string) => boolean>;
  /** Preflights of redirected requests still ask for the headers that the redirect has removed. */
  readonly preflightNamesRemovedHeaders: boolean;
  /** Request headers that a redirect to another origin than the page's removes, in lower case. */
  readonly removedByCrossOriginRedirect: ReadonlySet<string>;
  /** The unit of a safelisted `Range` may be written in any case. */
  readonly rangeUnitIsCaseInsensitive: boolean;
  /** The numbers of a safelisted `Range` may have a plus sign. */
  readonly rangeMayHavePlus: boolean;
  /** The largest number in a `Range` header that is still safelisted; null for no limit. */
  readonly rangeNumberMax: bigint | null;
  /** Refuses every redirect with userinfo in its Location, also where CORS does not apply. */
  readonly refusesAnyCredentialsInRedirect: boolean;
  /** Starts every redirect from the author's headers, so that what an earlier one removed comes back. */
  readonly restoresHeadersOnRedirect: boolean;
  /** Asks for a header that the author gave several times as often, in a preflight. */
  readonly repeatsNamesOfRepeatedHeaders: boolean;
  /** Counts a redirect of a preflight as a bad status unless the request's redirect mode is `follow`. */
  readonly preflightHasRedirectMode: boolean;
  /** The same for the redirect mode `error`. */
  readonly redirectErrorNeeds: BrowserProfile["redirectNeeds"];
  /** A remembered `*` covers methods and headers of later requests. */
  readonly remembersPreflightWildcards: boolean;
  /** After a redirect, looks at mixed content and ports only once the preflight has passed. */
  readonly preflightsBeforeRefusingRedirects: boolean;
  /** Schemes of `Location`, with their colon, that are refused before the CORS check of the redirect. */
  readonly redirectSchemesRefusedFirst: ReadonlySet<string>;
  /** Looks at mixed content in `Location` before the CORS check of the redirect. */
  readonly checksMixedContentOfRedirectFirst: boolean;
  /** Checks a redirect at another origin as if it had credentials, when the fetch began at the page's own origin with the credentials mode `same-origin`. */
  readonly redirectsKeepCredentials: boolean;
  /** Schemes of `Location` that are refused first of all, whatever the redirect mode. */
  readonly redirectSchemesNeverAccepted: ReadonlySet<string>;
  /** In the mode `no-cors`, wants the redirect mode `follow` for `data:` URLs too. */
  readonly noCorsDataNeedsFollow: boolean;
  /** What makes a response with a redirect status a redirect: that alone, a `Location` line, or a value in it. */
  readonly redirectNeeds: "status" | "location-line" | "location-value";
  /** Drops a response with `Location` lines that differ, whatever its status. */
  readonly refusesAmbiguousLocation: boolean;
  /** Drops an answer with status 407 unless a proxy sent it. */
  readonly refusesProxyAuthentication: boolean;
  /** Looks at userinfo in `Location` before it looks at the redirect mode `error`. */
  readonly checksRedirectCredentialsFirst: boolean;
  /** Gives up at the 21st redirect before it looks at that response. */
  readonly countsRedirectsFirst: boolean;
  /** Drops a redirect with an unparsable `Location` before the CORS check: always, or only if it would be followed. */
  readonly refusesUnparsableLocationFirst: "always" | "when-followed" | "never";
  /** Follows several `Location` lines when they are equal. */
  readonly followsRepeatedLocation: boolean;
  /** A listener for upload progress makes a preflight necessary only if there is a body to upload. */
  readonly observesOnlyUploadsWithBody: boolean;
  /** Elements and fonts that ask with CORS send `Origin` to the page's own origin too. */
  readonly elementsAlwaysSendOrigin: boolean;
  /** Loads fonts in the mode `no-cors`. */
  readonly loadsFontsWithoutCors: boolean;
  /** The registrable domain of a host, null where it has none (an IP address, a public suffix). */
  readonly registrableDomain: (host: string) => string | null;
}
