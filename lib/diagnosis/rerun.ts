import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { FetchOutcome } from "#lib/fetch/outcome.ts";
import { drive } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { BrowserRun } from "./observation.ts";

/**
 * What the same browser would have made of another request, had the server answered it alike: each request gets what
 * its role and hop got in the run. What the run did not send has no answer, and the outcome is `undetermined`.
 */
export function rerun({ browser, steps }: BrowserRun, request: FetchRequest): FetchOutcome {
  return drive(corsFetch(request, browser.profile), ({ role, hop }) => {
    const step = steps.find(({ request: asked }) => asked.role === role && asked.hop === hop);
    return step?.answer ?? { kind: "not-sent", because: "answer-missing" };
  }).outcome;
}
