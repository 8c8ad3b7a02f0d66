import { readFileSync } from "node:fs";
import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { trimOptionalWhitespace } from "#lib/fetch/header-list.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import type { RequestFields } from "#lib/intake/request-fields.ts";

type RawLine = [string, string];

export interface ServerAnswer {
  readonly status?: number;
  readonly headers?: RawLine[];
  readonly body?: string;
  /** The server closes the connection instead of answering. */
  readonly destroy?: boolean;
}

export interface WireRequest {
  readonly server: string;
  readonly path: string;
  readonly method: string;
  readonly origin?: string;
  readonly acrm?: string;
  readonly acrh?: string;
}

/** One row of the measured corpus: what was asked, what the servers said, and what the real browsers did. */
export interface Situation {
  readonly id: string;
  readonly title: string;
  readonly page: string;
  readonly script?: string;
  readonly sandboxedIframe?: boolean;
  readonly readHeader?: string;
  readonly request: null | {
    readonly url: string;
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly credentials?: "omit" | "same-origin" | "include";
    readonly mode?: "cors" | "no-cors" | "same-origin";
    readonly redirect?: "follow" | "error" | "manual";
    readonly body?: string;
  };
  readonly server: Record<string, Record<string, ServerAnswer>>;
  readonly chromium: {
    readonly allowed?: boolean;
    /** What a row with a script came to. */
    readonly raw?: string;
    readonly type?: string;
    readonly header?: string | null;
    readonly corsError: string[];
    readonly console: string[];
    readonly wire: WireRequest[];
  };
  readonly firefox: {
    readonly allowed?: boolean;
    readonly raw?: string;
    readonly console: string[];
    readonly wire: WireRequest[];
  };
}

interface Corpus {
  readonly origins: Record<"APP" | "API" | "THIRD" | "APPS" | "APIS", string>;
  readonly cases: Situation[];
}

export const corpus = JSON.parse(readFileSync(new URL("situations.json", import.meta.url), "utf8")) as Corpus;

const SERVER_NAMES = { app: "APP", api: "API", third: "THIRD", apps: "APPS", apis: "APIS" } as const;

/** The name of the server that a URL leads to, null when none of the corpus listens there. */
export function serverOf(url: URL): string | null {
  const byOrigin = Object.entries(SERVER_NAMES).find(([, key]) => corpus.origins[key] === url.origin);
  // One row addresses the API's port by the name localhost.
  return byOrigin?.[0] ?? (url.origin === "http://localhost:9102" ? "api" : null);
}

const API = `${corpus.origins.API}/c`;

/** Rows with a script, each as the one request that it makes. */
export const SCRIPTED: Readonly<Record<string, Omit<RequestFields, "origin">>> = {
  h02: { initiator: "xhr-upload", url: `${API}/h02`, headers: { "Content-Type": "text/plain" }, body: "a" },
  h03: { initiator: "xhr", url: `${API}/h03`, credentials: "include" },
  h04: { initiator: "eventsource", url: `${API}/h04` },
  h06: { initiator: "image", url: `${API}/h06`, mode: "cors" },
  h10: { initiator: "module", url: `${API}/h10` },
  h12: { initiator: "script", url: `${API}/h12`, mode: "cors" },
  h14: { initiator: "beacon", url: `${API}/h14`, headers: { "Content-Type": "application/json" }, body: "{}" },
  h17: { initiator: "stylesheet", url: `${API}/h17` },
  h21: { initiator: "image", url: `${API}/h21` },
};

/** The request that the row's page makes. */
export function requestOf(row: Situation): FetchRequest {
  const fields = SCRIPTED[row.id] ?? row.request;
  const read = readFields({
    ...fields,
    url: fields?.url ?? "",
    origin: row.sandboxedIframe === true ? "null" : row.page,
  });
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return read.request;
}

type Asked = Pick<OutgoingRequest, "role" | "url">;

/** What the row's servers answer: a preflight by its own entry, a redirect's target by the last part of its path. */
export function serverAnswer(row: Situation, { role, url }: Asked): ServerAnswer | undefined {
  const { pathname } = new URL(url);
  const server = row.server[serverOf(new URL(url)) ?? ""];
  return server?.[role === "preflight" ? "preflight" : (pathname.split("/")[3] ?? "actual")];
}

/** The same as the engine is told it. */
export function answerTo(row: Situation, request: Asked): Answer {
  const answer = serverAnswer(row, request);
  if (answer === undefined) return { kind: "failure", phase: "connect", code: "connection-refused" };
  if (answer.destroy === true) return { kind: "failure", phase: "response", code: "connection-closed" };
  return {
    kind: "response",
    status: answer.status ?? 200,
    headers: (answer.headers ?? []).map(([name, value]) => [name, trimOptionalWhitespace(value)]),
  };
}
