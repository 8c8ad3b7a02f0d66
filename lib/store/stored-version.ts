import { z } from "zod";
import type { StoredDiagnosis } from "./diagnosis-store.ts";
import { StoreError } from "./store-error.ts";

type Reader = (json: unknown) => StoredDiagnosis;

/** For each version that was ever stored, how it becomes the current form. A version stays here for as long as records of it may exist. */
const READERS: ReadonlyMap<number, Reader> = new Map([[1, readVersion1]]);

const versioned = z.looseObject({ version: z.number() });

/** The stored form of a diagnosis: its JSON without the delete token, and the version of that JSON. */
export function writeDiagnosis(diagnosis: StoredDiagnosis): { version: number; json: string } {
  const json = JSON.stringify(diagnosis, (key, value: unknown) => (key === "deleteToken" ? undefined : value));
  return { version: diagnosis.version, json };
}

/** Reads what `writeDiagnosis` wrote, now or in an earlier version of Preflight. Throws a `StoreError`. */
export function readDiagnosis(version: number, json: string): StoredDiagnosis {
  const read = READERS.get(version);
  if (!read) throw new StoreError("unsupported-version", `A stored diagnosis has version ${version}.`);
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new StoreError("corrupt-record", "A stored diagnosis is not JSON.", { cause });
  }
  if (versioned.safeParse(value).data?.version !== version) {
    throw new StoreError("corrupt-record", `A diagnosis stored as version ${version} is not of that version.`);
  }
  return read(value);
}

/** What the oldest records of this version lack. */
const LATER_FIELDS = { problems: [], remedies: [], server: [] } satisfies Partial<StoredDiagnosis>;

/** Only `writeDiagnosis` writes records. */
function readVersion1(json: unknown): StoredDiagnosis {
  return { ...LATER_FIELDS, ...(json as Omit<StoredDiagnosis, keyof typeof LATER_FIELDS>) };
}
