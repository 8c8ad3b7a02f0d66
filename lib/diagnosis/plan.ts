import type { PreflightSummary } from "#lib/contract/diagnosis.ts";
import type { Reason } from "#lib/contract/terms.ts";
import { chromiumReport } from "#lib/browsers/chromium/report.ts";
import { chromiumRules } from "#lib/browsers/chromium/rules.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { IncomingResponse, OutgoingRequest } from "#lib/fetch/exchange.ts";
import { getHeader, hasHeader, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { serializeOrigin } from "#lib/fetch/origin.ts";
import type { DroppedHeader, FetchOutcome } from "#lib/fetch/outcome.ts";
import { drive, type FinishedRun } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { BEFORE_SENDING } from "./before-sending.ts";
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
  /** Author headers that are sent, but not on from a redirect to another origin; empty where none is followed. */
  readonly lostInRedirects: readonly string[];
  /** Set when the browser refuses the request without sending anything. */
  readonly blockedBefore: { readonly reason: Reason; readonly sentence: string } | null;
  /** Whether the cookies of the target would go along with the actual request. */
  readonly includesCredentials: boolean;
  /** What the page would get from a server that allows everything; `basic` is its own origin's, where CORS plays no part. */
  readonly readable: FetchOutcome["readable"]["type"];
}

const WHY_DROPPED: Record<DroppedHeader["because"], string> = {
  forbidden: "scripts cannot set it",
  browser: "Chromium keeps it to itself",
  "no-cors": "the mode `no-cors` does not send it",
};

/** No answer is looked at while planning, so no site has to be told from another. */
const PROFILE = { ...chromiumRules, registrableDomain: () => null };

/** No URL has this origin: the name is reserved. https://www.rfc-editor.org/rfc/rfc6761#section-6.4 */
const ANOTHER_ORIGIN = "https://another-origin.invalid/";

/** Runs the engine against a server that would allow everything. */
export function plan(request: FetchRequest): Plan {
  const run = drive(corsFetch(request, PROFILE), (outgoing) => allowEverything(request, outgoing));
  const outgoing = run.steps.map((step) => step.request);
  const { outcome } = run;
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
    lostInRedirects: lostInRedirects(request, outgoing),
    blockedBefore:
      outcome.error === null
        ? null
        : { reason: outcome.error.reason, sentence: sentenceOf(outcome.error.reason, request, run) },
    includesCredentials: outgoing.some((each) => each.includeCredentials),
    readable: outcome.readable.type,
  };
}

function allowEverything(request: FetchRequest, outgoing: OutgoingRequest): IncomingResponse {
  const asked = (name: string) => getHeader(outgoing.headers, `access-control-request-${name}`) ?? "";
  const preflight: HeaderLine[] = [
    ["access-control-allow-methods", asked("method")],
    ["access-control-allow-headers", asked("headers")],
  ];
  return {
    kind: "response",
    status: 204,
    headers: [
      // A redirect can change the origin that is sent.
      ["access-control-allow-origin", getHeader(outgoing.headers, "origin") ?? serializeOrigin(request.origin)],
      ["access-control-allow-credentials", "true"],
      ...(outgoing.role === "preflight" ? preflight : []),
    ],
  };
}

/** Lets the engine follow a redirect to another origin, and compares what it sends there. */
function lostInRedirects(request: FetchRequest, planned: readonly OutgoingRequest[]): readonly string[] {
  const first = planned.find(({ role }) => role === "actual");
  if (first === undefined || first.headers.length === 0) return [];
  const { steps } = drive(corsFetch(request, PROFILE), (outgoing) => {
    const allowed = allowEverything(request, outgoing);
    const isFirst = outgoing.role === "actual" && outgoing.hop === 0;
    return isFirst ? { ...allowed, status: 307, headers: [...allowed.headers, ["location", ANOTHER_ORIGIN]] } : allowed;
  });
  const second = steps.find((step) => step.request.role === "actual" && step.request.hop === 1);
  if (second === undefined) return [];
  return first.headers.map(([name]) => name).filter((name) => !hasHeader(second.request.headers, name));
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

function sentenceOf(reason: Reason, request: FetchRequest, finished: FinishedRun): string {
  const run: BrowserRun = {
    browser: { profile: PROFILE, report: chromiumReport },
    ...finished,
    exchangeOfStep: finished.steps.map(() => null),
    report: chromiumReport(request, finished),
  };
  const observation: Observation = {
    request,
    cookiesGiven: false,
    exchanges: [],
    probes: NO_PROBES,
    runs: new Map([["chromium", run]]),
    main: run,
    unusedResponses: 0,
  };
  const finding = BEFORE_SENDING.find(({ id }) => id === reason)?.find(observation)[0];
  return finding?.explanation ?? "The browser refuses this request and sends nothing.";
}
