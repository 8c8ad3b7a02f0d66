import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import { REQUEST_MODES, type CredentialsMode, type Initiator, type RequestMode } from "#lib/contract/terms.ts";
import { isForbiddenRequestHeader } from "#lib/fetch/forbidden-request-header.ts";
import {
  byteLowercase,
  getHeader,
  getHeaderLines,
  hasHeader,
  type HeaderLine,
  type HeaderList,
} from "#lib/fetch/header-list.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import { readPageOrigin } from "../read-url.ts";
import { announcedRequest, announcementClauses } from "./announced-request.ts";
import { codeSpan, codeSpans } from "./code-span.ts";
import { noNotes, type Notes } from "./notes.ts";
import type { PastedFields, PastedRequest } from "./paste.ts";

/** Headers that a page could set, but that are the browser's own wherever a request was copied. */
const WRITTEN_BY_BROWSERS = [
  "accept-language",
  "device-memory",
  "downlink",
  "dpr",
  "ect",
  "priority",
  "rtt",
  "save-data",
  "upgrade-insecure-requests",
  "user-agent",
  "viewport-width",
  "x-client-data",
];
const CACHE_VALIDATORS = ["if-modified-since", "if-none-match"];
/** Headers of which something else is read. */
const READ_ELSEWHERE = [
  "access-control-request-headers",
  "access-control-request-method",
  "cookie",
  "origin",
  "referer",
];

/** What in the page asks, where the destination tells. https://fetch.spec.whatwg.org/#concept-request-destination */
const INITIATOR_OF_DESTINATION: Readonly<Record<string, Initiator>> = {
  font: "font",
  image: "image",
  script: "script",
  style: "stylesheet",
};

/**
 * What the header lines of a request on the wire say of the fetch behind it: the page's origin (`Origin`, else
 * `Referer`), the cookies, the mode, what asked, and the headers that its author set. What a browser writes itself is
 * left out. The lines of a preflight give the request that it announces.
 */
export function fieldsFromRequestHeaders(lines: HeaderList, method?: string): PastedRequest {
  const notes = noNotes();
  const real = lines.filter(([name]) => !name.startsWith(":"));
  const asked = askedBy(real, notes);
  const announced = announcedRequest(real, method);
  if (announced !== null) notes.understood.push(...announcementClauses(announced));
  const fields: PastedFields = {
    ...asked,
    ...definedOnly({ method: announced?.method ?? method, origin: pageOrigin(real, notes) ?? undefined }),
    ...cookieFields(real, asked, notes),
  };
  const headers = [...authorLines(real, asked, notes), ...(announced?.headers ?? [])];
  return { fields: headers.length === 0 ? fields : { ...fields, headers }, ...notes };
}

type Asked = Pick<PastedFields, "initiator" | "mode">;

function askedBy(lines: HeaderList, { understood, ignored }: Notes): Asked {
  const sentMode = getHeader(lines, "sec-fetch-mode");
  const mode = REQUEST_MODES.find((known) => known === sentMode);
  const destination = getHeader(lines, "sec-fetch-dest") ?? "empty";
  if (mode === undefined) {
    if (sentMode === "navigate") {
      ignored.push("`Sec-Fetch-Mode: navigate`: opening a page is not subject to CORS; it is taken as a `fetch()`");
    }
    return {};
  }
  const initiator = INITIATOR_OF_DESTINATION[destination];
  if (initiator !== undefined && INITIATOR_TERMS[initiator].modes[mode] !== undefined) {
    understood.push(`that \`${INITIATOR_TERMS[initiator].shownAs}\` asks in the mode \`${mode}\``);
    return { initiator, mode };
  }
  if (destination !== "empty") {
    ignored.push(
      `${codeSpan(`Sec-Fetch-Dest: ${destination}`)}: what asks is not known here and is taken as a \`fetch()\``,
    );
  }
  if (mode !== "cors") understood.push(`the mode \`${mode}\``);
  return { mode };
}

