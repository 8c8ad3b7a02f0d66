import { mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { Kysely, SqliteDialect } from "kysely";
import { DATABASE_BUSY_TIMEOUT_MS } from "#lib/config/defaults.ts";
import type { DiagnosisStore } from "./diagnosis-store.ts";
import { migrate } from "./migrations.ts";
import { SqlDiagnosisStore, type DiagnosisTable } from "./sql-diagnosis-store.ts";
import { StoreError } from "./store-error.ts";

/**
 * Opens the store that `DATABASE_URL` names and brings it up to date. `now` gives milliseconds since the epoch.
 * Rejects with a `StoreError` when the URL is not one of a supported database or the migration fails, and with the
 * database's error when it cannot be opened.
 */
export async function openDiagnosisStore(databaseUrl: string, now: () => number): Promise<DiagnosisStore> {
  const db = new Kysely<DiagnosisTable>({ dialect: new SqliteDialect({ database: openSqlite(databaseUrl) }) });
  try {
    await migrate(db);
  } catch (error) {
    await db.destroy();
    throw error;
  }
  return new SqlDiagnosisStore(db, now);
}

function openSqlite(databaseUrl: string): Database.Database {
  const path = sqlitePath(databaseUrl);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const database = new Database(path, { timeout: DATABASE_BUSY_TIMEOUT_MS });
  database.pragma("journal_mode = WAL");
  database.pragma("synchronous = NORMAL");
  // What somebody deletes must not stay readable in the file's free pages.
  database.pragma("secure_delete = ON");
  return database;
}

/** `file:./relative.db`, `file:/absolute.db` or `file:///absolute.db`. */
function sqlitePath(databaseUrl: string): string {
  const path = /^file:(.+)$/.exec(databaseUrl)?.[1];
  if (path === undefined) throw new StoreError("unsupported-url", "Only SQLite files (file:…) are supported.");
  return path.startsWith("//") ? fileURLToPath(databaseUrl) : resolve(path);
}
