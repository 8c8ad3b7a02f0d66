import type { Initiator } from "#lib/contract/terms.ts";
import { CAUSES, CHECKS_OF_EVERY_ANSWER, PREFLIGHT_PREFIX, WEBKIT_REDIRECT_PREFIX } from "./causes.ts";
import type { Cause, Family } from "./cause.ts";
import { CORS_ERRORS, ISSUES } from "./cors-errors.ts";
import { LINES, LOCALISED_REASONS, type Line } from "./lines.ts";
import { NET_ERRORS } from "./net-errors.ts";
import { consoleText, matchWording, parseWording, type ConsoleText, type Wording } from "./wording.ts";

/** One message of a console, found in a text. */
export interface Sighting {
  readonly browser: Family | null;
  readonly finding: string | null;
  /** The explanation with holes. */
  readonly says: string;
  readonly holes: Readonly<Record<string, string>>;
  readonly isEcho: boolean;
  readonly isAside: boolean;
  readonly isRepeat: boolean;
  readonly isPreflight: boolean;
  readonly withCredentials: boolean;
  readonly initiator?: Initiator | undefined;
  readonly method?: string | undefined;
  readonly status: number | null;
  /** The words themselves. */
  readonly quoted: string;
}

type BrowserOf = NonNullable<Line["causes"]>;
interface Parsed<T> {
  readonly wording: Wording;
  readonly of: T;
}

const parsed = <T extends { readonly wording: string }>(of: T): Parsed<T> => ({
  wording: parseWording(of.wording),
  of,
});
const PARSED_LINES = LINES.map(parsed);
const PARSED_CAUSES = Object.entries(CAUSES).map(([family, causes]) => [family as Family, causes.map(parsed)] as const);
const CORS_ERROR_LINE = parseWording("Cross-Origin Resource Sharing error: {value}");
const REDIRECT_PREFIX = parseWording(WEBKIT_REDIRECT_PREFIX);
const ANY_BROWSER: BrowserOf = { chromium: "chromium", webkit: "webkit", firefox: "firefox" };
/** What may follow a cause. */
const TAILS = [
  "Status code: {status} ",
  "Origin '{origin}' is therefore not allowed access",
  ", and is therefore not allowed access",
  "The response had HTTP status code {status} ",
  "in preflight response",
  "{status} (",
].map(parseWording);
const REDIRECT_STATUSES = [301, 302, 303, 307, 308];
const QUOTED_LENGTH = 200;

