import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import type { Initiator } from "#lib/contract/terms.ts";
import { getHeader, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { normalizeMethod } from "#lib/fetch/method.ts";
import { codeSpan } from "../code-span.ts";
import type { PastedChoice, PastedFields } from "../paste.ts";
import { fieldsFromRequestHeaders } from "../request-headers.ts";
import { isRefused, type HarEntry } from "./entry.ts";

/** What a request of an archive is read with. */
export interface HarContext {
  /** The origins of the archive's pages, by their ids. */
  readonly pageOrigins: ReadonlyMap<string, string>;
  /** The tool left cookies and `Authorization` out. */
  readonly isSanitised: boolean;
}

/** A request with the preflight that was sent for it. */
export interface HarRequest {
  readonly entry: HarEntry;
  readonly preflight: HarEntry | null;
}

const INITIATOR_OF_TYPE: Readonly<Record<string, Initiator>> = { xhr: "xhr", eventsource: "eventsource" };
/** The destination that Chrome's name of a resource stands for, where no header tells. */
const DESTINATIONS: Readonly<Record<string, string>> = {
  font: "font",
  image: "image",
  script: "script",
  stylesheet: "style",
};
const SHOWN_ADDRESS = 90;

/** A preflight belongs to the next request of that method for the same URL, and else to the one before it. */
export function pairPreflights(entries: readonly HarEntry[]): HarRequest[] {
  const requests = entries.filter((entry) => !entry.isPreflight);
  const byUrl = Map.groupBy(requests, ({ url }) => url.href);
  const preflights = new Map<HarEntry, HarEntry>();
  const alone: HarEntry[] = [];
  for (const preflight of entries.filter((entry) => entry.isPreflight)) {
    const announced = getHeader(preflight.headers, "access-control-request-method");
    const request = byUrl
      .get(preflight.url.href)
      ?.find((entry) => !preflights.has(entry) && (announced === null || normalizeMethod(entry.method) === announced));
    if (request === undefined) alone.push(preflight);
    else preflights.set(request, preflight);
  }
  return [
    ...requests.map((entry) => ({ entry, preflight: preflights.get(entry) ?? null })),
    ...alone.map((entry) => ({ entry, preflight: null })),
  ];
}

/** The request as a choice, and how far it is from being the one that is looked for. */
export function choiceOf(
  { entry, preflight }: HarRequest,
  context: HarContext,
): { choice: PastedChoice; rank: number } {
  const read = fieldsFromRequestHeaders(linesOf(entry), entry.method);
  const understood = [`the URL ${codeSpan(entry.url.href)}`, ...read.understood];
  const ignored = [...read.ignored];
  const fields: { -readonly [K in keyof PastedFields]: PastedFields[K] } = { ...read.fields, url: entry.url.href };
  const isNavigation = entry.resourceType === "document" || getHeader(entry.headers, "sec-fetch-mode") === "navigate";
  if (fields.origin === undefined && !isNavigation) {
    const origin = context.pageOrigins.get(entry.page);
    if (origin !== undefined) {
      fields.origin = origin;
      understood.push(`the page's origin ${codeSpan(origin)}, from the page of the archive`);
    }
  }
  const initiator = INITIATOR_OF_TYPE[entry.resourceType];
  if (initiator !== undefined && fields.initiator === undefined && (fields.mode ?? "cors") === "cors") {
    fields.initiator = initiator;
    fields.mode = "cors";
    if (INITIATOR_TERMS[initiator].headers === "none") delete fields.headers;
    understood.push(`that \`${INITIATOR_TERMS[initiator].shownAs}\` asks`);
  }
  addBody(fields, entry, understood, ignored);
  const isOwn = fields.origin === entry.url.origin;
  if (isOwn) ignored.push("CORS: the request stays within the page's own origin");
  if (entry.resourceType === "document" && getHeader(entry.headers, "sec-fetch-mode") === null) {
    ignored.push("CORS: the browser opens a page, which is not subject to it");
  }
  if (context.isSanitised && !isNavigation && !isOwn) {
    ignored.push("cookies and `Authorization`: Chrome leaves them out of the archive, so add them if they are sent");
  }
  if (preflight !== null) understood.push(`its preflight, which was answered with ${statusText(preflight)}`);
  const suspicious =
    !isOwn &&
    !isNavigation &&
    (isRefused(entry) || (preflight !== null && hasFailed(preflight)) || hasFailedAlone(entry));
  const choice = {
    fields,
    understood,
    ignored,
    label: `${labelOf(entry, preflight, fields)}${isNavigation ? " · page" : isOwn ? " · own origin" : ""}`,
    suspicious,
  };
  return { choice, rank: suspicious ? 0 : isOwn || isNavigation ? 2 : 1 };
}

function linesOf({ headers, resourceType }: HarEntry): HeaderList {
  const destination = DESTINATIONS[resourceType];
  if (destination === undefined || getHeader(headers, "sec-fetch-mode") !== null) return headers;
  const mode = resourceType === "font" || getHeader(headers, "origin") !== null ? "cors" : "no-cors";
  const told: HeaderLine[] = [
    ["Sec-Fetch-Dest", destination],
    ["Sec-Fetch-Mode", mode],
  ];
  return [...headers, ...told];
}

function addBody(
  fields: { -readonly [K in keyof PastedFields]: PastedFields[K] },
  { body, isPreflight, method }: HarEntry,
  understood: string[],
  ignored: string[],
): void {
  if (body.isLost) ignored.push("the body: it is not text");
  if (body.text === "" || isPreflight) return;
  if (["GET", "HEAD"].includes(normalizeMethod(method))) {
    ignored.push(`the body: a page cannot send one with ${codeSpan(method)}`);
    return;
  }
  fields.body = body.text;
  understood.push("the body");
  const hasType = fields.headers?.some(([name]) => name.toLowerCase() === "content-type") ?? false;
  if (hasType || body.mimeType === "") return;
  fields.headers = [...(fields.headers ?? []), ["Content-Type", body.mimeType]];
  understood.push("the header `Content-Type`, from the body");
}

function hasFailed({ status, error }: HarEntry): boolean {
  return error !== "" || status < 200 || status > 299;
}

/** A preflight after which no request came. */
function hasFailedAlone(entry: HarEntry): boolean {
  return entry.isPreflight && hasFailed(entry);
}

/** `PUT api.example.com/items/7 · 401` */
function labelOf(entry: HarEntry, preflight: HarEntry | null, { method }: PastedFields): string {
  const { host, pathname, search } = entry.url;
  const address = host + pathname + search;
  const shown = address.length > SHOWN_ADDRESS ? `${address.slice(0, SHOWN_ADDRESS)}…` : address;
  const parts = [`${method ?? entry.method} ${shown}`];
  const refused = entry.isPreflight ? entry : preflight !== null && hasFailed(preflight) ? preflight : null;
  parts.push(refused === null ? statusText(entry) : `preflight ${statusText(refused)}`);
  return parts.join(" · ");
}

function statusText({ status, error }: HarEntry): string {
  const known = [...(status === 0 ? [] : [String(status)]), ...(/^net::\w+$/.test(error) ? [error] : [])];
  return known.length === 0 ? "no answer" : known.join(" ");
}
