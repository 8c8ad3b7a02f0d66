import { getHeader } from "#lib/fetch/header-list.ts";
import { choiceOf, pairPreflights, type HarContext } from "./har/choices.ts";
import { readEntry, type HarEntry } from "./har/entry.ts";
import { listIn, objectIn, textIn } from "./har/json.ts";
import type { ReadPaste } from "./paste.ts";

/** More than that nobody chooses from. */
const MAX_CHOICES = 300;
/** How far into a text the names of an archive's parts are looked for. */
const SAMPLE_LENGTH = 4096;
const REDACTED_BY_CHROME = ["authorization", "cookie"];

const HOW_TO_EXPORT =
  "In the developer tools, open the network panel, make the request again and save all as HAR; or copy that request as cURL and paste it here.";

/**
 * Reads an HTTP archive, or one entry of it, as the developer tools and proxies write them: its requests to choose from,
 * those that the browser seems to have blocked first. Null where the text is no archive.
 */
export function readHar(text: string): ReadPaste | null {
  const start = text.slice(0, SAMPLE_LENGTH).trimStart();
  if (!/^\ufeff?\s*[{[]/.test(start) || !/"(log|entries|request)"\s*:/.test(start)) return null;
  let document: unknown;
  try {
    document = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    return refuse(`This looks like a HAR file that is not complete, or was changed. ${HOW_TO_EXPORT}`);
  }
  const log = objectIn(objectIn(document)["log"]);
  const given = entriesOf(document, log);
  if (given === null) return null;
  const leftOut = new Map<string, number>();
  const entries: HarEntry[] = [];
  for (const each of given) {
    const entry = readEntry(each);
    if (typeof entry === "string") leftOut.set(entry, (leftOut.get(entry) ?? 0) + 1);
    else entries.push(entry);
  }
  if (entries.length === 0) {
    return refuse(
      given.length === 0
        ? `This HAR file holds no requests. ${HOW_TO_EXPORT}`
        : `This HAR file holds no requests that CORS is about (${countOf(leftOut).join("; ")}). ${HOW_TO_EXPORT}`,
    );
  }
  const context = contextOf(log, entries);
  const ranked = pairPreflights(entries)
    .map((request) => choiceOf(request, context))
    .sort((a, b) => a.rank - b.rank);
  const choices = ranked.slice(0, MAX_CHOICES).map(({ choice }) => choice);
  const unshown = ranked.length - choices.length;
  return {
    ok: true,
    paste: {
      kind: "har",
      choices,
      leftOut: [
        ...countOf(leftOut),
        ...(unshown === 0 ? [] : [`requests beyond the first ${MAX_CHOICES}: ${unshown}`]),
      ],
    },
  };
}

function refuse(message: string): ReadPaste {
  return { ok: false, message };
}

/** The entries of an archive, of its log, of a list, or a single one. */
function entriesOf(document: unknown, log: Readonly<Record<string, unknown>>): readonly unknown[] | null {
  const { entries, request, log: hasLog } = objectIn(document);
  if (hasLog !== undefined) return listIn(log["entries"]);
  if (Array.isArray(entries)) return listIn(entries);
  const list = Array.isArray(document) ? listIn(document) : request === undefined ? [] : [document];
  const isArchive = list.length > 0 && list.every((each) => textIn(objectIn(objectIn(each)["request"])["url"]) !== "");
  return isArchive ? list : null;
}

function countOf(leftOut: ReadonlyMap<string, number>): string[] {
  return [...leftOut].map(([what, count]) => `${what}: ${count}`);
}

function contextOf(log: Readonly<Record<string, unknown>>, entries: readonly HarEntry[]): HarContext {
  const pageOrigins = new Map<string, string>();
  for (const { page, url, resourceType, headers } of entries) {
    const isPage = resourceType === "document" || getHeader(headers, "sec-fetch-dest") === "document";
    if (isPage && !pageOrigins.has(page)) pageOrigins.set(page, url.origin);
  }
  // Chrome gives a page its URL as its title.
  for (const { id, title } of listIn(log["pages"]).map(objectIn)) {
    const url = URL.parse(textIn(title));
    if (url !== null && ["http:", "https:"].includes(url.protocol)) pageOrigins.set(textIn(id), url.origin);
  }
  const isChrome = objectIn(log["creator"])["name"] === "WebInspector";
  const hasSecrets = entries.some(({ headers }) =>
    REDACTED_BY_CHROME.some((name) => getHeader(headers, name) !== null),
  );
  return { pageOrigins, isSanitised: isChrome && !hasSecrets };
}
