import type { Draft } from "./draft.ts";
import type { PlacedError } from "./field-errors.ts";

/** What every group of fields gets: the draft, what is wrong with it, and how to change it. */
export interface FieldProps {
  readonly draft: Draft;
  readonly errors: readonly PlacedError[];
  readonly onChange: (change: Partial<Draft>) => void;
  readonly onFix: (error: PlacedError) => void;
}
