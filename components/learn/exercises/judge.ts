import type { Diagnosis, Finding } from "#lib/contract/diagnosis.ts";
import type { BrowserName, Outcome } from "#lib/contract/terms.ts";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { buildDiagnosis } from "#lib/diagnosis/build-diagnosis.ts";
import { evaluate } from "#lib/diagnosis/evaluate.ts";
import { getHeader, type HeaderList } from "#lib/fetch/header-list.ts";
import { originOfUrl, serializeOrigin } from "#lib/fetch/origin.ts";
import { verdictTitle } from "#lib/render/verdict-title.ts";
import { SHIPPING_BROWSERS } from "#components/outcome/shipping-browsers.ts";
import type { Edits, Exercise, Goal } from "./exercise.ts";
import { readCase } from "./read-case.ts";

const LIST = new Intl.ListFormat("en-GB");
const FINDINGS_MAX = 2;

/** One request as it goes out, and the status that comes back. */
export interface SentRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: HeaderList;
  readonly status: number | null;
}

/** All that an exercise shows of a diagnosis. */
export interface Judgement {
  readonly kind: "judged";
  readonly outcome: Outcome;
  readonly title: string;
  readonly summary: string;
  readonly goals: readonly { readonly words: string; readonly met: boolean }[];
  readonly solved: boolean;
  /** Serialized origins. */
  readonly origins: { readonly page: string; readonly url: string };
  /** Chromium's requests. */
  readonly sent: readonly SentRequest[];
  /** Chromium's line that names the reason. */
  readonly console: string | null;
  readonly readable: Diagnosis["readable"];
  readonly kept: readonly { readonly browser: string; readonly seconds: number | null }[];
  /** What to read about it. */
  readonly findings: readonly Pick<Finding, "id" | "title">[];
}

/** Why the values are no case that could be judged. */
export interface Unreadable {
  readonly kind: "unreadable";
  readonly errors: readonly string[];
}

/** Runs every engine on the exercise as it stands, and says which of its goals that reaches. */
export function judge(exercise: Exercise, edits: Edits): Judgement | Unreadable {
  const read = readCase(exercise, edits);
  if (!read.ok) return { kind: "unreadable", errors: [...new Set(read.errors)] };
  const diagnosis = buildDiagnosis(evaluate(read.request, read.responses), "supplied", {
    bodyBytes: 0,
    cookiesSent: false,
  });
  const sent = sentOf(diagnosis);
  const goals = exercise.goals.map((goal) => ({ words: wordsOf(goal), met: isMet(goal, diagnosis, sent) }));
  const { outcome, summary, browsers, request, readable, findings } = diagnosis;
  return {
    kind: "judged",
    outcome,
    title: verdictTitle(diagnosis),
    summary,
    goals,
    solved: goals.every(({ met }) => met),
    origins: { page: request.origin, url: serializeOrigin(originOfUrl(new URL(request.url))) },
    sent,
    console: browsers.chromium?.console.reason ?? null,
    readable,
    kept: SHIPPING_BROWSERS.map((name) => ({
      browser: BROWSER_NAMES[name],
      seconds: browsers[name]?.preflightCacheSeconds ?? null,
    })),
    findings: findings
      .filter(({ severity }) => severity !== "info")
      .slice(0, FINDINGS_MAX)
      .map(({ id, title }) => ({ id, title })),
  };
}

function sentOf({ browsers, exchanges }: Diagnosis): SentRequest[] {
  return (browsers.chromium?.exchanges ?? []).flatMap((index) => {
    const exchange = exchanges[index];
    return exchange ? [{ ...exchange.request, status: exchange.response?.status ?? null }] : [];
  });
}

function isMet(goal: Goal, diagnosis: Diagnosis, sent: readonly SentRequest[]): boolean {
  const last = sent.at(-1)?.headers ?? [];
  switch (goal.kind) {
    case "outcome":
      return diagnosis.outcome === goal.is;
    case "sent":
      return sent.map(({ method }) => method).join(" ") === goal.methods.join(" ");
    case "readable":
      return diagnosis.readable.headers.includes(goal.header.toLowerCase());
    case "response-type":
      return diagnosis.readable.type === goal.is;
    case "last-origin":
      return getHeader(last, "origin") === goal.is;
    case "kept":
      return secondsOf(goal).every(([name, seconds]) => diagnosis.browsers[name]?.preflightCacheSeconds === seconds);
    case "without":
      return diagnosis.findings.every(({ id }) => id !== goal.finding);
  }
}

function wordsOf(goal: Goal): string {
  switch (goal.kind) {
    case "outcome":
      return goal.is === "allowed" ? "Every browser gives the page its response." : `Every browser says: ${goal.is}.`;
    case "sent":
      return goal.methods.length === 1
        ? `\`${goal.methods.join("")}\` is sent, and no preflight before it.`
        : `${LIST.format(goal.methods.map((method) => `\`${method}\``))} are sent, in this order.`;
    case "readable":
      return `The script can read \`${goal.header}\`.`;
    case "response-type":
      return goal.is === "basic"
        ? "The request is same-origin: the response has the type `basic`."
        : `The response has the type \`${goal.is}\`.`;
    case "last-origin":
      return `The last request carries \`Origin: ${goal.is}\`.`;
    case "kept":
      return `The preflight's answer is kept for ${LIST.format(secondsOf(goal).map(([name, seconds]) => `${seconds.toLocaleString("en")} s by ${BROWSER_NAMES[name]}`))}.`;
    case "without":
      return `No warning of \`${goal.finding}\`.`;
  }
}

function secondsOf({ seconds }: Extract<Goal, { kind: "kept" }>): (readonly [BrowserName, number])[] {
  return SHIPPING_BROWSERS.flatMap((name) => {
    const value = seconds[name];
    return value === undefined ? [] : [[name, value] as const];
  });
}
