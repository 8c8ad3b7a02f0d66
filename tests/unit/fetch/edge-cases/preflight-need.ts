import type { HeaderLine } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { EdgeCase } from "../edge-case.ts";
import { preflight, readable } from "../fetching.ts";

const SIMPLE = ["GET b.test"];
const PREFLIGHTED = ["OPTIONS b.test", "GET b.test"];

/** A request to a server that permits whatever it is asked. */
function needs(number: number, title: string, request: Partial<FetchRequest>, method: string | null): EdgeCase {
  const names = (request.headers ?? []).map(([name]) => name).join(",");
  const actual = `${request.method ?? "GET"} b.test`;
  return {
    number,
    title,
    request,
    answers: { preflight: preflight(request.method ?? null, names), actual: readable() },
    standard: "allowed",
    wire: method === null ? [actual] : [`${method} b.test`, actual],
  };
}

const withHeader = (number: number, title: string, name: string, value: string): EdgeCase =>
  needs(number, title, { headers: [[name, value]] }, "OPTIONS");
const withSafeHeader = (number: number, title: string, name: string, value: string): EdgeCase =>
  needs(number, title, { headers: [[name, value]] }, null);
const post = (number: number, title: string, contentType: string, asks: "OPTIONS" | null): EdgeCase =>
  needs(number, title, { method: "POST", body: "text", headers: [["Content-Type", contentType]] }, asks);

const longBoundary = `multipart/form-data; boundary=${"-".repeat(100)}`;
/** 1,100 bytes in nine lines of 128 bytes at most. */
const manyBytes: HeaderLine[] = [
  ...["Accept", "Accept-Language", "Content-Language"].map((name): HeaderLine => [name, "a".repeat(128)]),
  ...Array.from({ length: 6 }, (): HeaderLine => ["Accept", "a".repeat(119)]),
];

/** Which requests are preceded by a preflight. */
export const PREFLIGHT_NEED_CASES: readonly EdgeCase[] = [
  post(40, "a JSON body", "application/json", "OPTIONS"),
  needs(41, "a string body without a type", { method: "POST", body: "text" }, null),
  post(41, "the type of a string body", "text/plain;charset=UTF-8", null),
  post(41, "a quoted parameter", 'text/plain; x="y"', "OPTIONS"),
  post(42, "a form", "application/x-www-form-urlencoded; charset=UTF-8", null),
  post(43, "a boundary that makes the type longer than 128 bytes", longBoundary, "OPTIONS"),
  withSafeHeader(44, "Accept", "Accept", "application/json"),
  withHeader(44, "Accept with a quote", "Accept", 'text/html;q="1"'),
  withHeader(44, "Accept of 129 bytes", "Accept", "a".repeat(129)),
  withHeader(45, "a language with an underscore", "Accept-Language", "en_US"),
  withSafeHeader(45, "languages with weights", "Accept-Language", "en-US,en;q=0.9"),
  withHeader(46, "Cache-Control", "Cache-Control", "no-cache"),
  withHeader(46, "Pragma", "Pragma", "no-cache"),
  withHeader(46, "If-None-Match", "If-None-Match", '"1"'),
  withHeader(47, "X-Requested-With", "X-Requested-With", "XMLHttpRequest"),
  withSafeHeader(48, "a range with a start", "Range", "bytes=0-499"),
  withHeader(48, "a range of the last bytes", "Range", "bytes=-500"),
  { ...withHeader(49, "a client hint", "DPR", "2"), chromiumWire: SIMPLE },
  ...["traceparent", "sentry-trace", "baggage", "ngrok-skip-browser-warning", "apikey", "x-client-info"].map((name) =>
    withHeader(50, name, name, "1"),
  ),
  // Chromium drops the header.
  { ...withHeader(51, "User-Agent", "User-Agent", "me"), chromiumWire: SIMPLE },
  ...["Origin", "Host", "Cookie", "Sec-Fetch-Mode", "Proxy-Authorization"].map((name) =>
    withSafeHeader(53, `${name}, which a script cannot set`, name, "1"),
  ),
  withSafeHeader(54, "an override with a forbidden method, which is dropped", "X-HTTP-Method-Override", "TRACE"),
  withHeader(54, "an override with an ordinary method", "X-HTTP-Method-Override", "DELETE"),
  needs(55, "safelisted values of more than 1024 bytes in all", { headers: manyBytes }, "OPTIONS"),
  needs(
    56,
    "a simple POST with a body and an upload listener",
    { method: "POST", body: "text", useCorsPreflight: true },
    "OPTIONS",
  ),
  {
    ...needs(
      56,
      "a simple POST without a body, with an upload listener",
      { method: "POST", useCorsPreflight: true },
      "OPTIONS",
    ),
    chromiumWire: ["POST b.test"],
  },
  needs(57, "a stream", { method: "POST", body: "stream", headers: [["Content-Type", "text/plain"]] }, "OPTIONS"),
  withSafeHeader(114, "Accept-Language of 128 bytes", "Accept-Language", "a".repeat(128)),
  withHeader(114, "Accept-Language of 129 bytes", "Accept-Language", "a".repeat(129)),
  withHeader(115, "an empty Content-Type", "Content-Type", ""),
  withHeader(115, "a Content-Type of a semicolon", "Content-Type", ";"),
  withHeader(115, "a Content-Type without a subtype", "Content-Type", "application"),
  {
    ...needs(
      90,
      "another URL of the same server has a preflight of its own",
      { url: "https://b.test/1", headers: [["X-A", "1"]] },
      null,
    ),
    answers: {
      preflight: [preflight(null, "x-a"), preflight(null, "x-a")],
      actual: [{ kind: "response", status: 307, headers: [...readable().headers, ["Location", "/2"]] }, readable()],
    },
    wire: [...PREFLIGHTED, ...PREFLIGHTED],
  },
];
