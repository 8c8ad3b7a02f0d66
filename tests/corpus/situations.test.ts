import { describe, expect, test } from "vitest";
import { CHROMIUM, FIREFOX } from "#lib/browsers/browsers.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { OutgoingRequest } from "#lib/fetch/exchange.ts";
import { getHeader } from "#lib/fetch/header-list.ts";
import type { FetchOutcome } from "#lib/fetch/outcome.ts";
import { drive, type FinishedRun } from "#lib/fetch/recording.ts";
import { answerTo, corpus, requestOf, SCRIPTED, serverOf, type Situation, type WireRequest } from "./situations.ts";

const LEFT_OUT: Readonly<Record<string, string>> = {
  h13: "Subresource Integrity decides after the response, and is another standard",
  h19: "a WebSocket has no CORS",
};
/** DevTools issues that the corpus lists beside CorsError codes. */
const NOT_CORS_ERRORS = ["GenericIssue", "QuirksModeIssue", "BlockedByResponseIssue"];

const expressible = corpus.cases.filter(({ id }) => !(id in LEFT_OUT));

/** Whether the page got something; undefined for a beacon, which is never told. */
function isAllowed({ allowed, raw = "" }: Situation["firefox"]): boolean | undefined {
  if (allowed !== undefined) return allowed;
  // The script of one row reads the rules of its stylesheet, once that is loaded.
  if (/^(load|open|SecurityError: .*(Cannot access rules|cross-origin stylesheet))/.test(raw)) return true;
  return raw.startsWith("error") ? false : undefined;
}

function expectVerdict(outcome: FetchOutcome["outcome"], measured: Situation["firefox"]): void {
  const allowed = isAllowed(measured);
  if (allowed === undefined) expect(measured.raw).toBe("queued true");
  else expect(["allowed", "opaque"].includes(outcome)).toBe(allowed);
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

function expectWire({ steps }: FinishedRun, measured: readonly WireRequest[]): void {
  // A connection that is refused leaves nothing on the servers' side of the wire.
  const sent = steps.filter(({ request: { url } }) => serverOf(new URL(url)) !== null);
  expect(sent.map(({ request }) => wireOf(request))).toEqual(
    measured.map(({ server, path, method, origin, acrm, acrh }) => ({ server, path, method, origin, acrm, acrh })),
  );
}

describe("the Chromium profile agrees with the measured Chromium", () => {
  test.each(expressible.map((row) => [row.id, row.title, row] as const))("%s: %s", (_id, _title, row) => {
    const request = requestOf(row);
    const run = drive(corsFetch(request, CHROMIUM.profile), (outgoing) => answerTo(row, outgoing));
    const report = CHROMIUM.report(request, run);
    const { chromium } = row;

    expectVerdict(run.outcome.outcome, chromium);
    if (chromium.allowed === true) expect(run.outcome.readable.type).toBe(chromium.type);

    const corsErrors = chromium.corsError.map((code) => code.split("(")[0] ?? "");
    expect(report.corsError).toBe(corsErrors.find((code) => !NOT_CORS_ERRORS.includes(code)) ?? null);
    expect(report.console.reason).toBe(chromium.console[0] ?? null);

    expectWire(run, chromium.wire);

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

    expectVerdict(run.outcome.outcome, firefox);
    // The corpus puts the category of the message before it, and knows the path of the page.
    const [line = ""] = firefox.console;
    const { reason, also } = FIREFOX.report(request, run).console;
    expect(reason ?? also[0] ?? "").toBe(line.replace(/^\w+: (?=[A-Z])/, "").replace(`/page?${row.id}`, "/"));

    expectWire(run, withoutRetries(firefox.wire));
  });
});

/** Firefox repeats a request whose connection breaks off about ten times. */
function withoutRetries(wire: readonly WireRequest[]): WireRequest[] {
  const key = (entry: WireRequest | undefined) => `${entry?.method ?? ""} ${entry?.path ?? ""} ${entry?.origin ?? ""}`;
  return wire.filter((entry, index) => key(entry) !== key(wire[index - 1]));
}

test("every row with a script is one request, or left out for a reason", () => {
  const withScript = corpus.cases.filter(({ script }) => script !== undefined).map(({ id }) => id);
  expect(withScript).toEqual([...Object.keys(SCRIPTED), ...Object.keys(LEFT_OUT)].sort());
});

const reasons = Object.entries(LEFT_OUT).map(([id, reason]) => `${id}: ${reason}`);
test(`${String(reasons.length)} of ${String(corpus.cases.length)} rows are left out (${reasons.join("; ")})`, () => {
  expect(expressible).toHaveLength(corpus.cases.length - reasons.length);
});