function pageOrigin(lines: HeaderList, { understood, ignored }: Notes): string | null {
  for (const name of ["Origin", "Referer"]) {
    const value = getHeader(lines, name);
    if (value === null || value === "" || (name === "Referer" && value === "null")) continue;
    const read = readPageOrigin(value);
    if (read.ok) {
      const origin = serializeOrigin(read.value);
      understood.push(`the page's origin ${codeSpan(origin)}, from \`${name}\``);
      return origin;
    }
    ignored.push(`${codeSpan(`${name}: ${value}`)}: it names no page`);
  }
  return null;
}

function cookieFields(
  lines: HeaderList,
  asked: Asked,
  { understood }: Notes,
): Pick<PastedFields, "cookies" | "credentials"> {
  const cookies = getHeaderLines(lines, "cookie")
    .filter((value) => value !== "")
    .join("; ");
  if (cookies === "") return {};
  const mode: RequestMode = asked.mode ?? "cors";
  const possible: readonly CredentialsMode[] = INITIATOR_TERMS[asked.initiator ?? "fetch"].modes[mode] ?? [];
  if (!possible.includes("include")) {
    understood.push("the cookies");
    return { cookies };
  }
  understood.push("the cookies, and with them the credentials mode `include`");
  return { cookies, credentials: "include" };
}

function authorLines(lines: HeaderList, { initiator = "fetch" }: Asked, { understood, ignored }: Notes): HeaderLine[] {
  const isAsked = INITIATOR_TERMS[initiator].headers === "any";
  const isCopied = isCopiedFromBrowser(lines);
  const own: HeaderLine[] = [];
  const browsers: string[] = [];
  for (const line of lines) {
    if (READ_ELSEWHERE.includes(byteLowercase(line[0]))) continue;
    if (!isAsked || isForbiddenRequestHeader(line) || isWrittenByBrowser(line, lines, isCopied)) browsers.push(line[0]);
    else own.push(line);
  }
  const count = new Set(own.map(([name]) => name)).size;
  if (count > 0) understood.push(`the ${count === 1 ? "header" : "headers"} ${codeSpans(own.map(([name]) => name))}`);
  if (browsers.length > 0) {
    ignored.push(`${codeSpans(browsers)}: ${browsers.length === 1 ? "it is" : "they are"} for the browser to write`);
  }
  return own;
}

/** Whether the lines are as a browser wrote them, and not as an author of code or of a command did. */
export function isCopiedFromBrowser(lines: HeaderList): boolean {
  const isSign = ([name, value]: HeaderLine) => {
    const lowerName = byteLowercase(name);
    if (lowerName === "priority") return /^u=\d/.test(value);
    return lowerName.startsWith("sec-") || (lowerName === "user-agent" && value.startsWith("Mozilla/"));
  };
  return lines.some(isSign) || ["accept-language", "referer"].every((name) => hasHeader(lines, name));
}

function isWrittenByBrowser([name, value]: HeaderLine, lines: HeaderList, isCopied: boolean): boolean {
  const lowerName = byteLowercase(name);
  if (WRITTEN_BY_BROWSERS.includes(lowerName)) return true;
  if (lowerName === "accept") {
    const isNavigation = value.startsWith("text/html,application/xhtml+xml");
    return value === "*/*" || isNavigation;
  }
  if (!isCopied) return false;
  // What the developer tools add when their cache is disabled, and what a reload adds.
  const isCacheDisabled =
    value === "no-cache" && ["cache-control", "pragma"].every((each) => getHeader(lines, each) === "no-cache");
  if (["cache-control", "pragma"].includes(lowerName)) return isCacheDisabled || value === "max-age=0";
  return CACHE_VALIDATORS.includes(lowerName);
}

/** The fields that have a value; the others were not said. */
function definedOnly<T extends object>(fields: { [K in keyof T]: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
