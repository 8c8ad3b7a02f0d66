import http from "node:http";
import https from "node:https";
import { createRequire } from "node:module";
import { Readable, Writable } from "node:stream";
import { Browser, type BrowserPage } from "happy-dom";
import Fetch from "happy-dom/lib/fetch/Fetch.js";
import type { Answer } from "#lib/fetch/exchange.ts";
import type { MeasuredCase } from "#tests/corpus/measured.ts";
import type { Implementation, PreparedCase } from "./implementation.ts";
import type { RecordedServer } from "./recorded-server.ts";

const { version } = createRequire(import.meta.url)("happy-dom/package.json") as { version: string };
/** Its decision on a request before that is sent, redirects not followed; private by its types only. */
interface CorsCode {
  compliesWithCrossOriginPolicy(): Promise<boolean>;
}

let network: RecordedServer | null = null;

/** Answers in memory in the place of the network, as Node would hand the answer on. */
class RecordedRequest extends Writable {
  readonly #answer: Answer;

  constructor(answer: Answer) {
    super();
    this.#answer = answer;
  }

  setTimeout(): this {
    return this;
  }

  override _write(_chunk: unknown, _encoding: BufferEncoding, done: () => void): void {
    done();
  }

  override _final(done: (error?: Error) => void): void {
    const answer = this.#answer;
    if (answer.kind !== "response") {
      done(new Error("socket hang up"));
      return;
    }
    done();
    const { status: statusCode, headers } = answer;
    const message = { statusCode, statusMessage: "", rawHeaders: headers.flat(), headers: {} };
    this.emit("response", Object.assign(Readable.from([]), message));
  }
}

function recordedRequest(url: string, options: { method: string; headers: Record<string, string> }): RecordedRequest {
  const { method, headers } = options;
  const isPreflight = method === "OPTIONS" && "Access-Control-Request-Method" in headers;
  const question = { role: isPreflight ? "preflight" : "actual", url, origin: headers["Origin"] } as const;
  return new RecordedRequest(network!.answer(question));
}

/** It takes `request` from these modules for every request anew. */
Object.assign(http, { request: recordedRequest });
Object.assign(https, { request: recordedRequest });

const browser = new Browser();
const pages = new Map<string, BrowserPage>();

function pageOf(row: MeasuredCase): BrowserPage {
  const known = pages.get(row.page);
  if (known !== undefined) return known;
  const page = browser.newPage();
  if (row.page !== "null") page.url = row.page;
  pages.set(row.page, page);
  return page;
}

/** A page as if newly opened, without what earlier requests left in its caches and its console. */
function freshPage(row: MeasuredCase, server: RecordedServer): BrowserPage {
  network = server;
  const page = pageOf(row);
  page.context.responseCache.clear();
  page.context.preflightResponseCache.clear();
  page.virtualConsolePrinter.clear();
  return page;
}

function initOf({ row, request: { method, headers, credentials, mode, redirect } }: PreparedCase) {
  return {
    method,
    headers: headers.map(([name, value]): [string, string] => [name, value]),
    credentials,
    mode,
    redirect,
    ...(row.body !== undefined && { body: row.body }),
  };
}

export const happyDom: Implementation = {
  version,

  /** Its `fetch()` takes every option. */
  canExpress: () => true,

  async fetch(prepared, server) {
    const { window } = freshPage(prepared.row, server).mainFrame;
    try {
      await window.fetch(prepared.request.url, initOf(prepared));
      return "allowed";
    } catch {
      return "blocked";
    }
  },

  async runCorsCode(prepared, server) {
    const { mainFrame } = freshPage(prepared.row, server);
    try {
      const { url } = prepared.request;
      const fetch = new Fetch({ browserFrame: mainFrame, window: mainFrame.window, url, init: initOf(prepared) });
      await (fetch as unknown as CorsCode).compliesWithCrossOriginPolicy();
    } catch {
      // The request was refused before it came to CORS.
    }
  },
};
