import type { Reason } from "#lib/contract/terms.ts";
import { CHROMIUM, STANDARD } from "#lib/browsers/browsers.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { CorsPreflightCache } from "#lib/fetch/cors-preflight-cache.ts";
import type { Answer, IncomingResponse, OutgoingRequest } from "#lib/fetch/exchange.ts";
import type { FetchParams } from "#lib/fetch/fetch-params.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import { originOfUrl, type Origin } from "#lib/fetch/origin.ts";
import type { FetchOutcome } from "#lib/fetch/outcome.ts";
import type { BrowserProfile } from "#lib/fetch/profile.ts";
import { drive, type FinishedRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import type { SpecAlgorithm } from "#lib/fetch/spec.ts";

export const standard = STANDARD.profile;
export const chromium = CHROMIUM.profile;

/** What a run comes to in one word: the reason where it is blocked, else the outcome. */
export type Verdict = Reason | Exclude<FetchOutcome["outcome"], "blocked">;

/** The answers of one server by the role and the hop of the request; what is missing leaves a run `undetermined`. */
export type Answers = Partial<Record<OutgoingRequest["role"], Answer | readonly Answer[]>>;

export function originOf(url: string): Origin {
  return originOfUrl(new URL(url));
}

/** A `fetch("https://b.test/")` of the page https://a.test, unless said otherwise. */
export function request(fields: Partial<FetchRequest> = {}): FetchRequest {
  return {
    url: "https://b.test/",
    origin: originOf("https://a.test"),
    method: "GET",
    headers: [],
    credentials: "same-origin",
    mode: "cors",
    redirect: "follow",
    initiator: "fetch",
    body: "none",
    useCorsPreflight: false,
    ...fields,
  };
}

export function response(status: number, headers: HeaderList = []): IncomingResponse {
  return { kind: "response", status, headers };
}

/** A 200 that any origin may read. */
export const readable = (...headers: HeaderList): IncomingResponse =>
  response(200, [["Access-Control-Allow-Origin", "*"], ...headers]);

/** A 204 that any origin may go by, with what it allows. */
export const preflight = (methods: string | null, headerNames: string | null): IncomingResponse =>
  response(204, [
    ["Access-Control-Allow-Origin", "*"],
    ...(methods === null ? [] : [["Access-Control-Allow-Methods", methods] as const]),
    ...(headerNames === null ? [] : [["Access-Control-Allow-Headers", headerNames] as const]),
  ]);

/** A redirect that any origin may follow. */
export const redirectTo = (location: string, status = 302): IncomingResponse =>
  response(status, [
    ["Access-Control-Allow-Origin", "*"],
    ["Location", location],
  ]);

export function run(
  fields: Partial<FetchRequest>,
  answers: Answers | ((request: OutgoingRequest) => Answer),
  profile: BrowserProfile = standard,
): FinishedRun {
  const answerTo =
    typeof answers === "function"
      ? answers
      : ({ role, hop }: OutgoingRequest): Answer =>
          [answers[role] ?? []].flat()[hop] ?? { kind: "not-sent", because: "answer-missing" };
  return drive(corsFetch(request(fields), profile), answerTo);
}

export function verdictOf({ outcome }: FinishedRun): Verdict {
  return outcome.outcome === "blocked" ? outcome.error!.reason : outcome.outcome;
}

/** What went over the wire, such as `OPTIONS b.test`. */
export function wireOf({ steps }: FinishedRun): string[] {
  return steps.map((step) => `${step.request.method} ${new URL(step.request.url).host}`);
}

/** The steps of one algorithm that a trace holds, such as `5 pass`. */
export function stepsOf({ trace }: Pick<FetchOutcome, "trace">, algorithm: SpecAlgorithm): string[] {
  return trace.filter((entry) => entry.algorithm === algorithm).map(({ step, outcome }) => `${step} ${outcome}`);
}

/** The step at which a run failed, such as `cors-check 4`; null when none did. */
export function failedStepOf({ outcome }: FinishedRun): string | null {
  const entry = outcome.trace.findLast((candidate) => candidate.outcome === "fail");
  return entry === undefined ? null : `${entry.algorithm} ${entry.step}`;
}

/** The state of a CORS fetch that has just been answered, for the algorithms that only read it. */
export function fetchParams(
  fields: Partial<FetchRequest & Pick<FetchParams, "urlList" | "browser">> = {},
): FetchParams {
  const { url, ...rest } = request(fields);
  return {
    browser: standard,
    urlList: [new URL(url)],
    responseTainting: "cors",
    redirectCount: 0,
    corsPreflightCache: new CorsPreflightCache(fields.browser ?? standard),
    trace: [],
    exchangeCount: 1,
    preflight: { needed: false, because: [], verdict: null },
    preflightCacheSeconds: null,
    authorizationCoveredByWildcard: false,
    initialHeaders: [],
    ...rest,
  };
}
