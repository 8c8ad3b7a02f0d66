import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import type { FetchOutcome } from "#lib/fetch/outcome.ts";
import type { BrowserProfile } from "#lib/fetch/profile.ts";
import type { EngineRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { standardRules } from "#lib/browsers/standard.ts";

/** Knows two public suffixes, which is all that the tests need. */
export function registrableDomain(host: string): string | null {
  return /(?:^|\.)([^.]+\.(?:example|com))$/.exec(host)?.[1] ?? null;
}

export function profile(name: BrowserProfile["name"]): BrowserProfile {
  return { ...standardRules, name, registrableDomain };
}

export function fetchRequest(request: Partial<FetchRequest> = {}): FetchRequest {
  return {
    url: "https://api.example/",
    origin: { kind: "tuple", scheme: "https", serialized: "https://www.page.com" },
    method: "GET",
    headers: [],
    credentials: "same-origin",
    mode: "cors",
    redirect: "follow",
    initiator: "fetch",
    body: "none",
    useCorsPreflight: false,
    ...request,
  };
}

export function outgoing(request: Partial<OutgoingRequest> = {}): OutgoingRequest {
  return {
    role: "actual",
    hop: 0,
    method: "GET",
    url: "https://api.example/",
    headers: [],
    includeCredentials: false,
    withBody: false,
    preflighted: false,
    ...request,
  };
}

/** What an engine script that only asks has to say in the end. */
export const ENDED: FetchOutcome = {
  outcome: "undetermined",
  error: null,
  stoppedBy: null,
  urlList: [],
  trace: [],
  preflight: { needed: false, because: [], verdict: null },
  preflightCacheSeconds: null,
  readable: { type: "error", status: false, body: false, headers: [], hidden: [] },
  droppedRequestHeaders: [],
  authorizationCoveredByWildcard: false,
  responseStep: null,
};

type Scripts = Readonly<Partial<Record<BrowserProfile["name"], readonly OutgoingRequest[]>>>;

export interface ScriptedEngines {
  readonly scripts: Scripts;
  readonly corsFetch: (request: FetchRequest, browser: BrowserProfile) => EngineRun;
  /** What each engine was fed, by its name. */
  readonly fed: Record<string, Answer[]>;
}

/** Engines that ask for these requests in turn, whatever the answers are. */
export function scriptedEngines(scripts: Scripts): ScriptedEngines {
  const fed: Record<string, Answer[]> = {};
  return {
    scripts,
    fed,
    *corsFetch(_request, { name }) {
      const answers: Answer[] = (fed[name] = []);
      for (const request of scripts[name] ?? []) answers.push(yield request);
      return ENDED;
    },
  };
}
