import type { FinishedRun } from "#lib/fetch/recording.ts";
import type { BrowserProfile } from "#lib/fetch/profile.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";

/** What the developer sees in this browser. */
export interface Report {
  readonly console: {
    /** The line that names the cause, to the letter; null when the browser prints none. */
    readonly reason: string | null;
    /** Other lines that it prints for the same fetch. */
    readonly also: readonly string[];
  };
  /**
   * What the page gets instead of a response: the exception that is thrown or that rejects the promise, `error event`
   * where there is no promise; null when it gets a response, is never told (a beacon), or when that is not known.
   */
  readonly exception: string | null;
  /** Chromium's CorsError name; undefined for other browsers, null when there is none. */
  readonly corsError?: string | null;
}

/** One browser engine: how it decides and how it reports. */
export interface Browser {
  readonly profile: BrowserProfile;
  readonly report: (request: FetchRequest, run: FinishedRun) => Report;
}
