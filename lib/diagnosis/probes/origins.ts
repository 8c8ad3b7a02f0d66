import type { IncomingResponse } from "#lib/fetch/exchange.ts";
import { getHeader, hasHeader } from "#lib/fetch/header-list.ts";
import { isSameOrigin, originOfUrl, serializeOrigin, type Origin } from "#lib/fetch/origin.ts";
import { isOkStatus } from "#lib/fetch/response-status.ts";
import { cacheTrace, isStorable, variesByOrigin } from "../caching.ts";
import type { Observation } from "../observation.ts";
import type { ProbeFact } from "./fact.ts";
import { ask, isShared, strangeOrigin, subjectOf, type Answered, type Probing, type Subject } from "./probe.ts";

const REFUSALS: readonly string[] = [
  "allow-origin-missing",
  "allow-origin-mismatch",
  "preflight-allow-origin-mismatch",
];

/**
 * How the answer depends on who asks: whether every origin is let in, whether another one is let in where the page is
 * not, and whether caches mix the answers up.
 */
export function* originProbes(observation: Observation): Probing<ProbeFact[]> {
  const { main, request } = observation;
  if (request.mode !== "cors") return [];
  const { error, outcome, preflight } = main.outcome;
  if (error !== null) {
    const subject =
      REFUSALS.includes(error.reason) && error.exchange !== null ? subjectOf(observation, error.exchange) : null;
    // What comes first for a preflighted request is the preflight, whose answer is another one.
    return subject === null || subject.step.request.preflighted ? [] : yield* whyRefused(subject);
  }
  if (outcome === "unreachable" || (outcome !== "allowed" && preflight.verdict !== "passed")) return [];
  // An actual request that was preflighted may carry what only the server itself should see.
  const step = main.steps.findLastIndex(({ request: sent }) => sent.role === "preflight" || !sent.preflighted);
  const subject = subjectOf(observation, step);
  if (subject === null || isSameOrigin(originOfUrl(new URL(subject.request.url)), request.origin)) return [];
  return yield* whoElse(subject);
}

/** What an answer that lets the page in would be for others. */
function* whoElse(subject: Subject): Probing<ProbeFact[]> {
  const allowed = allowOriginOf(subject.response);
  const isEcho = allowed !== "*" && allowed === getHeader(subject.step.request.headers, "origin");
  const facts = isEcho ? yield* isNamedByRequest(subject) : [];
  return [...facts, ...(yield* withoutOrigin(subject))];
}

/** Whether an echoed origin is echoed to everybody, is fixed, or comes out of a cache. */
function* isNamedByRequest(subject: Subject): Probing<ProbeFact[]> {
  const stranger = strangeOrigin(subject.request.url);
  const isFixed = (response: IncomingResponse) => allowOriginOf(response) === allowOriginOf(subject.response);
  const other = yield* ask(
    { ...subject.request, origin: stranger },
    {
      id: "another-origin",
      purpose: `Asks as a page of \`${stranger.serialized}\`, to see whether the server lets every origin in.`,
      conclude: (response) => {
        if (isReflected(response, stranger)) {
          return isShared(response, stranger, "include")
            ? "This origin is let in too, even with credentials: the server lets every origin in."
            : "This origin is let in too: the server lets every origin in.";
        }
        if (!isFixed(response)) return "Ruled out: another origin is not let in.";
        return cacheTrace(response.headers) === null
          ? "Ruled out: the answer names the page's origin, whoever asks."
          : "The answer still names the page's origin, and it comes from a cache.";
      },
    },
  );
  if (other === null) return [];
  if (isReflected(other.response, stranger)) {
    const withCredentials = isShared(other.response, stranger, "include");
    return [{ kind: "origin-reflected", exchange: other.exchange, origin: stranger.serialized, withCredentials }];
  }
  if (!isFixed(other.response)) return [];
  if (cacheTrace(other.response.headers) === null) return [{ kind: "allow-origin-fixed", exchange: subject.index }];
  const fresh = yield* pastCaches(subject, stranger, (response) =>
    isFixed(response)
      ? "Ruled out: the answer names that origin past the caches too."
      : "Past the caches the answer is another one: the cache gives one page's answer to another.",
  );
  if (fresh === null) return [];
  return isFixed(fresh.response)
    ? [{ kind: "allow-origin-fixed", exchange: subject.index }]
    : [{ kind: "cached-answer", cached: other.exchange, fresh: fresh.exchange }];
}

