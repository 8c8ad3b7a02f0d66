import type { AccessCheckParams } from "./access-check.ts";
import type { OriginCircumstance, OriginDifference } from "./origin-difference.ts";

type Slip = Exclude<OriginDifference, OriginCircumstance>;

/** Each as a predicate of "the value". */
const SLIPS: Record<Slip, string> = {
  empty: "is empty, as when a setting has no value",
  quotes: "has quotes around it",
  list: "is a list, and browsers read no lists",
  null: "is `null`, the origin of sandboxed frames and of files",
  wildcard: "has a `*` in it, and only `*` alone is a wildcard",
  "no-origin": "is no origin",
  spelling: "is not spelled as browsers spell an origin",
  "missing-scheme": "lacks the scheme",
  scheme: "has another scheme",
  "upper-case": "has capital letters",
  "unicode-host": "has a host name with other letters than ASCII, which browsers send in Punycode",
  www: "differs by `www.`",
  "loopback-name": "names the same machine in another way",
  subdomain: "names another host of the same site",
  "other-site": "names another site",
  "missing-port": "lacks the port",
  "default-port": "names the default port, which browsers leave out",
  "extra-port": "names a port",
  "other-port": "has another port",
  "trailing-slash": "ends with a slash",
  path: "has a path",
};

/** What is no slip of the pen: the server allows something, but not this page. */
const DEPEND_ON_THE_REQUEST: readonly OriginDifference[] = ["list", "wildcard", "subdomain", "other-site"];

const CIRCUMSTANCES: Record<OriginCircumstance, (params: AccessCheckParams) => string> = {
  "several-lines": () =>
    "The header is there more than once, as when a proxy and the application both add it; let only one of them write it.",
  "redirect-taint": ({ allowOrigin, pageOrigin, redirectedFrom, redirectedTo }) => {
    const redirect = `after the redirect from \`${redirectedFrom}\` to \`${redirectedTo}\` the browser sends \`Origin: null\``;
    return allowOrigin === pageOrigin
      ? `The value is the page's origin, but ${redirect}.`
      : `No origin in the value could match: ${redirect}.`;
  },
  "opaque-page": () => "The page's origin is opaque, which no origin in the value can match.",
};

/** One sentence: what of the value misses the origin, and what to write. */
export function explainOriginDifference(params: AccessCheckParams): string {
  const { allowOrigin, differences, origin } = params;
  const circumstance = differences.find(isCircumstance);
  if (circumstance !== undefined) return CIRCUMSTANCES[circumstance](params);
  const asRequested = `have the server compare the request's \`Origin\` with those that it allows and answer \`${origin}\` alone, with \`Vary: Origin\``;
  if (differences.includes("list") && allowOrigin.split(/[\s,;|]+/).includes(origin)) {
    return `The page's origin is in the list, but browsers read no lists; ${asRequested}.`;
  }
  const depends = differences.some((each) => DEPEND_ON_THE_REQUEST.includes(each));
  const clauses = differences.flatMap((each) => (isCircumstance(each) ? [] : [SLIPS[each]]));
  return `The value ${inWords(clauses)}; ${depends ? asRequested : `it has to be exactly \`${origin}\``}.`;
}

function isCircumstance(difference: OriginDifference): difference is OriginCircumstance {
  return difference in CIRCUMSTANCES;
}

function inWords(clauses: readonly string[]): string {
  const last = clauses.at(-1) ?? "";
  return clauses.length > 1 ? `${clauses.slice(0, -1).join(", ")} and ${last}` : last;
}
