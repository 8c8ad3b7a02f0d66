import type { PastedFields } from "#lib/intake/paste/paste.ts";

/** A paste and what is to be read out of it; `understood` and `ignored` are parts of clauses that must be there. */
export type PasteRow = { readonly name: string; readonly paste: string } & (
  | {
      readonly kind: "url" | "curl" | "fetch" | "http" | "console";
      readonly fields: PastedFields;
      readonly understood?: readonly string[];
      readonly ignored?: readonly string[];
    }
  | { readonly refused: string }
);
