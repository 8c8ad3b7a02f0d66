import type { Diagnosis, Exchange } from "#lib/contract/diagnosis.ts";
import { PREFLIGHT_VERSION } from "#lib/contract/terms.ts";
import { getHeader, type HeaderList } from "#lib/fetch/header-list.ts";

/** What HAR wants a number or a time for, and nobody measured. */
const UNKNOWN = -1;
const UNKNOWN_TIME = new Date(0).toISOString();

/** HTTP Archive 1.2, http://www.softwareishard.com/blog/har-12-spec/: every exchange as it is stored, in order. */
export function renderHar(diagnosis: Diagnosis): string {
  const { permalink, createdAt, exchanges, source } = diagnosis;
  const comments = [
    ...(permalink === null ? [] : [permalink]),
    ...(source === "network" ? [] : ["The responses were supplied by the caller; nothing was sent."]),
    "Entries are in the order of their sending; the time of each is that of the diagnosis.",
    "REDACTED stands for secrets that are not kept.",
  ];
  const log = {
    version: "1.2",
    creator: { name: "Preflight", version: PREFLIGHT_VERSION },
    entries: exchanges.map((exchange, index) => entryOf(exchange, index, createdAt ?? UNKNOWN_TIME)),
    comment: comments.join(" "),
  };
  return `${JSON.stringify({ log }, null, 2)}\n`;
}

function entryOf(exchange: Exchange, index: number, startedDateTime: string): object {
  const { timingMs, remoteAddress, request, response, failure } = exchange;
  return {
    startedDateTime,
    time: timingMs?.total ?? 0,
    request: requestOf(request),
    response: response === null ? noResponse(failure) : responseOf(response),
    cache: {},
    timings: timingsOf(timingMs),
    ...(remoteAddress === null ? {} : { serverIPAddress: remoteAddress }),
    comment: commentOf(exchange, index),
  };
}

function commentOf({ role, hop, purpose, conclusion, failure }: Exchange, index: number): string {
  const after = hop === 0 ? "" : ` after ${hop === 1 ? "one redirect" : `${hop} redirects`}`;
  const said = [purpose, conclusion, failure?.message].filter((text) => text !== undefined);
  return [`Exchange ${index + 1}: ${role}${after}.`, ...said].join(" ");
}

function requestOf({ method, url, headers }: Exchange["request"]): object {
  const length = getHeader(headers, "content-length");
  return {
    method,
    url,
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: linesOf(headers),
    queryString: queryOf(url),
    headersSize: UNKNOWN,
    bodySize: length !== null && /^\d+$/.test(length) ? Number(length) : 0,
  };
}

function responseOf({ status, httpVersion, headers, bodyStart }: NonNullable<Exchange["response"]>): object {
  return {
    status,
    statusText: "",
    httpVersion: httpVersion === null ? "HTTP/1.1" : `HTTP/${httpVersion}`,
    cookies: [],
    headers: linesOf(headers),
    content: {
      size: UNKNOWN,
      mimeType: getHeader(headers, "content-type") ?? "x-unknown",
      ...(bodyStart === null
        ? { comment: "The body is not kept." }
        : { text: bodyStart, comment: "Only the beginning of the body is kept." }),
    },
    redirectURL: getHeader(headers, "location") ?? "",
    headersSize: UNKNOWN,
    bodySize: UNKNOWN,
  };
}

/** As browsers write down what got no answer. */
function noResponse(failure: Exchange["failure"]): object {
  return {
    status: 0,
    statusText: "",
    httpVersion: "",
    cookies: [],
    headers: [],
    content: { size: 0, mimeType: "x-unknown" },
    redirectURL: "",
    headersSize: UNKNOWN,
    bodySize: UNKNOWN,
    comment: failure === null ? "Not sent." : `${failure.message} (${failure.phase}: ${failure.code})`,
  };
}

/** `connect` of an archive contains TLS; what is left after the first byte was spent on the body. */
function timingsOf(timingMs: Exchange["timingMs"]): object {
  const { dns = null, connect = null, tls = null, firstByte = null } = timingMs ?? {};
  return {
    blocked: UNKNOWN,
    dns: dns ?? UNKNOWN,
    connect: connect === null ? UNKNOWN : connect + (tls ?? 0),
    ssl: tls ?? UNKNOWN,
    send: UNKNOWN,
    wait: firstByte ?? UNKNOWN,
    receive: UNKNOWN,
  };
}

function linesOf(headers: HeaderList): object[] {
  return headers.map(([name, value]) => ({ name, value }));
}

function queryOf(url: string): object[] {
  return [...(URL.parse(url)?.searchParams ?? [])].map(([name, value]) => ({ name, value }));
}
