import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test } from "vitest";
import { hashDeleteToken } from "#lib/store/ids.ts";
import { openDiagnosisStore } from "#lib/store/open-diagnosis-store.ts";
import { StoreError } from "#lib/store/store-error.ts";
import { startSweeping } from "#lib/store/sweeping.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";
import { describeDiagnosisStore } from "./diagnosis-store-contract.ts";

const directory = mkdtempSync(join(tmpdir(), "preflight-store-"));
afterAll(() => {
  rmSync(directory, { recursive: true });
});

let files = 0;
const newFile = () => join(directory, String(++files), "deep", "preflight.db");
const clock = () => 0;

function aRecord(id: string, summary = "One plain sentence.") {
  const diagnosis = aDiagnosis({ summary });
  return { id, createdAt: 0, expiresAt: 1_000, deleteTokenHash: hashDeleteToken("t"), diagnosis };
}

describeDiagnosisStore("SQLite", (now) => openDiagnosisStore(`file:${newFile()}`, now));

describe("an SQLite file", () => {
  test.each([
    { form: "file:/path", url: (path: string) => `file:${path}` },
    { form: "file:///path", url: (path: string) => pathToFileURL(path).href },
  ])("is named by $form, and its directory is created", async ({ url }) => {
    const file = newFile();
    const store = await openDiagnosisStore(url(file), clock);
    await store.save(aRecord("a"));
    await store.close();
    expect(readFileSync(file).subarray(0, 15).toString()).toBe("SQLite format 3");
  });

  test("keeps its content when it is opened again, by any number of processes at once", async () => {
    const url = `file:${newFile()}`;
    const [first, second] = await Promise.all([openDiagnosisStore(url, clock), openDiagnosisStore(url, clock)]);
    await first.save(aRecord("a"));
    expect((await second.get("a")).kind).toBe("found");
    await Promise.all([first.close(), second.close()]);
    const third = await openDiagnosisStore(url, clock);
    expect((await third.get("a")).kind).toBe("found");
    await third.close();
  });

  test("is in WAL mode", async () => {
    const file = newFile();
    const store = await openDiagnosisStore(`file:${file}`, clock);
    const reader = new Database(file, { readonly: true });
    expect(reader.pragma("journal_mode", { simple: true })).toBe("wal");
    reader.close();
    await store.close();
  });

  test("holds no trace of a deleted diagnosis once it is closed", async () => {
    const file = newFile();
    const store = await openDiagnosisStore(`file:${file}`, clock);
    await store.save(aRecord("a", "a-sentence-to-forget"));
    await store.delete("a", hashDeleteToken("t"));
    await store.close();
    const files = readdirSync(join(file, ".."), { withFileTypes: true });
    const contents = files.map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"));
    expect(contents.join("")).not.toContain("a-sentence-to-forget");
  });

  test("a record of a later version is named as such, never misread", async () => {
    const file = newFile();
    const store = await openDiagnosisStore(`file:${file}`, clock);
    await store.save(aRecord("a"));
    const writer = new Database(file);
    writer.prepare("update diagnoses set version = 2").run();
    writer.close();
    expect(await rejection(store.get("a"))).toEqual({ name: "StoreError", code: "unsupported-version" });
    await store.close();
  });

  test("a ping fails after the store was closed", async () => {
    const store = await openDiagnosisStore(`file:${newFile()}`, clock);
    await store.close();
    expect((await rejection(store.ping())).name).toBe("Error");
  });

  test("a file that is no database stops the start", async () => {
    const file = join(directory, "text.db");
    writeFileSync(file, "not a database, but long enough to be read as the header of one; ".repeat(20));
    expect(await rejection(openDiagnosisStore(`file:${file}`, clock))).toEqual({
      name: "SqliteError",
      code: "SQLITE_NOTADB",
    });
  });

  test("another kind of URL is refused", async () => {
    expect(await rejection(openDiagnosisStore("postgres://db/preflight", clock))).toEqual({
      name: "StoreError",
      code: "unsupported-url",
    });
  });
});

describe("startSweeping", () => {
  test("erases what expired at once, and reports it", async () => {
    const store = await openDiagnosisStore(`file:${newFile()}`, clock);
    await store.save(aRecord("a"));
    const sweep = await new Promise((onSweep, onError) => {
      startSweeping(store, { now: () => 1_000, onSweep, onError })();
    });
    expect(sweep).toEqual({ erased: 1, forgotten: 0 });
    expect(await store.get("a")).toEqual({ kind: "gone" });
    await store.close();
  });

  test("reports a failing database and goes on", async () => {
    const failure = new StoreError("corrupt-record", "broken");
    const errors: unknown[] = [];
    await new Promise<void>((done) => {
      const stop = startSweeping(
        { deleteExpired: () => Promise.reject(failure) },
        {
          now: clock,
          onSweep: () => {
            errors.push("swept");
          },
          onError: (error) => {
            if (errors.push(error) === 2) {
              stop();
              done();
            }
          },
          intervalMs: 1,
        },
      );
    });
    expect(errors).toEqual([failure, failure]);
  });
});

async function rejection(promise: Promise<unknown>): Promise<{ name: string; code?: string }> {
  const error: unknown = await promise.then(
    () => ({ name: "none" }),
    (reason: unknown) => reason,
  );
  const { name, code } = error as { name: string; code?: string };
  return code === undefined ? { name } : { name, code };
}
