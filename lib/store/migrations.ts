import { sql, type Kysely } from "kysely";
import { Migrator, type Migration } from "kysely/migration";
import { StoreError } from "./store-error.ts";

/** In the SQL that SQLite and PostgreSQL share; a migration that was released is never edited. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  "0001-diagnoses": {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable("diagnoses")
        .addColumn("id", "text", (column) => column.primaryKey())
        .addColumn("created_at", "bigint", (column) => column.notNull())
        .addColumn("expires_at", "bigint", (column) => column.notNull())
        .addColumn("erased_at", "bigint")
        .addColumn("delete_token_hash", "text")
        .addColumn("version", "integer", (column) => column.notNull())
        .addColumn("diagnosis", "text")
        .addCheckConstraint("erased_has_no_content", sql`(erased_at is null) = (diagnosis is not null)`)
        .execute();
      await db.schema
        .createIndex("diagnoses_to_expire")
        .on("diagnoses")
        .column("expires_at")
        .where(sql.ref("erased_at"), "is", null)
        .execute();
      await db.schema.createIndex("diagnoses_erased_at").on("diagnoses").column("erased_at").execute();
    },
  },
};

/**
 * Brings the database to the current form. Rejects with a `StoreError`.
 *
 * kysely's lock does nothing on SQLite: of two processes that start at once on a new file, the slower one's transaction
 * fails. It has changed nothing then, and finds the work done when it looks again.
 */
export async function migrate<Schema>(db: Kysely<Schema>, attempts = 3): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: () => Promise.resolve(MIGRATIONS) } });
  const { error, results } = await migrator.migrateToLatest();
  if (error === undefined) return;
  if (attempts > 1) return migrate(db, attempts - 1);
  const name = results?.find(({ status }) => status === "Error")?.migrationName ?? "preparation";
  throw new StoreError("migration-failed", `The database could not be brought up to date (${name}).`, { cause: error });
}
