import { readFileSync } from "node:fs";
import type { Browser } from "#lib/browsers/browser.ts";
import { ERROR_EVENT } from "#lib/browsers/initiator.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { byteLowercase, getHeader, trimOptionalWhitespace } from "#lib/fetch/header-list.ts";
import { drive } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";

export interface WireEntry {
  readonly method: string;
  readonly url: string;
  readonly origin?: string;
  readonly acrm?: string;
  readonly acrh?: string;
  readonly contentType?: string;
  readonly authorization?: string;
  /** Absent when the server broke the connection off. */
  readonly status?: number;
  readonly answer?: [string, string][];
}

/** One request that a page made in a real browser: what was asked, what crossed the wire, and what came of it. */
export interface MeasuredCase extends Omit<RequestFields, "origin"> {
  readonly name: string;
  readonly page: string;
  readonly wire: WireEntry[];
  /** The type of the response that the page got; absent when the promise was rejected. */
  readonly type?: string;
  readonly exception?: string;
  /** What the page was told where there is no promise; a beacon tells it nothing. */
  readonly event?: "load" | "open" | "error" | "queued";
  readonly console?: string[];
  readonly corsError?: string;
  readonly readable?: string[];
}

export type MeasuredBrowser = "chromium" | "firefox" | "webkit";

/** What of a case the profile gets wrong. */
export type Difference = "verdict" | "wire" | "console" | "readable";

/** The cases of one browser: those of `fetch()`, and those of everything else that makes requests. */
export function measuredCases(browser: MeasuredBrowser): MeasuredCase[] {
  return [...measuredFetches(browser), ...casesIn(`${browser}-consumers-measured.json`)];
}

/** The cases of `fetch()` in one browser. */
export function measuredFetches(browser: MeasuredBrowser): MeasuredCase[] {
  return casesIn(`${browser}-measured.json`);
}

function casesIn(file: string): MeasuredCase[] {
  return (readJson(file) as { cases: MeasuredCase[] }).cases;
}

/** The cases that a profile is known not to model, by browser and name. */
export const NOT_MODELLED = readJson("not-modelled.json") as Record<MeasuredBrowser, Record<string, Difference[]>>;

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(new URL(name, import.meta.url), "utf8"));
}

/** What the page asked for in a case. */
export function requestOf(row: MeasuredCase): FetchRequest {
  const read = readFields({ ...row, origin: row.page });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.request;
}

/** Runs the engine on what was measured, and tells in what it differs from the real browser. */
export function differencesOf(row: MeasuredCase, { profile, report: reportOf }: Browser): Difference[] {
  const request = requestOf(row);
  const run = drive(corsFetch(request, profile), answersTo(row));
  const report = reportOf(request, run);
  const printed = [report.console.reason, ...report.console.also].filter((line) => line !== null);
  const isVerdictEqual =
    isTold(row, run.outcome.readable.type) &&
    (report.exception ?? undefined) === (row.event === "error" ? ERROR_EVENT : row.exception) &&
    (report.corsError ?? undefined) === row.corsError;

  const differences: Difference[] = [];
  if (!isVerdictEqual) differences.push("verdict");
  if (
    !isEqual(
      run.steps.map(({ request }) => wireOf(request)),
      row.wire.map(measuredWire),
    )
  )
    differences.push("wire");
  if (!isEqual(printed, row.console ?? [])) differences.push("console");
  if (row.readable !== undefined) {
    // The transport's own headers are not the server's.
    const named = new Set(row.wire.at(-1)?.answer?.map(([name]) => byteLowercase(name)));
    const readable = row.readable.filter((name) => named.has(name)).sort();
    if (!isEqual([...run.outcome.readable.headers].sort(), readable)) differences.push("readable");
  }
  return differences;
}

/** Whether the page was told what the engine says it is told. */
function isTold({ event, type = "error" }: MeasuredCase, said: string): boolean {
  if (event === undefined) return said === type;
  return event === "queued" || (said === "error") === (event === "error");
}

/** Answers as the row's servers did, one request after another. */
export function answersTo(row: MeasuredCase): () => Answer {
  const answers = row.wire.map(answerOf);
  return () => answers.shift() ?? { kind: "not-sent", because: "answer-missing" };
}

export function answerOf({ status, answer }: WireEntry): Answer {
  if (status === undefined || answer === undefined) {
    return { kind: "failure", phase: "response", code: "connection-closed" };
  }
  return {
    kind: "response",
    status,
    headers: answer.map(([name, value]) => [name, trimOptionalWhitespace(value)]),
  };
}

function wireOf(request: OutgoingRequest): Omit<WireEntry, "status" | "answer"> {
  const header = (name: string) => getHeader(request.headers, name) ?? undefined;
  return measuredWire({
    method: request.method,
    url: request.url,
    origin: header("origin"),
    acrm: header("access-control-request-method"),
    acrh: header("access-control-request-headers"),
    contentType: header("content-type"),
    authorization: header("authorization"),
  } as WireEntry);
}

function measuredWire({ method, url, origin, acrm, acrh, contentType, authorization }: WireEntry) {
  return { method, url, origin, acrm, acrh, contentType, authorization } as Omit<WireEntry, "status" | "answer">;
}

function isEqual(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
