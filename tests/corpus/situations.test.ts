import { describe, expect, test } from "vitest";
import { CHROMIUM, FIREFOX } from "#lib/browsers/browsers.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { getHeader, trimOptionalWhitespace } from "#lib/fetch/header-list.ts";
import { drive } from "#lib/fetch/recording.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { corpus, serverOf, type Situation, type WireRequest } from "./situations.ts";

/** Rows that are not one `fetch()`: they run a script, load an element or open a WebSocket. */
const NOT_ONE_FETCH = ["h02", "h03", "h04", "h06", "h10", "h12", "h13", "h14", "h17", "h19", "h21"];
/** DevTools issues that the corpus lists beside CorsError codes. */
const NOT_CORS_ERRORS = ["GenericIssue", "QuirksModeIssue"];

const expressible = corpus.cases.filter(({ id }) => !NOT_ONE_FETCH.includes(id));

function requestOf(row: Situation): FetchRequest {
  const read = readFields({
    ...row.request,
    url: row.request?.url ?? "",
    origin: row.sandboxedIframe === true ? "null" : row.page,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.request;
}

/** What the row's servers answer: a preflight by its own entry, a redirect's target by the last part of its path. */
function answerTo(row: Situation, request: OutgoingRequest): Answer {
  const url = new URL(request.url);
  const server = row.server[serverOf(url) ?? ""];
  const step = url.pathname.split("/")[3] ?? "actual";
  const answer = server?.[request.role === "preflight" ? "preflight" : step];
  if (answer === undefined) return { kind: "failure", phase: "connect", code: "connection-refused" };
  if (answer.destroy === true) return { kind: "failure", phase: "response", code: "connection-closed" };
  return {
    kind: "response",
    status: answer.status ?? 200,
    headers: (answer.headers ?? []).map(([name, value]) => [name, trimOptionalWhitespace(value)]),
  };
}

function wireOf(request: OutgoingRequest) {
  const url = new URL(request.url);
  const header = (name: string) => getHeader(request.headers, name) ?? undefined;
  return {
    server: serverOf(url),
    path: url.pathname,
    method: request.method,
    origin: header("origin"),
    acrm: header("access-control-request-method"),
    acrh: header("access-control-request-headers"),
  };
}

describe("the Chromium profile agrees with the measured Chromium", () => {
  test.each(expressible.map((row) => [row.id, row.title, row] as const))("%s: %s", (_id, _title, row) => {
    const request = requestOf(row);
    const run = drive(corsFetch(request, CHROMIUM.profile), (outgoing) => answerTo(row, outgoing));
    const report = CHROMIUM.report(request, run);
    const { chromium } = row;

    expect(["allowed", "opaque"].includes(run.outcome.outcome)).toBe(chromium.allowed);
    if (chromium.allowed === true) expect(run.outcome.readable.type).toBe(chromium.type);

    const corsErrors = chromium.corsError.map((code) => code.split("(")[0] ?? "");
    expect(report.corsError).toBe(corsErrors.find((code) => !NOT_CORS_ERRORS.includes(code)) ?? null);
    expect(report.console.reason).toBe(chromium.console[0] ?? null);

    // A connection that is refused leaves nothing on the servers' side of the wire.
    const sent = run.steps.filter(({ request: { url } }) => serverOf(new URL(url)) !== null);
    expect(sent.map((step) => wireOf(step.request))).toEqual(
      chromium.wire.map(({ server, path, method, origin, acrm, acrh }) => ({
        server,
        path,
        method,
        origin,
        acrm,
        acrh,
      })),
    );

    if (row.readHeader !== undefined) {
      const isReadable = run.outcome.readable.headers.includes(row.readHeader.toLowerCase());
      expect(isReadable).toBe(chromium.header !== null);
    }
  });
});

describe("the Firefox profile agrees with the measured Firefox", () => {
  test.each(expressible.map((row) => [row.id, row.title, row] as const))("%s: %s", (_id, _title, row) => {
    const request = requestOf(row);
    const run = drive(corsFetch(request, FIREFOX.profile), (outgoing) => answerTo(row, outgoing));
    const { firefox } = row;

    expect(["allowed", "opaque"].includes(run.outcome.outcome)).toBe(firefox.allowed);
    // The corpus puts the category of the message before it, and knows the path of the page.
    const [line = ""] = firefox.console;
    const { reason, also } = FIREFOX.report(request, run).console;
    expect(reason ?? also[0] ?? "").toBe(line.replace(/^\w+: (?=[A-Z])/, "").replace(`/page?${row.id}`, "/"));

    const sent = run.steps.filter(({ request: { url } }) => serverOf(new URL(url)) !== null);
    expect(sent.map((step) => wireOf(step.request))).toEqual(
      withoutRetries(firefox.wire).map(({ server, path, method, origin, acrm, acrh }) => ({
        server,
        path,
        method,
        origin,
        acrm,
        acrh,
      })),
    );
  });
});

/** Firefox repeats a request whose connection breaks off about ten times. */
function withoutRetries(wire: readonly WireRequest[]): WireRequest[] {
  const key = (entry: WireRequest | undefined) => `${entry?.method ?? ""} ${entry?.path ?? ""} ${entry?.origin ?? ""}`;
  return wire.filter((entry, index) => key(entry) !== key(wire[index - 1]));
}

test(`${String(NOT_ONE_FETCH.length)} of ${String(corpus.cases.length)} rows are left out: exactly those with a script`, () => {
  expect(corpus.cases.filter(({ script }) => script !== undefined).map(({ id }) => id)).toEqual(NOT_ONE_FETCH);
});
