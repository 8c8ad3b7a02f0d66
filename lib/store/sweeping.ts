import { SWEEP_INTERVAL_MS } from "#lib/config/defaults.ts";
import type { DiagnosisStore, Sweep } from "./diagnosis-store.ts";

export interface SweepingOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly onSweep: (sweep: Sweep) => void;
  readonly onError: (error: unknown) => void;
  readonly intervalMs?: number;
}

/** Erases expired diagnoses now and then, without keeping the process alive. Returns how to stop. */
export function startSweeping(store: Pick<DiagnosisStore, "deleteExpired">, options: SweepingOptions): () => void {
  const sweep = () => {
    store.deleteExpired(options.now()).then(options.onSweep, options.onError);
  };
  sweep();
  const timer = setInterval(sweep, options.intervalMs ?? SWEEP_INTERVAL_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
