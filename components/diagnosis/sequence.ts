import type { Diagnosis, Exchange } from "#lib/contract/diagnosis.ts";
import type { Outcome } from "#lib/contract/terms.ts";
import { getHeader } from "#lib/fetch/header-list.ts";
import { hostOf, pathOf } from "./request-line.ts";
import { describeStatus } from "./status-phrase.ts";

/** How much a step weighs in the picture. */
export type Weight = "plain" | "stopped" | "never";

/** One arrow between the page, the browser and the server. */
export interface SequenceStep {
  readonly from: "page" | "browser" | "server";
  readonly to: "page" | "browser" | "server";
  readonly title: string;
  readonly note: string | null;
  readonly weight: Weight;
  /** Index into the diagnosis' exchanges; null for what never touched the wire. */
  readonly exchange: number | null;
}

/** The story of Chromium's run, whose verdict stands at the top level, arrow by arrow. */
export function sequenceOf(diagnosis: Diagnosis): readonly SequenceStep[] {
  const { request, exchanges } = diagnosis;
  const run = (diagnosis.browsers.chromium?.exchanges ?? exchanges.map((_, index) => index)).filter(
    (index) => exchanges[index] !== undefined && exchanges[index].role !== "probe",
  );
  const stoppedAt = stoppedExchange(diagnosis, run);
  const steps: SequenceStep[] = [
    {
      from: "page",
      to: "browser",
      title: request.initiator === "fetch" ? `fetch ${request.method}` : request.method,
      note: request.credentials === "include" ? "credentials: include" : null,
      weight: diagnosis.outcome === "blocked" && run.length === 0 ? "stopped" : "plain",
      exchange: null,
    },
  ];
  let host = hostOf(request.url);
  for (const index of run) {
    const exchange = exchanges[index];
    if (!exchange) continue;
    const weight = index === stoppedAt ? "stopped" : "plain";
    if (exchange.failure) {
      steps.push({ ...requestStep(exchange, index, host), note: exchange.failure.message, weight });
    } else {
      steps.push(requestStep(exchange, index, host));
      if (exchange.response) steps.push(answerStep(exchange.response, index, weight));
    }
    host = hostOf(exchange.request.url);
  }
  const never = neverSent(diagnosis, run);
  if (never) steps.push(never);
  steps.push(resultStep(diagnosis));
  return steps;
}

/** The exchange whose answer ended the request, by the standard's failing step. */
function stoppedExchange(diagnosis: Diagnosis, run: readonly number[]): number | null {
  if (diagnosis.outcome === "allowed" || diagnosis.outcome === "opaque") return null;
  const failing = diagnosis.trace.findLast((step) => step.outcome === "fail");
  if (failing?.exchange != null) return failing.exchange;
  return run.findLast((index) => diagnosis.exchanges[index]?.failure != null) ?? null;
}

function requestStep(exchange: Exchange, index: number, hostBefore: string): SequenceStep {
  const { method, url, headers } = exchange.request;
  const host = hostOf(url);
  return {
    from: "browser",
    to: "server",
    title: `${method} ${host === hostBefore ? pathOf(url) : `${host}${pathOf(url)}`}`,
    note: askedFor(headers),
    weight: "plain",
    exchange: index,
  };
}

function answerStep(
  { status, headers }: NonNullable<Exchange["response"]>,
  exchange: number,
  weight: "plain" | "stopped",
): SequenceStep {
  const allowOrigin = getHeader(headers, "Access-Control-Allow-Origin");
  const location = status >= 300 && status < 400 ? getHeader(headers, "Location") : null;
  const note =
    location !== null && weight === "plain"
      ? `Location: ${location}`
      : allowOrigin === null
        ? "no Access-Control-Allow-Origin"
        : `Access-Control-Allow-Origin: ${allowOrigin}`;
  return { from: "server", to: "browser", title: describeStatus(status), note, weight, exchange };
}

function neverSent(diagnosis: Diagnosis, run: readonly number[]): SequenceStep | null {
  if (diagnosis.outcome === "allowed" || diagnosis.outcome === "opaque") return null;
  const { method, url } = diagnosis.request;
  const last = run.length === 0 ? undefined : diagnosis.exchanges[run[run.length - 1] ?? 0];
  const arrow = { from: "browser", to: "server", weight: "never", exchange: null } as const;
  if (!last || last.role === "preflight") {
    const target = `${method} ${pathOf(last?.request.url ?? url)}`;
    const adverb = diagnosis.outcome === "undetermined" ? "not" : "never";
    return { ...arrow, title: `${target} was ${adverb} sent`, note: null };
  }
  const location = last.response ? getHeader(last.response.headers, "Location") : null;
  const redirected = last.response !== null && last.response.status >= 300 && last.response.status < 400;
  if (!redirected || location === null || diagnosis.request.redirect !== "follow") return null;
  return { ...arrow, title: "The redirect was never followed", note: location };
}

const RESULTS: Readonly<Record<Outcome, { readonly title: string; readonly weight: Weight }>> = {
  allowed: { title: "the response, readable", weight: "plain" },
  blocked: { title: "TypeError", weight: "stopped" },
  opaque: { title: "an opaque response", weight: "plain" },
  unreachable: { title: "TypeError", weight: "plain" },
  undetermined: { title: "not known", weight: "never" },
  varies: { title: "depends on the browser", weight: "plain" },
};

function resultStep(diagnosis: Diagnosis): SequenceStep {
  const { title, weight } = RESULTS[diagnosis.outcome];
  const exception = diagnosis.browsers.chromium?.exception ?? null;
  return {
    from: "browser",
    to: "page",
    title: diagnosis.outcome === "varies" ? title : (exception ?? title),
    note: null,
    // Only one place on the picture may shout, and that is where it broke.
    weight: weight === "stopped" ? "plain" : weight,
    exchange: null,
  };
}

/** What the server decides by: what a preflight asks for, else where the request comes from. */
function askedFor(headers: Exchange["request"]["headers"]): string | null {
  const method = getHeader(headers, "Access-Control-Request-Method");
  const names = getHeader(headers, "Access-Control-Request-Headers");
  if (method !== null) return `asks for ${method}${names === null ? "" : ` with ${names}`}`;
  const origin = getHeader(headers, "Origin");
  return origin === null ? null : `Origin: ${origin}`;
}
