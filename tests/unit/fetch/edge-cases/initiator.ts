import type { Initiator } from "#lib/contract/terms.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { EdgeCase } from "../edge-case.ts";
import { response } from "../fetching.ts";

function by(initiator: Initiator, fields: Partial<RequestFields> = {}): FetchRequest {
  const read = readFields({ url: "https://b.test/", origin: "https://a.test", initiator, ...fields });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.request;
}

const silent = { actual: response(200) };
const blocked = (number: number, title: string, request: FetchRequest): EdgeCase => ({
  number,
  title,
  request,
  answers: silent,
  standard: "allow-origin-missing",
});
const opaque = (number: number, title: string, request: FetchRequest, wire: string): EdgeCase => ({
  number,
  title,
  request,
  answers: silent,
  standard: "opaque",
  wire: [wire],
});

const json = { body: "{}", headers: { "Content-Type": "application/json" } };

/** Requests that something other than `fetch()` makes. */
export const INITIATOR_CASES: readonly EdgeCase[] = [
  blocked(80, "a font without CORS headers", by("font")),
  blocked(80, "a module without CORS headers", by("module")),
  blocked(80, "a script with `crossorigin` and without CORS headers", by("script", { mode: "cors" })),
  opaque(80, "a script without `crossorigin`", by("script"), "GET b.test"),
  blocked(109, "an event source without CORS headers", by("eventsource")),
  opaque(110, "a beacon of text", by("beacon", { body: "a" }), "POST b.test"),
  opaque(110, "a beacon without a body", by("beacon"), "POST b.test"),
  {
    number: 110,
    title: "a beacon of JSON, for which `*` is not enough",
    request: by("beacon", json),
    answers: {
      preflight: response(204, [
        ["Access-Control-Allow-Origin", "*"],
        ["Access-Control-Allow-Headers", "content-type"],
      ]),
    },
    standard: "preflight-allow-origin-wildcard-with-credentials",
    wire: ["OPTIONS b.test"],
  },
  {
    number: 110,
    title: "a beacon of JSON, with all that it needs",
    request: by("beacon", json),
    answers: {
      preflight: response(204, [
        ["Access-Control-Allow-Origin", "https://a.test"],
        ["Access-Control-Allow-Credentials", "true"],
        ["Access-Control-Allow-Headers", "content-type"],
      ]),
      actual: response(200, [
        ["Access-Control-Allow-Origin", "https://a.test"],
        ["Access-Control-Allow-Credentials", "true"],
      ]),
    },
    standard: "allowed",
    wire: ["OPTIONS b.test", "POST b.test"],
  },
];
