import { DIAGNOSES_PER_HOST_MAX, TARGET_SLOT_WAIT_MS } from "#lib/config/defaults.ts";

/** Gives the slot back. Calling it again does nothing. */
export type Release = () => void;

/** Calls back once after that time, unless it is cancelled by the function that it returns. */
export type StartTimer = (ms: number, callback: () => void) => () => void;

export interface TargetSlotsOptions {
  readonly startTimer: StartTimer;
  readonly slotsPerHost?: number;
  readonly waitMs?: number;
}

export interface TargetSlots {
  /**
   * Waits for a slot at that host, first come, first served. `"busy"` when none became free in time; rejects with the
   * signal's reason when the caller leaves.
   */
  acquire(host: string, signal: AbortSignal): Promise<Release | "busy">;
}

/** The system's timer; it does not keep the process alive. */
export const startSystemTimer: StartTimer = (ms, callback) => {
  const timer = setTimeout(callback, ms);
  timer.unref();
  return () => {
    clearTimeout(timer);
  };
};

/** Keeps diagnoses from being many at once at one host, so that Preflight cannot be used to flood it. */
export function createTargetSlots({
  startTimer,
  slotsPerHost = DIAGNOSES_PER_HOST_MAX,
  waitMs = TARGET_SLOT_WAIT_MS,
}: TargetSlotsOptions): TargetSlots {
  /** A host is in here while at least one of its slots is taken. */
  const hosts = new Map<string, { taken: number; waiting: Set<() => void> }>();

  function releaseOf(host: string): Release {
    let released = false;
    return () => {
      const state = hosts.get(host);
      if (released || !state) return;
      released = true;
      const [next] = state.waiting;
      // The slot goes to whoever waits longest, without being free in between.
      if (next) next();
      else if (--state.taken === 0) hosts.delete(host);
    };
  }

  return {
    acquire(host, signal) {
      if (signal.aborted) return Promise.reject(reasonOf(signal));
      const state = hosts.get(host) ?? { taken: 0, waiting: new Set() };
      hosts.set(host, state);
      if (state.taken < slotsPerHost) {
        state.taken += 1;
        return Promise.resolve(releaseOf(host));
      }
      return new Promise((resolve, reject) => {
        const leaveQueue = () => {
          state.waiting.delete(onFree);
          signal.removeEventListener("abort", onAbort);
          cancelTimer();
        };
        const onFree = () => {
          leaveQueue();
          resolve(releaseOf(host));
        };
        const onAbort = () => {
          leaveQueue();
          reject(reasonOf(signal));
        };
        const cancelTimer = startTimer(waitMs, () => {
          leaveQueue();
          resolve("busy");
        });
        state.waiting.add(onFree);
        signal.addEventListener("abort", onAbort);
      });
    },
  };
}

function reasonOf({ reason }: AbortSignal): Error {
  return reason instanceof Error ? reason : new Error("The caller left.", { cause: reason });
}
