import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { CHROMIUM } from "#lib/browsers/browsers.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { byteLowercase, getHeader, trimOptionalWhitespace } from "#lib/fetch/header-list.ts";
import { drive } from "#lib/fetch/recording.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";

interface WireEntry {
  readonly method: string;
  readonly url: string;
  readonly origin?: string;
  readonly acrm?: string;
  readonly acrh?: string;
  readonly contentType?: string;
  readonly authorization?: string;
  readonly status: number;
  readonly answer: [string, string][];
}

interface MeasuredCase extends Omit<RequestFields, "origin"> {
  readonly name: string;
  readonly page: string;
  readonly wire: WireEntry[];
  /** The type of the response that the page got; absent when the promise was rejected. */
  readonly type?: string;
  readonly exception?: string;
  readonly console?: string[];
  readonly corsError?: string;
  readonly readable?: string[];
}

const { cases } = JSON.parse(readFileSync(new URL("chromium-measured.json", import.meta.url), "utf8")) as {
  cases: MeasuredCase[];
};

/** What Chromium does and the profile does not model yet, by the beginning of the case's name. */
const NOT_MODELLED = [
  { reason: "407 is net::ERR_UNEXPECTED_PROXY_AUTH", names: /^(4b|6): .*(status )?407/ },
  { reason: "a redirect from a cross-origin hop to ws: has a text of its own", names: /Location: "ws:/ },
  {
    reason: "Chromium's URL parser takes `%20` in a host and refuses `filesystem:`",
    names: /^4a: "(http:\/\/a%20b|filesystem:)/,
  },
  {
    reason: "the first of several missing headers is named in Chromium's hash order",
    names: /^6b?: .*missing|none allowed/,
  },
  { reason: "an http URL of a local network on an https page prints a warning", names: /http:\/\/10\.0\.0\.1$/ },
];
const modelled = cases.filter(({ name }) => !NOT_MODELLED.some(({ names }) => names.test(name)));

function wireOf(request: OutgoingRequest) {
  const header = (name: string) => getHeader(request.headers, name) ?? undefined;
  return {
    method: request.method,
    url: request.url,
    origin: header("origin"),
    acrm: header("access-control-request-method"),
    acrh: header("access-control-request-headers"),
    contentType: header("content-type"),
    authorization: header("authorization"),
  };
}

describe("the Chromium profile does what the measured Chromium did", () => {
  test.each(modelled.map((row) => [row.name, row] as const))("%s", (_name, row) => {
    const read = readFields({ ...row, origin: row.page });
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    const answers = row.wire.map(({ status, answer }): Answer => ({
      kind: "response",
      status,
      headers: answer.map(([name, value]) => [name, trimOptionalWhitespace(value)]),
    }));
    const unanswered: Answer = { kind: "not-sent", because: "answer-missing" };
    const run = drive(corsFetch(read.request, CHROMIUM.profile), () => answers.shift() ?? unanswered);
    const report = CHROMIUM.report(read.request, run);

    expect(run.steps.map(({ request }) => wireOf(request))).toEqual(
      row.wire.map(({ method, url, origin, acrm, acrh, contentType, authorization }) => ({
        method,
        url,
        origin,
        acrm,
        acrh,
        contentType,
        authorization,
      })),
    );
    const printed = [report.console.reason, ...report.console.also].filter((line) => line !== null);
    expect({
      type: run.outcome.readable.type,
      exception: report.exception ?? undefined,
      console: printed,
      corsError: report.corsError ?? undefined,
    }).toEqual({
      type: row.type ?? "error",
      exception: row.exception,
      console: row.console ?? [],
      corsError: row.corsError,
    });
    // The transport's own headers are not the server's.
    const named = new Set(row.wire.at(-1)?.answer.map(([name]) => byteLowercase(name)));
    if (row.readable !== undefined) {
      expect([...run.outcome.readable.headers].sort()).toEqual(row.readable.filter((name) => named.has(name)).sort());
    }
  });
});

test(`${String(cases.length - modelled.length)} of ${String(cases.length)} measured cases are not modelled`, () => {
  for (const { names } of NOT_MODELLED) expect(cases.some(({ name }) => names.test(name))).toBe(true);
});
