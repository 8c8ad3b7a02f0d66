import type { Draft } from "./draft.ts";
import type { PlacedError } from "./field-errors.ts";
import type { Question } from "./pasted.ts";

/** What every group of fields gets: the draft, what is wrong with it, and how to change it. */
export interface FieldProps {
  readonly draft: Draft;
  readonly errors: readonly PlacedError[];
  /** What a paste left open. */
  readonly question?: Question | null;
  readonly onChange: (change: Partial<Draft>) => void;
  readonly onFix: (error: PlacedError) => void;
}