/** Whether the page is refused for its origin, or gets what a cache has kept for somebody else. */
function* whyRefused(subject: Subject): Probing<ProbeFact[]> {
  const { request, response } = subject;
  const isActual = subject.step.request.role === "actual";
  if (isActual && !isOkStatus(response.status)) return [];
  const cached = isActual && cacheTrace(response.headers) !== null ? yield* cachedAnswer(subject) : null;
  if (cached?.isCause === true) return cached.facts;

  const stranger = strangeOrigin(request.url);
  const lets = (other: IncomingResponse) => isShared(other, stranger, request.credentials);
  const other = yield* ask(
    { ...request, origin: stranger },
    {
      id: "another-origin",
      purpose: `Asks as a page of \`${stranger.serialized}\`, to see whether the answer depends on who asks.`,
      conclude: (answer) =>
        lets(answer)
          ? "This origin is let in, and the page's is not."
          : allowOriginOf(answer) === allowOriginOf(response)
            ? "Ruled out: another origin gets the same answer."
            : "Ruled out: another origin is not let in either.",
    },
  );
  if (other !== null && lets(other.response)) {
    const again = isActual && cached === null ? yield* cachedAnswer(subject) : null;
    if (again?.isCause === true) return again.facts;
    const { serialized: acceptedOrigin } = stranger;
    return [{ kind: "origin-refused", refused: subject.index, accepted: other.exchange, acceptedOrigin }];
  }
  return yield* withoutOrigin(subject);
}

/** Whether the page would be let in past the caches. */
function* cachedAnswer(subject: Subject): Probing<{ readonly isCause: boolean; readonly facts: ProbeFact[] } | null> {
  const { origin, credentials } = subject.request;
  const lets = (response: IncomingResponse) => isShared(response, origin, credentials);
  const fresh = yield* pastCaches(subject, origin, (response) =>
    lets(response)
      ? "Past the caches the page is let in: a cache answered with what it had kept for another request."
      : "Ruled out: past the caches the page is not let in either.",
  );
  if (fresh === null) return null;
  const isCause = lets(fresh.response);
  return { isCause, facts: isCause ? [{ kind: "cached-answer", cached: subject.index, fresh: fresh.exchange }] : [] };
}

/** Whether a request without `Origin` gets an answer that caches may give to pages, which cannot read it. */
function* withoutOrigin(subject: Subject): Probing<ProbeFact[]> {
  const { request, response, step, index } = subject;
  if (allowOriginOf(response) === null || !isStorable(step.request.method, response.headers)) return [];
  const isComparable = ({ status }: IncomingResponse) => status === response.status;
  const isBare = ({ headers }: IncomingResponse) => !hasHeader(headers, "access-control-allow-origin");
  const variant = { ...request, mode: "no-cors", redirect: "follow" } as const;
  const answered: Answered | null = yield* ask(variant, {
    id: "no-origin",
    purpose: "Asks without `Origin`, as an image or a link does, to see whether caches can mix the answers up.",
    conclude: (answer) => {
      if (!isComparable(answer)) return `Not known: without \`Origin\` the status is ${String(answer.status)}.`;
      if (!isBare(answer)) return "Ruled out: `Access-Control-Allow-Origin` is there without `Origin` too.";
      return variesByOrigin(answer.headers)
        ? "Ruled out: `Access-Control-Allow-Origin` is missing, and `Vary` tells caches why."
        : "Without `Origin` the answer has no `Access-Control-Allow-Origin`, and no `Vary` that tells caches why.";
    },
  });
  if (answered === null || !isComparable(answered.response) || !isBare(answered.response)) return [];
  if (variesByOrigin(answered.response.headers)) return [];
  return [{ kind: "allow-origin-only-with-origin", with: index, without: answered.exchange }];
}

/** Asks the same under a query of its own: what is kept for it was kept for a page of this origin. */
function* pastCaches(
  { request }: Subject,
  origin: Origin,
  conclude: (response: IncomingResponse) => string,
): Probing<Answered | null> {
  const url = new URL(request.url);
  url.search += `${url.search === "" ? "?" : "&"}preflight-probe=${encodeURIComponent(serializeOrigin(origin))}`;
  return yield* ask(
    { ...request, origin, url: url.href },
    {
      id: "past-caches",
      purpose:
        "Asks once more with an addition to the query that no cache knows, to see what the server itself answers.",
      conclude,
    },
  );
}

/** The stranger is let in by name. */
function isReflected(response: IncomingResponse, stranger: Origin): boolean {
  return allowOriginOf(response) !== "*" && isShared(response, stranger, "same-origin");
}

function allowOriginOf({ headers }: IncomingResponse): string | null {
  return getHeader(headers, "access-control-allow-origin");
}
