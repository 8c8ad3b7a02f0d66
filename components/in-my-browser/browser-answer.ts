import type { CredentialsMode, Initiator, RedirectMode, RequestMode } from "#lib/contract/terms.ts";

/** What a page can start by itself and be told something about. */
export const RUNNABLE = ["fetch", "xhr", "xhr-upload"] as const satisfies readonly Initiator[];
export type Runnable = (typeof RUNNABLE)[number];

/** A request as the page's script writes it down. */
export interface RunnableRequest {
  readonly initiator: Runnable;
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly credentials: CredentialsMode;
  readonly mode: RequestMode;
  readonly redirect: RedirectMode;
  readonly body: string | null;
}

/** What the script got from this browser. */
export type BrowserAnswer =
  | ReadAnswer
  /** `exception` is the browser's text to the letter; for XMLHttpRequest it is an event without one. */
  | { readonly kind: "failed"; readonly exception: string; readonly ms: number }
  | { readonly kind: "timed-out"; readonly ms: number };

export interface ReadAnswer {
  readonly kind: "response";
  /** null for XMLHttpRequest, which does not tell. */
  readonly type: ResponseType | null;
  readonly status: number;
  readonly redirected: boolean;
  /** After all redirects; empty where the browser hides it. */
  readonly url: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: ReadBody;
  /** From the call to the head of the answer. */
  readonly ms: number;
}

export interface ReadBody {
  /** Bytes that were read, after decompression. */
  readonly bytes: number;
  /** The first of them as UTF-8. */
  readonly start: string;
  /** Why the rest was not read; null when all was. */
  readonly stopped: "limit" | "error" | null;
}

/** What the page can find out about the surroundings of a run, beside its answer. */
export interface RunEvidence {
  readonly online: boolean;
  /** A service worker controls this page. */
  readonly serviceWorker: boolean;
  /** Directives of this page's own Content Security Policy that stopped the request. */
  readonly stoppedByPolicy: readonly string[];
  /** What the visitor said about requests into the local network; null where this browser does not ask. */
  readonly localNetwork: PermissionState | null;
  /** null where the browser kept no record. */
  readonly timing: ResourceTiming | null;
}

/** Of `PerformanceResourceTiming`: what it tells of an answer of another origin. */
export interface ResourceTiming {
  /** `h2`, `http/1.1`; empty without `Timing-Allow-Origin`. */
  readonly protocol: string;
  /** `cache` when nothing went over the network; empty when something did or the browser does not tell. */
  readonly delivery: string;
}
