import { sql, type Kysely } from "kysely";
import { TOMBSTONE_DAYS } from "#lib/config/defaults.ts";
import type { Deletion, DiagnosisRecord, DiagnosisStore, Lookup, Sweep } from "./diagnosis-store.ts";
import { equalHashes } from "./ids.ts";
import { readDiagnosis, writeDiagnosis } from "./stored-version.ts";

/** Times are milliseconds since the epoch. A row without `diagnosis` is a tombstone: the id is known and its content erased. */
export interface DiagnosisTable {
  diagnoses: {
    id: string;
    created_at: number;
    expires_at: number;
    erased_at: number | null;
    delete_token_hash: string | null;
    version: number;
    diagnosis: string | null;
  };
}

const ERASED = { diagnosis: null, delete_token_hash: null } as const;
const TOMBSTONE_MS = TOMBSTONE_DAYS * 86_400_000;

/** The store over any SQL database that kysely speaks to and `migrate` has prepared. `now` gives milliseconds since the epoch. */
export class SqlDiagnosisStore implements DiagnosisStore {
  readonly #db: Kysely<DiagnosisTable>;
  readonly #now: () => number;

  constructor(db: Kysely<DiagnosisTable>, now: () => number) {
    this.#db = db;
    this.#now = now;
  }

  async save(record: DiagnosisRecord): Promise<void> {
    const { version, json } = writeDiagnosis(record.diagnosis);
    await this.#db
      .insertInto("diagnoses")
      .values({
        id: record.id,
        created_at: record.createdAt,
        expires_at: record.expiresAt,
        erased_at: null,
        delete_token_hash: record.deleteTokenHash,
        version,
        diagnosis: json,
      })
      .execute();
  }

  async get(id: string): Promise<Lookup> {
    const row = await this.#find(id);
    if (!row) return { kind: "not-found" };
    if (row.diagnosis === null || this.#isExpired(row)) return { kind: "gone" };
    return { kind: "found", diagnosis: readDiagnosis(row.version, row.diagnosis) };
  }

  async delete(id: string, deleteTokenHash: string): Promise<Deletion> {
    const row = await this.#find(id);
    if (!row) return "not-found";
    if (row.delete_token_hash === null || this.#isExpired(row)) return "gone";
    if (!equalHashes(row.delete_token_hash, deleteTokenHash)) return "forbidden";
    const { numUpdatedRows } = await this.#db
      .updateTable("diagnoses")
      .set({ ...ERASED, erased_at: this.#now() })
      .where("id", "=", id)
      .where("erased_at", "is", null)
      .executeTakeFirst();
    return numUpdatedRows > 0n ? "deleted" : "gone";
  }

  async deleteExpired(now: number): Promise<Sweep> {
    const { numUpdatedRows } = await this.#db
      .updateTable("diagnoses")
      .set({ ...ERASED, erased_at: now })
      .where("expires_at", "<=", now)
      .where("erased_at", "is", null)
      .executeTakeFirst();
    const { numDeletedRows } = await this.#db
      .deleteFrom("diagnoses")
      .where("erased_at", "<=", now - TOMBSTONE_MS)
      .executeTakeFirst();
    return { erased: Number(numUpdatedRows), forgotten: Number(numDeletedRows) };
  }

  async ping(): Promise<void> {
    await sql`select 1 from diagnoses where 1 = 0`.execute(this.#db);
  }

  async close(): Promise<void> {
    await this.#db.destroy();
  }

  #find(id: string) {
    return this.#db
      .selectFrom("diagnoses")
      .select(["expires_at", "delete_token_hash", "version", "diagnosis"])
      .where("id", "=", id)
      .executeTakeFirst();
  }

  #isExpired(row: { expires_at: number | string }): boolean {
    // PostgreSQL's driver gives a bigint as a string.
    return Number(row.expires_at) <= this.#now();
  }
}
