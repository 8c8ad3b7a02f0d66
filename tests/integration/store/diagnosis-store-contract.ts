import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { TOMBSTONE_DAYS } from "#lib/config/defaults.ts";
import type { DiagnosisRecord, DiagnosisStore } from "#lib/store/diagnosis-store.ts";
import { hashDeleteToken } from "#lib/store/ids.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";

const CREATED = Date.UTC(2026, 0, 1);
const EXPIRES = CREATED + 1_000;
const DAY_MS = 86_400_000;

function record(changes: Partial<DiagnosisRecord> = {}): DiagnosisRecord {
  return {
    id: "q3VdAAAAAAAAAAAAAAAAAA",
    createdAt: CREATED,
    expiresAt: EXPIRES,
    deleteTokenHash: hashDeleteToken("right"),
    diagnosis: aDiagnosis(),
    ...changes,
  };
}

/** What every store must do, whatever database is behind it. `open` gives an empty store whose clock is `now`. */
export function describeDiagnosisStore(name: string, open: (now: () => number) => Promise<DiagnosisStore>): void {
  describe(name, () => {
    let store: DiagnosisStore;
    let now: number;
    const { id } = record();

    beforeEach(async () => {
      now = CREATED;
      store = await open(() => now);
    });
    afterEach(() => store.close());

    test("gives back what was saved, to the letter", async () => {
      await store.save(record());
      expect(await store.get(id)).toEqual({ kind: "found", diagnosis: aDiagnosis() });
    });

    test("does not know an id that was never saved", async () => {
      await store.save(record());
      expect(await store.get("q3vdaaaaaaaaaaaaaaaaaa")).toEqual({ kind: "not-found" });
      expect(await store.delete("other", hashDeleteToken("right"))).toBe("not-found");
    });

    test("refuses to save over an id that is taken", async () => {
      await store.save(record());
      const outcome = await store.save(record({ diagnosis: aDiagnosis({ summary: "Other." }) })).then(
        () => "saved",
        () => "refused",
      );
      expect(outcome).toBe("refused");
      expect(await store.get(id)).toEqual({ kind: "found", diagnosis: aDiagnosis() });
    });

    test("is gone from the very millisecond at which it expires", async () => {
      await store.save(record());
      now = EXPIRES - 1;
      expect((await store.get(id)).kind).toBe("found");
      now = EXPIRES;
      expect(await store.get(id)).toEqual({ kind: "gone" });
      expect(await store.delete(id, hashDeleteToken("right"))).toBe("gone");
    });

    test("is deleted by its token and by no other", async () => {
      await store.save(record());
      expect(await store.delete(id, hashDeleteToken("wrong"))).toBe("forbidden");
      expect((await store.get(id)).kind).toBe("found");
      expect(await store.delete(id, hashDeleteToken("right"))).toBe("deleted");
      expect(await store.get(id)).toEqual({ kind: "gone" });
      expect(await store.delete(id, hashDeleteToken("right"))).toBe("gone");
    });

    test("of two deletions at once, one deletes", async () => {
      await store.save(record());
      const token = hashDeleteToken("right");
      const outcomes = await Promise.all([store.delete(id, token), store.delete(id, token)]);
      expect(outcomes.toSorted()).toEqual(["deleted", "gone"]);
    });

    test("erases what expired, keeps the rest, and remembers the id for a time", async () => {
      await store.save(record());
      await store.save(record({ id: "kept", expiresAt: EXPIRES + 1 }));
      expect(await store.deleteExpired(EXPIRES)).toEqual({ erased: 1, forgotten: 0 });
      expect(await store.get(id)).toEqual({ kind: "gone" });
      expect((await store.get("kept")).kind).toBe("found");

      const forgottenAt = EXPIRES + TOMBSTONE_DAYS * DAY_MS;
      expect(await store.deleteExpired(forgottenAt - 1)).toEqual({ erased: 1, forgotten: 0 });
      expect(await store.get(id)).toEqual({ kind: "gone" });
      expect(await store.deleteExpired(forgottenAt)).toEqual({ erased: 0, forgotten: 1 });
      expect(await store.get(id)).toEqual({ kind: "not-found" });
    });

    test("answers a ping while it is open", async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });

    test("takes ids and texts that look like SQL as what they are", async () => {
      const hostile = "'; drop table diagnoses; --";
      await store.save(record({ id: hostile, diagnosis: aDiagnosis({ summary: hostile }) }));
      expect(await store.get(hostile)).toEqual({ kind: "found", diagnosis: aDiagnosis({ summary: hostile }) });
      expect(await store.get("' or 1=1 --")).toEqual({ kind: "not-found" });
    });
  });
}
