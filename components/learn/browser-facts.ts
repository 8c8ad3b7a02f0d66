import { BROWSERS_BUILT } from "#lib/browsers/browsers.ts";
import type { BrowserProfile } from "#lib/fetch/profile.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { SHIPPING_BROWSERS } from "#components/outcome/shipping-browsers.ts";

const LIST = new Intl.ListFormat("en-GB");

/** The value of one rule in each browser that people use, and the browser's name. */
function ruleOf<Key extends keyof BrowserProfile>(key: Key): readonly { name: string; value: BrowserProfile[Key] }[] {
  return SHIPPING_BROWSERS.flatMap((browser) => {
    const profile = BROWSERS_BUILT[browser]?.profile;
    return profile ? [{ name: BROWSER_NAMES[browser], value: profile[key] }] : [];
  });
}

const totalLimits = ruleOf("safelistedValuesTotalMaxBytes");
const withLimit = totalLimits.filter(({ value }) => value !== null).map(({ name }) => name);
const withoutLimit = totalLimits.filter(({ value }) => value === null).map(({ name }) => name);

/** Which browsers measure all safelisted values together, as a sentence. */
export const BROWSERS_WITH_TOTAL_LIMIT = `${LIST.format(withLimit)} ${withLimit.length === 1 ? "keeps" : "keep"} to it, ${LIST.format(withoutLimit)} ${withoutLimit.length === 1 ? "does" : "do"} not.`;

/** How long each browser keeps a preflight's answer at most, and what it makes of a value that is no number, as table rows. */
export const MAX_AGE_ROWS: readonly (readonly [browser: string, cap: string, unparsable: string])[] = ruleOf(
  "preflightMaxAgeCapSeconds",
).map(({ name, value }, index) => [
  name,
  value === null ? "no limit" : `${value.toLocaleString("en")} s, which is ${inWords(value)}`,
  inSeconds(ruleOf("unparsableMaxAgeSeconds")[index]?.value ?? 0),
]);

const coversAuthorization = ruleOf("wildcardCoversAuthorization");

/** Which browsers let `*` stand for `Authorization` too, as a sentence. */
export const AUTHORIZATION_AND_WILDCARD = coversAuthorization.every(({ value }) => value)
  ? `${LIST.format(coversAuthorization.map(({ name }) => name))} let it through all the same, for the time being`
  : `${LIST.format(coversAuthorization.filter(({ value }) => value).map(({ name }) => name))} let it through all the same`;

function inSeconds(seconds: number): string {
  return seconds === 0 ? "not kept" : `${seconds} s`;
}

function inWords(seconds: number): string {
  const [amount, unit] = seconds % 3600 === 0 ? [seconds / 3600, "hour"] : [seconds / 60, "minute"];
  return `${amount} ${amount === 1 ? unit : `${unit}s`}`;
}
