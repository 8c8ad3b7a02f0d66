import type { BrowserName } from "#lib/contract/terms.ts";
import type { OutgoingRequest } from "#lib/fetch/exchange.ts";
import type { Observation } from "./observation.ts";

/** Where an answer is given: all requests of one role, hop, method and URL. */
export type AskedPlace = Pick<OutgoingRequest, "role" | "hop" | "method" | "url">;

/** A request that at least one browser makes of a server, the first browser's where they differ. */
export interface AskedRequest {
  readonly request: OutgoingRequest;
  /** The browsers that make it. */
  readonly browsers: readonly BrowserName[];
  /** Those among them that have no answer to it, and so cannot go on. */
  readonly unanswered: readonly BrowserName[];
}

/** What tells one place from another. */
export function placeKey({ role, hop, method, url }: AskedPlace): string {
  return `${role} ${String(hop)} ${method} ${url}`;
}

/** The requests that the browsers make, those of the first verdict first, each place once. */
export function askedRequests({ main, runs }: Observation): readonly AskedRequest[] {
  const places = new Map<string, AskedRequest>();
  for (const run of [main, ...[...runs.values()].filter((each) => each !== main)]) {
    const { name } = run.browser.profile;
    for (const { request, answer } of run.steps) {
      const known = places.get(placeKey(request)) ?? { request, browsers: [], unanswered: [] };
      const browsers = known.browsers.includes(name) ? known.browsers : [...known.browsers, name];
      const unanswered = answer.kind === "not-sent" ? [...known.unanswered, name] : known.unanswered;
      places.set(placeKey(request), { ...known, browsers, unanswered });
    }
  }
  return [...places.values()];
}
