import type { CredentialsMode, Initiator, Reason, RedirectMode, RequestMode } from "#lib/contract/terms.ts";
import type { HeaderLine, HeaderList } from "#lib/fetch/header-list.ts";

/** The lab's three origins: the page's own, the API that it calls, and a third one for redirects. */
export const LAB_SITES = ["page", "api", "third"] as const;
export type LabSite = (typeof LAB_SITES)[number];

/** Serialized origins, in the order of `LAB_SITES`. */
export type LabOrigins = readonly [page: string, api: string, third: string];

export const LAB_FAMILIES = [
  "origin",
  "credentials",
  "preflight",
  "redirect",
  "exposed-headers",
  "hidden-error",
  "caching",
  "request",
  "initiator",
] as const;
export type LabFamily = (typeof LAB_FAMILIES)[number];

/** A constant text with its `Content-Type`. */
export interface LabBody {
  readonly type: string;
  /** At most 2 KiB. */
  readonly text: string;
}

/**
 * An answer as raw lines. In values, `{page}`, `{api}` and `{third}` stand for the lab's origins,
 * `{third-with-userinfo}` for the third with a user name in it, and `{page-in-capitals}` and `{page-of-another-scheme}`
 * for what resembles the page's. A line with `{allowed-origin}` carries the request's `Origin` if that is one of the
 * lab's, and is left out otherwise.
 */
export interface LabAnswer {
  readonly status: number;
  readonly headers: HeaderList;
  /** Absent: a line of JSON. */
  readonly body?: LabBody;
}

/** What one address of a scenario answers: `/{scenario}` for the step `""`, else `/{scenario}/{step}`. */
export interface LabEndpoint {
  readonly site: LabSite;
  readonly step: string;
  /** Absent: a preflight is answered like any other request. */
  readonly preflight?: LabAnswer;
  /** The answer to a preflight that asks for no headers, where it is another. */
  readonly preflightWithoutHeaders?: LabAnswer;
  readonly actual: LabAnswer;
  /** Where `actual` comes from a cache: what the server itself answers, which shows under a query that is not cached. */
  readonly pastCaches?: LabAnswer;
}

/** What makes the request in the page. */
export type LabInitiator = Extract<Initiator, "fetch" | "xhr" | "xhr-upload" | "image" | "font" | "eventsource">;

/** What the scenario's page asks for. The URL is that of the first endpoint. */
export interface LabRequest {
  readonly initiator: LabInitiator;
  readonly method: string;
  readonly headers: HeaderList;
  readonly credentials: CredentialsMode;
  readonly mode: RequestMode;
  readonly redirect: RedirectMode;
  readonly body: string | null;
}

/** What Chromium makes of it, whose verdict stands at the top of a diagnosis. */
export type LabExpectation =
  { readonly outcome: "blocked"; readonly reason: Reason } | { readonly outcome: "allowed" | "opaque" };

export interface LabScenario {
  /** Kebab-case and permanent: it is the path. */
  readonly id: string;
  readonly title: string;
  readonly family: LabFamily;
  /** One sentence. */
  readonly teaches: string;
  /** Whether this is how it should be done. */
  readonly correct: boolean;
  /** For a broken scenario: the id of the correct one to compare it with. */
  readonly twin?: string;
  /** `opaque`: the page is in a sandboxed frame, so that its origin is `null`. */
  readonly pageOrigin: "page" | "opaque";
  readonly request: LabRequest;
  readonly endpoints: readonly [LabEndpoint, ...LabEndpoint[]];
  readonly expected: LabExpectation;
}

export const GET: LabRequest = {
  initiator: "fetch",
  method: "GET",
  headers: [],
  credentials: "same-origin",
  mode: "cors",
  redirect: "follow",
  body: null,
};
export const PUT: LabRequest = { ...GET, method: "PUT", body: "{}" };
export const POST_JSON: LabRequest = {
  ...GET,
  method: "POST",
  headers: [["Content-Type", "application/json"]],
  body: "{}",
};

export const ALLOWED = { outcome: "allowed" } as const;
export const blocked = (reason: Reason) => ({ outcome: "blocked", reason }) as const;

export const allowOrigin = (value: string): HeaderLine => ["Access-Control-Allow-Origin", value];
export const allowCredentials = (value: string): HeaderLine => ["Access-Control-Allow-Credentials", value];
export const allowMethods = (value: string): HeaderLine => ["Access-Control-Allow-Methods", value];
export const allowHeaders = (value: string): HeaderLine => ["Access-Control-Allow-Headers", value];
export const exposeHeaders = (value: string): HeaderLine => ["Access-Control-Expose-Headers", value];
export const location = (value: string): HeaderLine => ["Location", value];
export const VARY_ORIGIN: HeaderLine = ["Vary", "Origin"];

export const answer = (status: number, ...headers: HeaderLine[]): LabAnswer => ({ status, headers });
/** An answer that comes with a page of HTML. */
export const page = (status: number, title: string, ...headers: HeaderLine[]): LabAnswer => ({
  status,
  headers,
  body: {
    type: "text/html; charset=utf-8",
    text: `<!doctype html>\n<html lang="en">\n<title>${title}</title>\n<h1>${title}</h1>\n</html>\n`,
  },
});
/** An answer that comes with a line of text. */
export const text = (status: number, line: string, ...headers: HeaderLine[]): LabAnswer => ({
  status,
  headers,
  body: { type: "text/plain; charset=utf-8", text: line },
});

/** An endpoint of the API at the scenario's own address. */
export const api = (actual: LabAnswer, preflight?: LabAnswer): LabEndpoint => ({
  site: "api",
  step: "",
  actual,
  ...(preflight && { preflight }),
});
