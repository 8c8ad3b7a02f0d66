import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { OUTCOMES, type Outcome } from "#lib/contract/terms.ts";

/** What this browser remembers of a diagnosis: enough to find it again, and to delete it. */
export interface RecentDiagnosis {
  readonly id: string;
  readonly outcome: Outcome;
  readonly method: string;
  /** Host and path. A query may hold what nobody expects to be kept. */
  readonly target: string;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly expiresAt: string;
  /** null where this browser may not delete it. */
  readonly deleteToken: string | null;
}

/** The part of a diagnosis that `remember` looks at. */
export type Rememberable = Pick<Diagnosis, "id" | "outcome" | "createdAt" | "expiresAt" | "deleteToken"> & {
  readonly request: Pick<Diagnosis["request"], "method" | "url">;
};

const KEY = "preflight.recent";
const VERSION = 1;
const ENTRIES_MAX = 20;
const TARGET_MAX_CHARACTERS = 200;
const ID = /^[\w-]{22}$/;

const listeners = new Set<() => void>();

/** The diagnoses made in this browser, the newest first, without those that expired. Never rejects what it finds. */
export function readRecent(now = Date.now()): readonly RecentDiagnosis[] {
  return parse(readText()).filter(({ expiresAt }) => Date.parse(expiresAt) > now);
}

/** Puts a saved diagnosis at the head of the list. One that is not saved has no address, and is not remembered. */
export function remember(diagnosis: Rememberable): void {
  const { id, outcome, request, createdAt, expiresAt, deleteToken = null } = diagnosis;
  if (id === null || createdAt === null || expiresAt === null) return;
  const known = readRecent();
  const before = known.find((entry) => entry.id === id);
  const entry: RecentDiagnosis = {
    id,
    outcome,
    method: request.method,
    target: targetOf(request.url),
    createdAt,
    expiresAt,
    deleteToken: deleteToken ?? before?.deleteToken ?? null,
  };
  write([entry, ...known.filter((other) => other.id !== id)].slice(0, ENTRIES_MAX));
}

/** Takes one diagnosis off the list; it stays where it is stored. */
export function forget(id: string): void {
  write(readRecent().filter((entry) => entry.id !== id));
}

/** Takes all off the list. */
export function forgetAll(): void {
  write([]);
}

/** Tells of changes by this tab and by others; returns what ends it. */
export function subscribeToRecent(listener: () => void): () => void {
  const onStorage = ({ key }: StorageEvent) => {
    if (key === KEY || key === null) listener();
  };
  listeners.add(listener);
  window.addEventListener("storage", onStorage);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", onStorage);
  };
}

/** What is stored, as it is; changes whenever the list does. */
export function recentSnapshot(): string {
  return readText() ?? "";
}

function targetOf(url: string): string {
  const parsed = URL.parse(url);
  return (parsed ? `${parsed.host}${parsed.pathname}` : url).slice(0, TARGET_MAX_CHARACTERS);
}

/** Storage may be forbidden: then there is nothing to read. */
function readText(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Storage may be forbidden or full: the list is a convenience, and must not be what fails. */
function write(entries: readonly RecentDiagnosis[]): void {
  try {
    if (entries.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify({ version: VERSION, entries }));
  } catch {
    return;
  }
  for (const listener of listeners) listener();
}

function parse(text: string | null): RecentDiagnosis[] {
  try {
    const stored: unknown = JSON.parse(text ?? "null");
    if (!isRecord(stored) || stored["version"] !== VERSION || !Array.isArray(stored["entries"])) return [];
    return stored["entries"].filter(isEntry).slice(0, ENTRIES_MAX);
  } catch {
    return [];
  }
}

function isEntry(value: unknown): value is RecentDiagnosis {
  if (!isRecord(value)) return false;
  const { id, outcome, method, target, createdAt, expiresAt, deleteToken } = value;
  return (
    typeof id === "string" &&
    ID.test(id) &&
    OUTCOMES.some((each) => each === outcome) &&
    typeof method === "string" &&
    typeof target === "string" &&
    isDate(createdAt) &&
    isDate(expiresAt) &&
    (deleteToken === null || typeof deleteToken === "string")
  );
}

function isDate(value: unknown): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}
