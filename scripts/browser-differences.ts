import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import { BROWSERS } from "#lib/contract/terms.ts";
import type { BrowserProfile } from "#lib/fetch/profile.ts";

type Property = Exclude<keyof BrowserProfile, "name" | "registrableDomain" | "combineRequestHeaders">;

/** What each property of a profile answers; a property without its line here does not compile. */
const QUESTIONS: Record<Property, string> = {
  preflightCheckOrder: "Order of the checks of a preflight's answer",
  checksMethodBeforeAllowHeaders: "Judges the method before it reads `Access-Control-Allow-Headers`",
  refusedHeaderOrder: "Of several request headers that are refused, names the first",
  wildcardCoversAuthorization: "`Access-Control-Allow-Headers: *` covers `Authorization`",
  singleAllowOriginName: "Refuses several `Access-Control-Allow-Origin` lines by counting those spelled exactly",
  joinsWithoutEmptyLines: "Leaves empty lines out when it joins repeated response headers",
  preflightMaxAgeCapSeconds: "Longest reuse of a preflight, in seconds",
  reusesPreflightsAfterTaint: "Remembers preflights of requests with the redirect-taint",
  preflightsConditionalRequestsAnew: "Preflights requests with `If-None-Match` and its kin anew each time",
  unparsableMaxAgeSeconds: "Reuse with an unparsable `Access-Control-Max-Age`, in seconds",
  negativeMaxAgeSeconds: "Reuse with a negative `Access-Control-Max-Age`, in seconds",
  preflightIgnoresRedirectTaint: "A preflight after the redirect-taint still carries the page's origin",
  preflightsAgainAfterRedirect: "Preflights at every URL of a redirect chain what was preflighted once",
  preflightNamesRemovedHeaders: "Preflights after a redirect still ask for headers that it has removed",
  removedByCrossOriginRedirect: "A redirect to another origin than the page's removes these request headers",
  extraSafelistedRequestHeaders: "Safelists these request headers too",
  extraForbiddenRequestHeaders: "Keeps these request headers from scripts too",
  trimsCombinedHeaders: "Trims joined request headers",
  combinesRepeatedHeaders: "Joins repeated request headers before it looks at the safelist",
  safelistedValuesTotalMaxBytes: "Joint length of all safelisted values, in bytes",
  nonAsciiIsUnsafe: "Bytes above 0x7F are unsafe in `Accept` and `Content-Type`",
  rangeUnitIsCaseInsensitive: "The unit of a safelisted `Range` may be written in any case",
  rangeMayHavePlus: "The numbers of a safelisted `Range` may have a plus sign",
  rangeNumberMax: "Largest number in a safelisted `Range`",
  restoresHeadersOnRedirect: "Sends headers again, after a further redirect, that an earlier one removed",
  repeatsNamesOfRepeatedHeaders: "Names repeated request headers repeatedly in `Access-Control-Request-Headers`",
  preflightHasRedirectMode: "Takes a redirected preflight for a bad status unless the redirect mode is `follow`",
  redirectErrorNeeds: "What makes a redirect status an error in the redirect mode `error`",
  remembersPreflightWildcards: "A remembered `*` of a preflight covers later requests",
  preflightsBeforeRefusingRedirects: "After a redirect, preflights before it looks at mixed content and ports",
  redirectSchemesRefusedFirst: "Refuses these schemes in `Location` before the CORS check of the redirect",
  checksMixedContentOfRedirectFirst: "Looks at mixed content in `Location` before the CORS check of the redirect",
  redirectsKeepCredentials:
    "Checks a cross-origin redirect as credentialed when the fetch began at the page's own origin with the mode `same-origin`",
  redirectSchemesNeverAccepted: "Refuses these schemes in `Location` first, in any redirect mode",
  noCorsDataNeedsFollow: "Without CORS, wants the redirect mode `follow` for `data:` URLs too",
  redirectNeeds: "What makes a redirect status a redirect",
  followsRepeatedLocation: "Follows several `Location` lines that are equal",
  refusesAmbiguousLocation: "Drops a response whose `Location` lines differ, whatever its status",
  refusesUnparsableLocationFirst: "Refuses an unparsable `Location` before the CORS check",
  refusesProxyAuthentication: "Drops a 407 that no proxy sent",
  checksRedirectCredentialsFirst: "Looks at a username in `Location` before the redirect mode `error`",
  countsRedirectsFirst: "Gives up at the 21st redirect before the CORS check of it",
  refusesAnyCredentialsInRedirect: "Refuses a username in `Location` also where CORS does not apply",
  checksModeFirst: "Looks at the mode before mixed content and ports",
  blocksLoopbackAsMixedContent: "Blocks http://localhost on an https page as mixed content",
  observesOnlyUploadsWithBody: "Preflights for a listener on upload only when there is a body",
  elementsAlwaysSendOrigin: "Elements that ask with CORS send `Origin` to the page's own origin too",
  loadsFontsWithoutCors: "Loads fonts without CORS",
  exemptsLocalNetworkFromMixedContent: "Leaves http URLs of a local network to Local Network Access",
};

/** `docs/browser-differences.md`, as it follows from the profiles. */
export function renderBrowserDifferences(): string {
  const profiles = BROWSERS.flatMap((name) => BROWSERS_BUILT[name]?.profile ?? []);
  const header = ["", ...profiles.map(({ name }) => BROWSER_NAMES[name])];
  const rows = (Object.entries(QUESTIONS) as [Property, string][]).map(([property, question]) => [
    question,
    ...profiles.map((profile) => shown(property, profile)),
  ]);
  const table = [header, header.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
  return `# How the engines differ

This file is generated from the profiles in \`lib/browsers\`; \`node scripts/write-browser-differences.ts\` writes it anew. [Browser notes](browser-notes.md) say where each row was measured, and what is not modelled.

${table}
`;
}

function shown(property: Property, profile: BrowserProfile): string {
  if (property === "singleAllowOriginName") return profile[property] === null ? "no" : "yes";
  if (property === "refusedHeaderOrder") {
    return profile[property] === null ? "in alphabetical order" : "in an order of its own";
  }
  if (property === "preflightCheckOrder") {
    return profile[property].map((check) => check.replace("-", " ")).join(", then ");
  }
  if (
    property === "extraSafelistedRequestHeaders" ||
    property === "extraForbiddenRequestHeaders" ||
    property === "removedByCrossOriginRedirect" ||
    property === "redirectSchemesRefusedFirst" ||
    property === "redirectSchemesNeverAccepted"
  ) {
    const names = [...profile[property].keys()];
    return names.length === 0 ? "none" : names.map((name) => `\`${name}\``).join(", ");
  }
  const value = profile[property];
  if (value === null) return "no limit";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value).replace("-", " ");
}
