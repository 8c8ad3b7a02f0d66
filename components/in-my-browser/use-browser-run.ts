import { useRef, useState } from "react";
import type { FieldError } from "#lib/intake/request-fields.ts";
import type { DiagnosisFields, Draft } from "#components/debugger/draft.ts";
import type { BrowserAnswer, RunEvidence, RunnableRequest } from "./browser-answer.ts";
import type { Prepared } from "./predict.ts";
import type { Prediction } from "./prediction.ts";
import { watchRun } from "./run-evidence.ts";
import { sendRequest } from "./send-request.ts";

/** Long enough to answer the browser's own question about the local network. */
export const RUN_TIMEOUT_MS = 60_000;

/** A run from the press of the button on. */
export interface AskedRun {
  readonly fields: DiagnosisFields;
  readonly request: RunnableRequest;
  readonly prepared: Extract<Prepared, { ok: true }>;
  /** Whether Preflight's server is asked for a prediction. */
  readonly askServer: boolean;
  readonly changes: boolean;
  readonly cookies: boolean;
}

export interface FinishedRun extends AskedRun {
  readonly prediction: Prediction;
  readonly answer: BrowserAnswer;
  readonly evidence: RunEvidence;
}

export type RunState =
  | { readonly kind: "idle" }
  | { readonly kind: "invalid"; readonly errors: readonly FieldError[]; readonly checked: Draft }
  | { readonly kind: "predicting" }
  | { readonly kind: "sending"; readonly prediction: Prediction }
  /** `sent` when the browser had the request already. */
  | { readonly kind: "cancelled"; readonly sent: boolean }
  | { readonly kind: "finished"; readonly run: FinishedRun };

interface BrowserRun {
  readonly state: RunState;
  readonly start: (run: AskedRun) => Promise<void>;
  readonly refuse: (errors: readonly FieldError[], checked: Draft) => void;
  readonly cancel: () => void;
}

/** One run at a time: first the prediction, then the request itself. */
export function useBrowserRun(): BrowserRun {
  const [state, setState] = useState<RunState>({ kind: "idle" });
  const running = useRef<AbortController>(null);

  async function start(run: AskedRun): Promise<void> {
    const controller = new AbortController();
    running.current = controller;
    const { signal } = controller;
    try {
      setState({ kind: "predicting" });
      const { predict } = await import("./predict.ts");
      const prediction = await predict(run.fields, run.prepared, { ...run, signal });
      setState({ kind: "sending", prediction });
      const watched = watchRun(run.request.url);
      const answer = await sendInTime(run.request, signal);
      const evidence = await watched();
      signal.throwIfAborted();
      setState({ kind: "finished", run: { ...run, prediction, answer, evidence } });
    } catch (error) {
      // Whoever cancelled has said so already.
      if (!signal.aborted) throw error;
    }
  }

  return {
    state,
    start,
    refuse(errors, checked) {
      setState({ kind: "invalid", errors, checked });
    },
    cancel() {
      running.current?.abort();
      setState({ kind: "cancelled", sent: state.kind === "sending" });
    },
  };
}

async function sendInTime(request: RunnableRequest, cancelled: AbortSignal): Promise<BrowserAnswer> {
  const late = new AbortController();
  const timer = setTimeout(() => {
    late.abort();
  }, RUN_TIMEOUT_MS);
  try {
    return await sendRequest(request, AbortSignal.any([cancelled, late.signal]));
  } catch (error) {
    if (cancelled.aborted || !late.signal.aborted) throw error;
    return { kind: "timed-out", ms: RUN_TIMEOUT_MS };
  } finally {
    clearTimeout(timer);
  }
}
