import { getHeader } from "#lib/fetch/header-list.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import { requestHeader } from "./finding.ts";
import type { BrowserRun, Observation } from "./observation.ts";

/** A redirect after which the browser sent `Origin: null` for a page that has an origin. */
export interface RedirectTaint {
  readonly from: string;
  readonly to: string;
  /** Of the URL that it leads to. */
  readonly hop: number;
}

/**
 * The redirect that made the origin of this exchange `null`; null when it is not, or when the page's is. Read from what
 * was sent. https://fetch.spec.whatwg.org/#concept-request-tainted-origin
 */
export function redirectTaint(
  observation: Observation,
  run: BrowserRun,
  exchange: number | null,
): RedirectTaint | null {
  if (serializeOrigin(observation.request.origin) === "null") return null;
  if (requestHeader(observation, exchange, "origin") !== "null") return null;
  const first = run.steps.find(({ request }) => getHeader(request.headers, "origin") === "null")?.request;
  const before = run.steps.findLast(({ request: { role, hop } }) => role === "actual" && hop + 1 === first?.hop);
  if (first === undefined || before === undefined) return null;
  return { from: before.request.url, to: first.url, hop: first.hop };
}
