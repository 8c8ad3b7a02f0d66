import type { Browser } from "#lib/browsers/browser.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { Answer } from "#lib/fetch/exchange.ts";
import { drive } from "#lib/fetch/recording.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { answerOf, requestOf, type MeasuredCase } from "#tests/corpus/measured.ts";

/** Whether the page's promise is fulfilled; an opaque response counts as allowed. */
export type Verdict = "allowed" | "blocked";

/** One case made ready for one browser's profile. */
export interface Evaluation {
  readonly row: MeasuredCase;
  readonly browser: Browser;
  readonly request: FetchRequest;
  /** What the real browser was answered, in order. */
  readonly answers: readonly Answer[];
}

const UNANSWERED: Answer = { kind: "not-sent", because: "answer-missing" };

export function prepareEvaluation(row: MeasuredCase, browser: Browser): Evaluation {
  return { row, browser, request: requestOf(row), answers: row.wire.map(answerOf) };
}

/** One full evaluation: the run of the engine to its outcome, with its trace, and what the browser reports of it. */
export function evaluate({ browser, request, answers }: Evaluation): Verdict {
  let next = 0;
  const run = drive(corsFetch(request, browser.profile), () => answers[next++] ?? UNANSWERED);
  const report = browser.report(request, run);
  return run.outcome.readable.type === "error" || report.exception !== null ? "blocked" : "allowed";
}

/** What the real browser did. */
export function measuredVerdict({ type }: MeasuredCase): Verdict {
  return type === undefined ? "blocked" : "allowed";
}
