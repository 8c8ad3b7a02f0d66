import { CHROMIUM } from "#lib/browsers/browsers.ts";
import type { IncomingResponse } from "#lib/fetch/exchange.ts";
import { locationUrl } from "#lib/fetch/location-url.ts";
import { requestKey } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { isRedirectStatus } from "#lib/fetch/response-status.ts";
import { exchangeOf, type Observation } from "../observation.ts";
import type { ProbeFact } from "./fact.ts";
import { ask, firstRequest, outcomeAfter, subjectOf, type Probing, type Subject } from "./probe.ts";

const REFUSAL = /^(preflight-redirect$|mixed-content$|(preflight-)?allow-)/;

/** Whether the URL that a refused redirect leads to would let the page in if it were asked directly. */
export function* redirectTwins(observation: Observation): Probing<ProbeFact[]> {
  const { main } = observation;
  if (main.outcome.error === null || !REFUSAL.test(main.outcome.error.reason)) return [];
  const subject = subjectOf(observation, main.steps.length - 1);
  if (subject === null) return [];
  const redirect = redirectBefore(observation, subject);
  if (redirect === null) return [];
  const twin = redirect.candidates.find((request) => {
    const first = firstRequest(request);
    return first !== null && requestKey(first) !== requestKey(subject.step.request);
  });
  if (twin === undefined) return [];
  const answered = yield* ask(twin, {
    id: "redirect-twin",
    purpose: "Asks the URL behind the redirect directly, to see whether it lets the page in.",
    conclude: (response) =>
      passes(twin, response)
        ? "Asked directly, this URL lets the page in: it is the one to use."
        : "Ruled out: asked directly, this URL does not let the page in either.",
  });
  if (answered === null || !passes(twin, answered.response)) return [];
  return [{ kind: "redirect-twin", redirect: redirect.index, twin: answered.exchange }];
}

/** The redirect at which or after which the fetch failed, and what the page could have asked for instead. */
function redirectBefore(
  observation: Observation,
  subject: Subject,
): { readonly index: number; readonly candidates: readonly FetchRequest[] } | null {
  const { request, response, step } = subject;
  if (isRedirectStatus(response.status)) {
    const target = targetOf(request.url, response);
    if (target === null) return null;
    const urls = [target, target.replace(/^http:/, "https:")].filter((url) => url !== request.url);
    return { index: subject.index, candidates: urls.map((url) => ({ ...request, url })) };
  }
  const { steps } = observation.main;
  const before = steps.findLastIndex((each) => each.request.role === "actual" && each.request.hop < step.request.hop);
  const redirect = exchangeOf(observation, observation.main, before === -1 ? null : before);
  return redirect && { index: redirect.index, candidates: [{ ...request, origin: observation.request.origin }] };
}

/** Where the redirect leads, without username and password; null where no page can go. */
function targetOf(url: string, response: IncomingResponse): string | null {
  const location = locationUrl({ browser: CHROMIUM.profile, urlList: [new URL(url)] }, response);
  if (!(location instanceof URL) || !/^https?:$/.test(location.protocol)) return null;
  location.username = "";
  location.password = "";
  location.hash = "";
  return location.href;
}

/** The preflight passes, or the answer can be read. */
function passes(request: FetchRequest, response: IncomingResponse): boolean {
  const { outcome, error, preflight } = outcomeAfter(request, response);
  return error === null && (outcome === "allowed" || preflight.verdict === "passed");
}
