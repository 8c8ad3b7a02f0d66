import type { RunnableRequest } from "./browser-answer.ts";

const SAFE_METHODS: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Why a run is asked about first; it is not where both are false. */
export interface ConsentNeeds {
  /** The method may change something on the server. */
  readonly changes: boolean;
  /** The visitor's cookies for the target go along. */
  readonly cookies: boolean;
}

/** What has to be asked before this browser makes the request as a page of that origin. */
export function consentNeeds(
  { method, credentials, url }: Pick<RunnableRequest, "method" | "credentials" | "url">,
  ownOrigin: string,
): ConsentNeeds {
  return {
    changes: !SAFE_METHODS.has(method.toUpperCase()),
    cookies: credentials === "include" || (credentials === "same-origin" && URL.parse(url)?.origin === ownOrigin),
  };
}
