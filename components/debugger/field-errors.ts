import type { FieldError } from "#lib/intake/request-fields.ts";
import { headerRows, type Draft } from "./draft.ts";

/** The name of a control of the form; header rows have two controls each. */
export type ControlName =
  "url" | "origin" | "method" | "initiator" | "credentials" | "mode" | "redirect" | "body" | "cookies";
export type ControlId = ControlName | `header-${number}-${"name" | "value"}`;

/** A field's error together with the control that shows it; null where no control does. */
export interface PlacedError extends FieldError {
  readonly control: ControlId | null;
}

const CONTROLS: ReadonlySet<string> = new Set<ControlName>([
  "url",
  "origin",
  "method",
  "initiator",
  "credentials",
  "mode",
  "redirect",
  "body",
  "cookies",
]);

/** Controls that are folded away until they are needed. */
export const FOLDED_CONTROLS: ReadonlySet<string | null> = new Set<ControlName>([
  "initiator",
  "mode",
  "redirect",
  "body",
  "cookies",
]);

/** Finds the control for each error. The API counts headers; the form counts rows, some of which are empty. */
export function placeErrors(errors: readonly FieldError[], draft: Draft): readonly PlacedError[] {
  const rows = headerRows(draft);
  return errors.map((error) => {
    const [field = "", index, part] = error.pointer.split("/").slice(1);
    if (CONTROLS.has(field)) return { ...error, control: field as ControlName };
    const row = field === "headers" && index !== undefined ? rows[Number(index)] : undefined;
    return {
      ...error,
      control: row === undefined ? null : (`header-${row}-${part === "1" ? "value" : "name"}` as const),
    };
  });
}

/** The errors whose field has not been changed since it was checked. */
export function errorsStillTrue(errors: readonly PlacedError[], draft: Draft, checked: Draft): readonly PlacedError[] {
  return errors.filter(({ control }) => {
    if (control === null) return true;
    const field = control.startsWith("header-") ? "headers" : (control as ControlName);
    return draft[field] === checked[field];
  });
}

/** The draft with an error's proposed value put in; unchanged where there is none. */
export function applyFix({ control, fix }: PlacedError, draft: Draft): Partial<Draft> {
  if (control === null || fix === undefined) return {};
  if (!control.startsWith("header-")) return { [control]: fix };
  const [, row, part] = control.split("-");
  return {
    headers: draft.headers.map(([name, value], index) => {
      if (index !== Number(row)) return [name, value] as const;
      return part === "name" ? ([fix, value] as const) : ([name, fix] as const);
    }),
  };
}
