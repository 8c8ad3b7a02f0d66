import type { Answer } from "#lib/fetch/exchange.ts";
import { byteLowercase, type HeaderLine } from "#lib/fetch/header-list.ts";
import { answerOf, type MeasuredCase, type WireEntry } from "#tests/corpus/measured.ts";

/** What an implementation asks of the server. */
export interface Question {
  readonly role: "preflight" | "actual";
  readonly url: string;
  /** The value of `Origin`. */
  readonly origin: string | undefined;
}

const BROKEN: Answer = { kind: "failure", phase: "response", code: "connection-closed" };

/**
 * The server of a case, for implementations that may ask for something else than the real browser did. Where that is so,
 * it answers as it is best for them.
 *
 * What was recorded for the same URL and role is given in order. A recorded origin is taken to be reflected. For want of a
 * recorded answer, the header lines that the same URL gave in the other role come with status 200; for want of that too
 * the connection breaks, and nothing can be said of the case.
 */
export class RecordedServer {
  readonly #recorded = new Map<string, WireEntry[]>();
  readonly #asked = new Map<string, number>();
  /** It was asked for a preflight that the real browser did not make. */
  sawNeedlessPreflight = false;
  /** It was asked for what the recording does not hold. */
  wasOffRecord = false;

  constructor({ wire }: MeasuredCase) {
    for (const entry of wire) {
      const key = keyOf(entry.acrm === undefined ? "actual" : "preflight", entry.url);
      this.#recorded.set(key, [...(this.#recorded.get(key) ?? []), entry]);
    }
  }

  /** Makes it answer from the beginning again. */
  restart(): this {
    this.#asked.clear();
    this.sawNeedlessPreflight = false;
    this.wasOffRecord = false;
    return this;
  }

  answer({ role, url, origin }: Question): Answer {
    const key = keyOf(role, url);
    const count = this.#asked.get(key) ?? 0;
    this.#asked.set(key, count + 1);
    const entry = this.#recorded.get(key)?.[count];
    if (entry !== undefined) return reflecting(entry, origin);

    if (role === "preflight") this.sawNeedlessPreflight = true;
    const other = this.#recorded.get(keyOf(role === "actual" ? "preflight" : "actual", url))?.[count];
    if (other?.status !== undefined) return reflecting({ ...other, status: 200 }, origin);
    this.wasOffRecord = true;
    return BROKEN;
  }
}

function keyOf(role: Question["role"], url: string): string {
  return `${role} ${url.replace(/#.*/, "")}`;
}

function reflecting(entry: WireEntry, origin: string | undefined): Answer {
  const answer = answerOf(entry);
  if (answer.kind !== "response" || origin === undefined || origin === entry.origin) return answer;
  const headers = answer.headers.map(([name, value]): HeaderLine => {
    const isReflected = byteLowercase(name) === "access-control-allow-origin" && value === entry.origin;
    return [name, isReflected ? origin : value];
  });
  return { ...answer, headers };
}
