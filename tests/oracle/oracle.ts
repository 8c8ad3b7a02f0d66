import type { BrowserName } from "#lib/contract/terms.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import type { OracleCase, PageFetch } from "./case.ts";

/** What a developer sees of one `fetch()`. */
export interface Observation {
  /** The type of the response; null when the promise was rejected. */
  readonly type: string | null;
  /** What it was rejected with. */
  readonly exception: string | null;
  /** The names of the headers that the page can read. */
  readonly readable: readonly string[];
  /** Every line of the console, in order and to the letter. */
  readonly console: readonly string[];
  /** Chromium's CorsError; null where there is none. */
  readonly corsError: string | null;
  /** The requests that the servers saw, in order. */
  readonly wire: readonly WireRequest[];
}

/** A request as a server saw it. */
export interface WireRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderLine[];
}

/** A real browser that is asked what it does. */
export interface Oracle {
  readonly name: Exclude<BrowserName, "standard">;
  readonly version: string;
  /** Lines that the browser prints and that cannot be compared; they are left out. */
  readonly leavesOut: RegExp | null;
  /** Makes the fetches of these cases, each from its page; ids must not repeat. */
  observe(cases: readonly OracleCase[]): Promise<Map<string, Observation>>;
  close(): Promise<void>;
}

export type Settled = Pick<Observation, "type" | "exception" | "readable">;

/** A case as the page gets it. */
export type PageCase = PageFetch & { readonly id: string };

/**
 * Runs in the page: makes all the fetches, some at once, and tells how each ended. Must not refer to anything outside
 * itself.
 */
export async function fetchInPage({
  cases,
  atOnce,
  mark,
}: {
  readonly cases: readonly PageCase[];
  readonly atOnce: number;
  /** Printed after each case, with its id behind it. */
  readonly mark: string | null;
}): Promise<[string, Settled][]> {
  const settled: [string, Settled][] = [];
  const waiting = [...cases];
  const settle = async ({ id, url, headers, ...init }: PageCase): Promise<[string, Settled]> => {
    try {
      const entries = headers.map(([name, value]): [string, string] => [name, value]);
      const response = await fetch(url, { ...init, headers: entries });
      return [id, { type: response.type, exception: null, readable: [...response.headers.keys()] }];
    } catch (error) {
      return [id, { type: null, exception: String(error), readable: [] }];
    }
  };
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      settled.push(await settle(next));
      // eslint-disable-next-line no-console -- the console is what is read
      if (mark !== null) console.log(mark + next.id);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return settled;
}

export function pageCase({ id, request }: OracleCase): PageCase {
  return { id, ...request };
}

/** The cases of each page, in the order of the first of each. */
export function byPage(cases: readonly OracleCase[]): OracleCase[][] {
  return [...Map.groupBy(cases, ({ page }) => `${page.origin} ${String(page.isSandboxed)}`).values()];
}
