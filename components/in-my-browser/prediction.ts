import type { Diagnosis, Readable } from "#lib/contract/diagnosis.ts";
import type { Outcome, Reason } from "#lib/contract/terms.ts";
import type { FormProblem } from "#components/debugger/answer.ts";
import type { EngineName } from "./this-browser.ts";

/** What the engine says will happen, for this page's origin. */
export type Prediction =
  /** Preflight's server has asked the target itself. */
  | { readonly by: "server"; readonly diagnosis: Diagnosis }
  /** No answer of the target is known; `problem` says why the server did not look, null when it was not asked to. */
  | { readonly by: "tab"; readonly diagnosis: Diagnosis; readonly problem: FormProblem | null };

/** The part of a prediction that is for one browser. */
export interface BrowserPrediction {
  readonly outcome: Outcome;
  readonly reason: Reason | null;
  /** What the script gets instead of a response; null where it gets one, or where that is not known. */
  readonly exception: string | null;
  readonly console: string | null;
  readonly readable: Readable;
  /** Of the response that the script gets: 0 where it is hidden; null when there is none. */
  readonly status: number | null;
  readonly redirected: boolean;
}

/** What a diagnosis says of one browser; null when it says nothing of it. */
export function predictionFor(diagnosis: Diagnosis, engine: EngineName): BrowserPrediction | null {
  const verdict = diagnosis.browsers[engine];
  if (!verdict) return null;
  const readable = verdict.readable ?? diagnosis.readable;
  const last = verdict.exchanges.map((index) => diagnosis.exchanges[index]).findLast((each) => each?.role === "actual");
  const getsResponse = verdict.outcome === "allowed" || verdict.outcome === "opaque";
  return {
    outcome: verdict.outcome,
    reason: verdict.reason,
    exception: verdict.exception,
    console: verdict.console.reason,
    readable,
    status: getsResponse ? (readable.status ? (last?.response?.status ?? null) : 0) : null,
    redirected: (last?.hop ?? 0) > 0,
  };
}
