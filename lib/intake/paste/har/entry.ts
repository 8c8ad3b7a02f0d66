import { getHeader, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { isHeaderValue, normalizeHeaderValue } from "#lib/fetch/header-value.ts";
import { isToken } from "#lib/fetch/method.ts";
import { listIn, objectIn, textIn } from "./json.ts";

/** One request of an HTTP archive. http://www.softwareishard.com/blog/har-12-spec/#entries */
export interface HarEntry {
  readonly method: string;
  readonly url: URL;
  readonly headers: HeaderList;
  readonly body: HarBody;
  /** 0 where no answer was recorded. */
  readonly status: number;
  readonly responseHeaders: HeaderList;
  /** Why it failed, as the tool that wrote the archive says: `net::ERR_FAILED`; empty where it does not. */
  readonly error: string;
  /** Chrome's name of what asked, such as `xhr`; empty for other tools. */
  readonly resourceType: string;
  readonly isPreflight: boolean;
  readonly page: string;
}

export interface HarBody {
  readonly text: string;
  readonly mimeType: string;
  /** There was one, and it cannot be put into a field. */
  readonly isLost: boolean;
}

/** Failures after which the page could read the answer, or did not want it. */
const NOT_BLOCKED = ["net::ERR_ABORTED", "net::ERR_HTTP_RESPONSE_CODE_FAILURE"];

/** Reads an entry; the reason why it is left out, in the plural, where it is no request of HTTP. */
export function readEntry(value: unknown): HarEntry | string {
  const entry = objectIn(value);
  const request = objectIn(entry["request"]);
  const response = objectIn(entry["response"]);
  const method = textIn(request["method"]);
  if (method.toUpperCase() === "CONNECT") return "tunnels of a proxy";
  const url = URL.parse(textIn(request["url"]));
  const resourceType = textIn(entry["_resourceType"]).toLowerCase();
  if (url === null) return "entries without a URL";
  if (resourceType === "websocket" || ["ws:", "wss:"].includes(url.protocol)) return "WebSockets, which have no CORS";
  if (!["http:", "https:"].includes(url.protocol)) return `requests for \`${url.protocol}\` URLs`;
  const headers = headerLines(request["headers"]);
  const isAnnouncing = getHeader(headers, "access-control-request-method") !== null;
  const isPreflight =
    method.toUpperCase() === "OPTIONS" &&
    (isAnnouncing || resourceType === "preflight" || objectIn(entry["_initiator"])["type"] === "preflight");
  return {
    method: isToken(method) ? method : "GET",
    url,
    headers: [...headers, ...cookieLine(headers, request["cookies"])],
    body: readBody(request["postData"], headers),
    status: statusOf(response["status"]),
    responseHeaders: headerLines(response["headers"]),
    error: textIn(response["_error"]) || textIn(response["_failureText"]) || textIn(entry["_error"]),
    resourceType,
    isPreflight,
    page: textIn(entry["pageref"]),
  };
}

/** Whether the browser kept the answer from the page, as far as the archive shows it. */
export function isRefused({ status, error, url, headers, responseHeaders }: HarEntry): boolean {
  if (error !== "" && !NOT_BLOCKED.includes(error)) return true;
  if (status === 0) return true;
  const origin = getHeader(headers, "origin");
  return origin !== null && origin !== url.origin && getHeader(responseHeaders, "access-control-allow-origin") === null;
}

function headerLines(value: unknown): HeaderLine[] {
  return listIn(value).flatMap((each): HeaderLine[] => {
    const line = objectIn(each);
    const name = textIn(line["name"]);
    const content = normalizeHeaderValue(textIn(line["value"]));
    // The pseudo-headers of HTTP/2 are no tokens.
    return isToken(name) && isHeaderValue(content) ? [[name, content]] : [];
  });
}

/** Some tools write cookies into a list of their own only. */
function cookieLine(headers: HeaderList, value: unknown): HeaderLine[] {
  if (getHeader(headers, "cookie") !== null) return [];
  const pairs = listIn(value).map(objectIn);
  const cookies = pairs.map(({ name, value: content }) => `${textIn(name)}=${textIn(content)}`).join("; ");
  return pairs.length === 0 || !isHeaderValue(cookies) ? [] : [["Cookie", cookies]];
}

function readBody(value: unknown, headers: HeaderList): HarBody {
  const data = objectIn(value);
  const mimeType = textIn(data["mimeType"]) || (getHeader(headers, "content-type") ?? "");
  const isBinary = data["encoding"] === "base64" || data["_isBase64"] === true;
  const params = listIn(data["params"]).map(objectIn);
  const isForm = mimeType.startsWith("application/x-www-form-urlencoded");
  const pairs = params.map(({ name, value: content }) => [textIn(name), textIn(content)]);
  const text = textIn(data["text"]) || (isForm ? new URLSearchParams(pairs).toString() : "");
  const isLost = isBinary || (text === "" && params.length > 0);
  return { text: isLost ? "" : text, mimeType, isLost };
}

function statusOf(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 100 && value <= 599 ? value : 0;
}
