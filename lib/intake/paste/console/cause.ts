import type { ConsoleReading } from "../paste.ts";

export type Family = NonNullable<ConsoleReading["browser"]>;

/** What a browser says of why a request failed. */
export interface Cause {
  /** Its words without the last full stop; see `parseWording`. */
  readonly wording: string;
  /** Id of the finding; null where the words name no cause. */
  readonly finding: string | null;
  /** The explanation. `{answer}` is the answer that was refused, other holes are those of the wording. */
  readonly says: string;
  /** The words are for a request with credentials only. */
  readonly withCredentials?: true;
  /** The words follow other failures too, and then mean nothing. */
  readonly isEcho?: true;
  /** The finding where the line speaks of a redirect, by its status or by naming both URLs. */
  readonly findingOfRedirect?: string;
}
