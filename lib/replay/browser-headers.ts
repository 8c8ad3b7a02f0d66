import type { Initiator } from "#lib/contract/terms.ts";
import type { OutgoingRequest } from "#lib/fetch/exchange.ts";
import {
  equalsByteCaseInsensitive,
  getHeader,
  hasHeader,
  withoutHeaders,
  type HeaderLine,
  type HeaderList,
} from "#lib/fetch/header-list.ts";
import type { Origin } from "#lib/fetch/origin.ts";
import { isPotentiallyTrustworthyUrl } from "#lib/fetch/potentially-trustworthy.ts";
import type { BrowserProfile } from "#lib/fetch/profile.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { secFetchSite } from "./sec-fetch-site.ts";
import { userAgent } from "./user-agent.ts";

/** What is known of a request beside what the engine put into it. */
export interface WireContext {
  readonly request: FetchRequest;
  /** All requests of this run so far, the one to be sent included. */
  readonly sequence: readonly OutgoingRequest[];
  readonly registrableDomain: BrowserProfile["registrableDomain"];
  /** The author's `Cookie` value for the host of the first URL. */
  readonly cookies: string | null;
  /** Address of this instance, named in `User-Agent`. */
  readonly publicUrl: string;
}

/** What Chromium adds for whatever in the page asks. */
interface Consumer {
  /** https://fetch.spec.whatwg.org/#concept-request-destination; none is written `empty`. */
  readonly destination: string;
  readonly accept: string;
  /** What it loads itself has `Origin` before `Accept`; what a script asks for has it behind. */
  readonly isOriginFirst: boolean;
  readonly cacheControl: HeaderList;
}

const SCRIPTED: Consumer = { destination: "empty", accept: "*/*", isOriginFirst: false, cacheControl: [] };
const LOADED = { accept: "*/*", isOriginFirst: true, cacheControl: [] };

const CONSUMERS: Readonly<Record<Initiator, Consumer>> = {
  fetch: SCRIPTED,
  xhr: SCRIPTED,
  "xhr-upload": SCRIPTED,
  beacon: SCRIPTED,
  eventsource: {
    ...SCRIPTED,
    accept: "text/event-stream",
    cacheControl: [
      ["Pragma", "no-cache"],
      ["Cache-Control", "no-cache"],
    ],
  },
  script: { ...LOADED, destination: "script" },
  module: { ...LOADED, destination: "script" },
  font: { ...LOADED, destination: "font" },
  stylesheet: { ...LOADED, destination: "style", accept: "text/css,*/*;q=0.1" },
  image: {
    ...LOADED,
    destination: "image",
    accept: "image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8",
  },
};

/**
 * The header lines below `Host` and `Connection`, in the order in which Chromium writes them (docs/decisions/0004-undici-transport.md). Left out are
 * client hints, and `Accept-Encoding` asks for plain bytes so that the start of a body is readable.
 */
export function browserHeaders(outgoing: OutgoingRequest, context: WireContext): HeaderList {
  return outgoing.role === "preflight" ? preflightHeaders(outgoing, context) : actualHeaders(outgoing, context);
}

function preflightHeaders(outgoing: OutgoingRequest, context: WireContext): HeaderList {
  const { request, registrableDomain, publicUrl } = context;
  const metadata: HeaderLine[] = [["Sec-Fetch-Mode", "cors"]];
  if (isPotentiallyTrustworthyUrl(new URL(outgoing.url))) {
    metadata.push(["Sec-Fetch-Site", secFetchSite(request.origin, [outgoing.url], registrableDomain)]);
    metadata.push(["Sec-Fetch-Dest", CONSUMERS[request.initiator].destination]);
  }
  return [
    ...outgoing.headers,
    ["User-Agent", userAgent(publicUrl, null)],
    ...metadata,
    ...refererLine(request.origin, outgoing.url),
    ["Accept-Encoding", "identity"],
    ["Accept-Language", "en"],
  ];
}

function actualHeaders(outgoing: OutgoingRequest, context: WireContext): HeaderList {
  const { request, sequence, registrableDomain, publicUrl } = context;
  const { headers } = outgoing;
  const { destination, accept, isOriginFirst, cacheControl } = CONSUMERS[request.initiator];
  const acceptLine = unlessSet(headers, "Accept", accept);
  const originLine = headers.filter(([name]) => equalsByteCaseInsensitive(name, "origin"));
  const metadata: HeaderLine[] = isPotentiallyTrustworthyUrl(new URL(outgoing.url))
    ? [
        ["Sec-Fetch-Site", secFetchSite(request.origin, urlsOfLoader(sequence), registrableDomain)],
        ["Sec-Fetch-Mode", request.mode],
        ["Sec-Fetch-Dest", destination],
      ]
    : [];
  return [
    ["User-Agent", userAgent(publicUrl, getHeader(headers, "user-agent"))],
    ...withoutHeaders(headers, ["user-agent", "origin"]),
    ...cacheControl,
    ...(isOriginFirst ? [...originLine, ...acceptLine] : [...acceptLine, ...originLine]),
    ...metadata,
    ...refererLine(request.origin, outgoing.url),
    ["Accept-Encoding", "identity"],
    ...unlessSet(headers, "Accept-Language", "en"),
    ...cookieLine(outgoing, context),
  ];
}

/** Chromium starts a new loader for a request that had to be preflighted, and the new one forgets earlier URLs. */
function urlsOfLoader(sequence: readonly OutgoingRequest[]): string[] {
  const actual = sequence.filter(({ role }) => role === "actual");
  const start = Math.max(
    0,
    actual.findLastIndex(({ preflighted }) => preflighted),
  );
  return actual.slice(start).map(({ url }) => url);
}

/**
 * The page's origin and a slash: what the default policy sends across origins. Chromium's rule against downgrades looks
 * at the schemes only.
 * https://w3c.github.io/webappsec-referrer-policy/#referrer-policy-strict-origin-when-cross-origin
 */
function refererLine(origin: Origin, url: string): HeaderLine[] {
  if (origin.kind === "opaque" || !["http", "https"].includes(origin.scheme)) return [];
  const isDowngrade = origin.scheme === "https" && url.startsWith("http:");
  return isDowngrade ? [] : [["Referer", `${origin.serialized}/`]];
}

/**
 * The cookies were given for the host of the first URL. A redirect must not carry them to another host, or in the clear
 * when they were given for https.
 */
function cookieLine(outgoing: OutgoingRequest, { request, cookies }: WireContext): HeaderLine[] {
  if (!outgoing.includeCredentials || cookies === null || cookies === "") return [];
  const given = new URL(request.url);
  const current = new URL(outgoing.url);
  const isDowngrade = given.protocol === "https:" && current.protocol === "http:";
  return given.hostname === current.hostname && !isDowngrade ? [["Cookie", cookies]] : [];
}

function unlessSet(headers: HeaderList, name: string, value: string): HeaderLine[] {
  return hasHeader(headers, name) ? [] : [[name, value]];
}
