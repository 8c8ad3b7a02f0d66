// @vitest-environment jsdom
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  forget,
  forgetAll,
  readRecent,
  recentSnapshot,
  remember,
  subscribeToRecent,
} from "#components/recent/recent-diagnoses.ts";
import { aDiagnosis } from "#tests/unit/store/diagnosis.ts";

const DAY_MS = 86_400_000;
const CREATED = Date.parse("2099-01-01T00:00:00Z");

function idOf(number: number): string {
  return String(number).padStart(22, "A");
}

function saved(number: number, changes: Partial<ReturnType<typeof aDiagnosis>> = {}) {
  return aDiagnosis({
    id: idOf(number),
    createdAt: new Date(CREATED).toISOString(),
    expiresAt: new Date(CREATED + DAY_MS).toISOString(),
    deleteToken: `token-${number}`,
    ...changes,
  });
}

beforeEach(() => {
  localStorage.clear();
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("recent diagnoses", () => {
  test("are listed with what tells them apart, the newest first", () => {
    remember(
      saved(1, { request: { ...saved(1).request, method: "PUT", url: "https://api.example:8443/a/b?token=s#f" } }),
    );
    remember(saved(2, { outcome: "allowed" }));
    expect(readRecent()).toEqual([
      expect.objectContaining({ id: idOf(2), outcome: "allowed" }),
      {
        id: idOf(1),
        outcome: saved(1).outcome,
        method: "PUT",
        target: "api.example:8443/a/b",
        createdAt: new Date(CREATED).toISOString(),
        expiresAt: new Date(CREATED + DAY_MS).toISOString(),
        deleteToken: "token-1",
      },
    ]);
  });

  test("hold nothing of headers, queries, fragments or answers", () => {
    remember(
      saved(1, {
        request: { ...saved(1).request, url: "https://api.example/a?secret-1#secret-2", headers: [["X", "secret-3"]] },
        summary: "secret-4",
      }),
    );
    expect(recentSnapshot()).not.toContain("secret");
  });

  test("one that is not saved is not remembered", () => {
    remember(aDiagnosis({ id: null, createdAt: null, expiresAt: null }));
    expect(readRecent()).toEqual([]);
  });

  test("one that is met again moves up and keeps its token", () => {
    for (const number of [1, 2]) remember(saved(number));
    const { deleteToken: _, ...withoutToken } = saved(1);
    remember(withoutToken);
    expect(readRecent().map(({ id, deleteToken }) => [id, deleteToken])).toEqual([
      [idOf(1), "token-1"],
      [idOf(2), "token-2"],
    ]);
  });

  test("are at most twenty", () => {
    for (let number = 1; number <= 25; number++) remember(saved(number));
    expect(readRecent().map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, index) => idOf(25 - index)));
  });

  test("fall out when they expire", () => {
    remember(saved(1));
    remember(saved(2, { expiresAt: new Date(CREATED + 2 * DAY_MS).toISOString() }));
    expect(readRecent(CREATED + DAY_MS).map(({ id }) => id)).toEqual([idOf(2)]);
  });

  test("are forgotten one by one, or all at once", () => {
    for (const number of [1, 2, 3]) remember(saved(number));
    forget(idOf(2));
    expect(readRecent().map(({ id }) => id)).toEqual([idOf(3), idOf(1)]);
    forgetAll();
    expect([readRecent(), localStorage.length]).toEqual([[], 0]);
  });

  test("tell of changes, by this tab and by others, until nobody listens", () => {
    const listener = vi.fn();
    const unsubscribe = subscribeToRecent(listener);
    remember(saved(1));
    window.dispatchEvent(new StorageEvent("storage", { key: "preflight.recent" }));
    window.dispatchEvent(new StorageEvent("storage", { key: "something-else" }));
    expect(listener).toHaveBeenCalledTimes(2);
    unsubscribe();
    forgetAll();
    expect(listener).toHaveBeenCalledTimes(2);
  });

  test.each(["getItem", "setItem"] as const)(
    "are a convenience: a storage whose %s throws breaks nothing",
    (method) => {
      vi.spyOn(Storage.prototype, method).mockImplementation(() => {
        throw new DOMException("no", method === "getItem" ? "SecurityError" : "QuotaExceededError");
      });
      remember(saved(1));
      forget(idOf(1));
      expect(readRecent()).toEqual([]);
    },
  );

  test("whatever stands in the storage, only whole entries are read", () => {
    remember(saved(1));
    const [entry] = readRecent();
    const broken = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .record({
          version: fc.constantFrom(1, 2, "1"),
          entries: fc.array(fc.oneof(fc.jsonValue(), changedEntry(entry!))),
        })
        .map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(broken, (text) => {
        localStorage.setItem("preflight.recent", text);
        for (const { id, target, expiresAt } of readRecent()) {
          expect([id, typeof target, Number.isNaN(Date.parse(expiresAt))]).toEqual([
            expect.stringMatching(/^[\w-]{22}$/),
            "string",
            false,
          ]);
        }
      }),
    );
  });
});

/** An entry of which one member is anything. */
function changedEntry(entry: object): fc.Arbitrary<object> {
  return fc
    .tuple(fc.constantFrom(...Object.keys(entry)), fc.jsonValue())
    .map(([key, value]) => ({ ...entry, [key]: value }));
}
