import type { Diagnosis } from "#lib/contract/diagnosis.ts";

/** What is kept of a diagnosis: all of it but the token that deletes it, of which only a hash is kept. */
export type StoredDiagnosis = Omit<Diagnosis, "deleteToken">;

/** Times are milliseconds since the epoch. */
export interface DiagnosisRecord {
  readonly id: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  /** Made by `hashDeleteToken`. */
  readonly deleteTokenHash: string;
  /** Secrets are redacted before it gets here. */
  readonly diagnosis: StoredDiagnosis;
}

/** `gone`: it was there, and expired or was deleted; `not-found`: it never was, or that was too long ago to be remembered. */
export type Lookup =
  | { readonly kind: "found"; readonly diagnosis: StoredDiagnosis }
  | { readonly kind: "gone" }
  | { readonly kind: "not-found" };

export type Deletion = "deleted" | "forbidden" | "gone" | "not-found";

export interface Sweep {
  /** Diagnoses whose content was erased because they expired. */
  readonly erased: number;
  /** Ids that were erased so long ago that they are forgotten. */
  readonly forgotten: number;
}

/** Where permalinks live. Methods reject with a `StoreError`, or with the database's own error, only when the database fails. */
export interface DiagnosisStore {
  save(record: DiagnosisRecord): Promise<void>;
  get(id: string): Promise<Lookup>;
  delete(id: string, deleteTokenHash: string): Promise<Deletion>;
  /** Erases the content of all that expired by `now`, in milliseconds since the epoch. */
  deleteExpired(now: number): Promise<Sweep>;
  /** Rejects when the database cannot answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}
