import { readFileSync } from "node:fs";

type RawLine = [string, string];

export interface ServerAnswer {
  readonly status?: number;
  readonly headers?: RawLine[];
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