const OPENING = new RegExp(
  [
    ...new Set([
      ...PARSED_LINES.map(({ wording }) => wording.opening),
      ...PARSED_CAUSES.flatMap(([, causes]) => causes.map(({ wording }) => wording.opening)),
      ...ISSUES.map(({ title }) => title),
      PREFLIGHT_PREFIX,
      REDIRECT_PREFIX.opening,
      CORS_ERROR_LINE.opening,
    ]),
  ]
    .map((opening) => opening.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"))
    .join("|"),
  "g",
);

/** All messages of a console in a text, in its order. What stands between them is passed over. */
export function findSightings(paste: string): Sighting[] {
  const text = consoleText(paste);
  const sightings: Sighting[] = [];
  let end = 0;
  for (const { index } of text.plain.matchAll(OPENING)) {
    if (index < end) continue;
    const found = lineAt(text, index) ?? namedAt(text, index) ?? causeAt(text, index, ANY_BROWSER);
    if (found === null) continue;
    end = found.end;
    sightings.push({ ...found.sighting, quoted: text.shown.slice(index, Math.min(end, index + QUOTED_LENGTH)) });
  }
  return sightings;
}

interface Found {
  readonly sighting: Omit<Sighting, "quoted">;
  readonly end: number;
}

const PLAIN = {
  isEcho: false,
  isAside: false,
  isRepeat: false,
  isPreflight: false,
  withCredentials: false,
  status: null,
} as const;

function lineAt(text: ConsoleText, index: number): Found | null {
  for (const { wording, of: line } of PARSED_LINES) {
    const match = matchWording(wording, text, index);
    if (match === null) continue;
    const { causes, initiator, method, isRepeat = false } = line;
    const cause = causes === undefined ? null : causeAt(text, match.end, causes, match.holes["at"] !== undefined);
    if (cause !== null) {
      const holes = { ...cause.sighting.holes, ...match.holes };
      return { end: cause.end, sighting: { ...cause.sighting, holes, initiator, method, isRepeat } };
    }
    // Without what it repeats it would say nothing.
    if (isRepeat) continue;
    const tail = tailsAt(text, match.end, match.holes);
    const { browser, isAside = false } = line;
    const sighting = { ...PLAIN, ...meaningOf(line, match.holes), browser, isAside, ...tail.said, initiator, method };
    return { end: tail.end, sighting };
  }
  return null;
}

type Meaning = Pick<Sighting, "finding" | "says" | "isEcho">;

function meaningOf(line: Line, { error, value = "" }: Readonly<Record<string, string>>): Meaning {
  const netError = error === undefined ? undefined : NET_ERRORS.find(({ name }) => error.startsWith(name));
  const reason = line.isLocalised === true ? LOCALISED_REASONS.find(([words]) => value.includes(words)) : undefined;
  if (reason !== undefined) return { finding: reason[1], says: reason[2], isEcho: false };
  const { finding, says, isEcho = false } = netError ?? line;
  return { finding, says, isEcho };
}

/** Chromium's own names of failures, which stand alone. */
function namedAt(text: ConsoleText, index: number): Found | null {
  const named = { ...PLAIN, browser: "chromium", holes: {} } as const;
  const issue = ISSUES.find(({ title }) => text.plain.startsWith(title, index));
  if (issue !== undefined) {
    const { finding, says, title } = issue;
    return { end: index + title.length, sighting: { ...named, finding, says } };
  }
  const match = matchWording(CORS_ERROR_LINE, text, index);
  const name = /^\w+/.exec(match?.holes["value"] ?? "")?.[0];
  const error = name === undefined || !Object.hasOwn(CORS_ERRORS, name) ? undefined : CORS_ERRORS[name];
  if (match === null || error === undefined) return null;
  const isPreflight = error.finding?.startsWith("preflight-") ?? false;
  return { end: match.end, sighting: { ...named, ...error, isPreflight } };
}

function causeAt(text: ConsoleText, index: number, browserOf: BrowserOf, isRedirected = false): Found | null {
  let at = afterPunctuation(text, index);
  const isPreflight = text.plain.startsWith(PREFLIGHT_PREFIX, at);
  if (isPreflight) at += PREFLIGHT_PREFIX.length;
  at = matchWording(REDIRECT_PREFIX, text, at)?.end ?? at;
  for (const [family, causes] of PARSED_CAUSES) {
    const browser = browserOf[family];
    if (browser === undefined) continue;
    for (const { wording, of: cause } of causes) {
      const match = matchWording(wording, text, at);
      if (match === null) continue;
      const { end, said } = tailsAt(text, match.end, match.holes);
      const { says, isEcho = false, withCredentials = false } = cause;
      const isRedirect = isRedirected || REDIRECT_STATUSES.includes(said.status ?? 0);
      const finding = findingOf(cause, isPreflight, isRedirect);
      return { end, sighting: { ...PLAIN, browser, finding, says, isEcho, withCredentials, isPreflight, ...said } };
    }
  }
  return null;
}

function findingOf({ finding, findingOfRedirect }: Cause, isPreflight: boolean, isRedirect: boolean): string | null {
  if (isRedirect && findingOfRedirect !== undefined) return findingOfRedirect;
  return finding !== null && isPreflight && CHECKS_OF_EVERY_ANSWER.includes(finding) ? `preflight-${finding}` : finding;
}

/** What a message says behind its cause. */
function tailsAt(text: ConsoleText, index: number, before: Readonly<Record<string, string>>) {
  let holes = before;
  let end = index;
  for (;;) {
    const at = afterPunctuation(text, end);
    const match = TAILS.map((tail) => matchWording(tail, text, at)).find((each) => each !== null);
    if (match == null) break;
    holes = { ...match.holes, ...holes };
    end = match.end;
  }
  const digits = /^\d{3}/.exec(holes["status"] ?? "")?.[0];
  return { end, said: { holes, status: digits === undefined ? null : Number(digits) } };
}

function afterPunctuation({ plain }: ConsoleText, index: number): number {
  const skipped = /^[ .):]{0,3}/.exec(plain.slice(index, index + 3));
  return index + (skipped?.[0].length ?? 0);
}
