import type { Diagnosis, Exchange } from "#lib/contract/diagnosis.ts";
import type { EgressDenial } from "#lib/contract/terms.ts";
import type { FieldError } from "#lib/intake/request-fields.ts";

/** What a diagnosis over the network, or an evaluation, comes to. */
export type DiagnoseResult =
  | { readonly kind: "diagnosis"; readonly diagnosis: Diagnosis }
  | { readonly kind: "invalid"; readonly errors: readonly FieldError[] }
  | {
      readonly kind: "target-denied";
      readonly denial: EgressDenial;
      readonly message: string;
      /** Commands that the caller can run instead, in the place from where the target can be reached. */
      readonly commands: readonly string[];
    }
  | { readonly kind: "busy"; readonly retryAfterSeconds: number };

export interface DiagnoseOptions {
  /** Cancels: the promise rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Told of each exchange as it ends, secrets redacted; `index` is its place in the diagnosis. */
  readonly onExchange?: (exchange: Exchange, index: number) => void;
  /** Nothing but GET, HEAD and OPTIONS goes out, whatever the input says. */
  readonly safeMethodsOnly?: boolean;
  readonly neverSave?: boolean;
}

export type LookupResult =
  | { readonly kind: "found"; readonly diagnosis: Diagnosis }
  | { readonly kind: "not-found" }
  | { readonly kind: "gone" };

export interface FindingSummary {
  readonly id: string;
  readonly severity: string;
  readonly title: string;
  readonly docs: string;
}

/** The verbs of Preflight. Input is what came over the wire, unchecked. */
export interface Services {
  diagnose(input: unknown, options: DiagnoseOptions): Promise<DiagnoseResult>;
  evaluate(input: unknown): Promise<DiagnoseResult>;
  getDiagnosis(id: string): Promise<LookupResult>;
  deleteDiagnosis(id: string, token: string): Promise<"deleted" | "forbidden" | "not-found" | "gone">;
  listFindings(): readonly FindingSummary[];
  /** Whether all that an answer needs is there; false while the database does not answer. */
  isReady(): Promise<boolean>;
}
