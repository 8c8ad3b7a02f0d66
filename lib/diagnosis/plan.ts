import type { PreflightSummary } from "#lib/contract/diagnosis.ts";
import type { Reason } from "#lib/contract/terms.ts";
import { chromiumReport } from "#lib/browsers/chromium/report.ts";
import { chromiumRules } from "#lib/browsers/chromium/rules.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { Answer, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { getHeader, type HeaderList } from "#lib/fetch/header-list.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import type { DroppedHeader } from "#lib/fetch/outcome.ts";
import { drive } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { FINDINGS } from "./findings/index.ts";
import type { BrowserRun, Observation } from "./observation.ts";
import { NO_PROBES } from "./probes/fact.ts";

export interface PlannedRequest {
  readonly role: "preflight" | "actual";
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  /** Why this request exists, each as a clause with code spans: "the method `PUT`". */
  readonly because: readonly string[];
  /** What has to happen first, as a clause; null when nothing has to. */
  readonly onlyIf: string | null;
}

/** What the browser will send, before anything is sent. */
export interface Plan {
  readonly requests: readonly PlannedRequest[];
  /** Author headers that never leave the browser. */
  readonly dropped: readonly { readonly name: string; readonly why: string }[];
  /** Set when the browser refuses the request without sending anything. */
  readonly blockedBefore: { readonly reason: Reason; readonly sentence: string } | null;
  /** Whether the cookies of the target would go along with the actual request. */
  readonly includesCredentials: boolean;
}

const WHY_DROPPED: Record<DroppedHeader["because"], string> = {
  forbidden: "scripts cannot set it",
  browser: "Chromium keeps it to itself",
  "no-cors": "the mode `no-cors` does not send it",
};

/** No answer is looked at while planning, so no site has to be told from another. */
const PROFILE = { ...chromiumRules, registrableDomain: () => null };

/** Runs the engine against a server that would allow everything, and stops at the actual request. */
export function plan(request: FetchRequest): Plan {
  const run = drive(corsFetch(request, PROFILE), (outgoing) => answerWhilePlanning(request, outgoing));
  const outgoing = run.steps.map((step) => step.request);
  const { outcome } = run;
  const browserRun: BrowserRun = {
    browser: { profile: PROFILE, report: chromiumReport },
    ...run,
    exchangeOfStep: run.steps.map(() => null),
    report: chromiumReport(request, run),
  };
  const because = causesInWords(outcome.preflight.because);
  return {
    requests: outgoing.map(({ role, method, url, headers, preflighted }) => ({
      role,
      method,
      url,
      headers,
      because: role === "preflight" ? because : [],
      onlyIf: preflighted ? "the answer to the preflight allows it" : null,
    })),
    dropped: outcome.droppedRequestHeaders.map(({ name, because }) => ({ name, why: WHY_DROPPED[because] })),
    blockedBefore:
      outcome.error === null
        ? null
        : { reason: outcome.error.reason, sentence: sentenceOf(outcome.error.reason, request, browserRun) },
    includesCredentials: outgoing.some((each) => each.includeCredentials),
  };
}

/** Allows whatever a preflight asks for. */
function answerWhilePlanning(request: FetchRequest, outgoing: OutgoingRequest): Answer {
  if (outgoing.role === "actual") return { kind: "not-sent", because: "planning" };
  const asked = (name: string) => getHeader(outgoing.headers, `access-control-request-${name}`) ?? "";
  return {
    kind: "response",
    status: 204,
    headers: [
      ["access-control-allow-origin", serializeOrigin(request.origin)],
      ["access-control-allow-credentials", "true"],
      ["access-control-allow-methods", asked("method")],
      ["access-control-allow-headers", asked("headers")],
    ],
  };
}

function causesInWords(because: PreflightSummary["because"]): string[] {
  return because.map(({ kind, name = "" }) => {
    switch (kind) {
      case "method":
        return `the method \`${name}\``;
      case "header":
        return `the header \`${name}\``;
      case "upload-listener":
        return "a listener for upload progress";
      case "stream":
        return "a body that is a stream";
    }
  });
}

function sentenceOf(reason: Reason, request: FetchRequest, run: BrowserRun): string {
  const observation: Observation = {
    request,
    cookiesGiven: false,
    exchanges: [],
    probes: NO_PROBES,
    runs: new Map([["chromium", run]]),
    main: run,
    unusedResponses: 0,
  };
  const finding = FINDINGS.find(({ id }) => id === reason)?.find(observation)[0];
  return finding?.explanation ?? "The browser refuses this request and sends nothing.";
}
