import type { Diagnosis, Exchange } from "#lib/contract/diagnosis.ts";
import type { Outcome } from "#lib/contract/terms.ts";
import { getHeader } from "#lib/fetch/header-list.ts";
import { hostOf, pathOf } from "#lib/render/request-line.ts";
import { describeStatus } from "#lib/render/status-phrase.ts";

/** How much a step weighs in the picture. */
export type Weight = "plain" | "stopped" | "never";

/** Which half of an exchange an arrow shows. */
export type Half = "request" | "answer";

/** One arrow between the page, the browser and a server. */
export interface SequenceStep {
  readonly from: "page" | "browser" | "server";
  readonly to: "page" | "browser" | "server";
  /** Host and port of the server at one end of the arrow; null between the page and the browser. */
  readonly host: string | null;
  readonly title: string;
  readonly note: string | null;
  readonly weight: Weight;
  /** Index into the diagnosis' exchanges; null for what never touched the wire. */
  readonly exchange: number | null;
  readonly half: Half;
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
      host: null,
      title: request.initiator === "fetch" ? `fetch ${request.method}` : request.method,
      note: request.credentials === "include" ? "credentials: include" : null,
      weight: diagnosis.outcome === "blocked" && run.length === 0 ? "stopped" : "plain",
      exchange: null,
      half: "request",
    },
  ];
  for (const index of run) {
    const exchange = exchanges[index];
    if (!exchange) continue;
    const weight = index === stoppedAt ? "stopped" : "plain";
    const sent = requestStep(exchange, index);
    if (exchange.failure) {
      steps.push({ ...sent, note: exchange.failure.message, weight, half: "answer" });
    } else {
      steps.push(sent);
      if (exchange.response) steps.push(answerStep(exchange, exchange.response, index, weight));
    }
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

function requestStep({ request: { method, url, headers } }: Exchange, index: number): SequenceStep {
  return {
    from: "browser",
    to: "server",
    host: hostOf(url),
    title: `${method} ${pathOf(url)}`,
    note: askedFor(headers),
    weight: "plain",
    exchange: index,
    half: "request",
  };
}

function answerStep(
  { request }: Exchange,
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
  const host = hostOf(request.url);
  return { from: "server", to: "browser", host, title: describeStatus(status), note, weight, exchange, half: "answer" };
}

function neverSent(diagnosis: Diagnosis, run: readonly number[]): SequenceStep | null {
  if (diagnosis.outcome === "allowed" || diagnosis.outcome === "opaque") return null;
  const { method, url } = diagnosis.request;
  const last = run.length === 0 ? undefined : diagnosis.exchanges[run[run.length - 1] ?? 0];
  const lastUrl = last?.request.url ?? url;
  const arrow = { from: "browser", to: "server", weight: "never", exchange: null, half: "request" } as const;
  if (!last || last.role === "preflight") {
    const adverb = diagnosis.outcome === "undetermined" ? "not" : "never";
    return { ...arrow, host: hostOf(lastUrl), title: `${method} ${pathOf(lastUrl)} was ${adverb} sent`, note: null };
  }
  const location = last.response ? getHeader(last.response.headers, "Location") : null;
  const redirected = last.response !== null && last.response.status >= 300 && last.response.status < 400;
  if (!redirected || location === null || diagnosis.request.redirect !== "follow") return null;
  const target = URL.parse(location, lastUrl);
  return {
    ...arrow,
    host: hostOf(target?.host ? target.href : lastUrl),
    title: "The redirect was never followed",
    note: location,
  };
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
    host: null,
    title: diagnosis.outcome === "varies" ? title : (exception ?? title),
    note: null,
    // Only one place on the picture may shout, and that is where it broke.
    weight: weight === "stopped" ? "plain" : weight,
    exchange: null,
    half: "answer",
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
