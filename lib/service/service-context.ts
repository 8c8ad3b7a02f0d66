import type { DiagnosisStore } from "#lib/store/diagnosis-store.ts";
import type { Egress } from "#lib/egress/egress.ts";
import type { StartProbing } from "#lib/replay/probing.ts";
import type { Replay } from "#lib/replay/replay.ts";
import type { TargetSlots } from "./target-slots.ts";

/** What the verbs need; only types come from the adapters, the composition builds them. */
export interface ServiceContext {
  readonly store: DiagnosisStore;
  readonly egress: Pick<Egress, "check">;
  readonly replay: Replay;
  readonly startProbing: StartProbing;
  readonly targetSlots: TargetSlots;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly randomBytes: (size: number) => Uint8Array;
  /** An origin, without a trailing slash. */
  readonly publicUrl: string;
  readonly retentionDays: number;
}
