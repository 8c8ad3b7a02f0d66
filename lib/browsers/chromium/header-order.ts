import { byteLowercase, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { isPotentiallyTrustworthyUrl } from "#lib/fetch/potentially-trustworthy.ts";
import { caseFoldingHash } from "./case-folding-hash.ts";

interface Entry {
  readonly name: string;
  readonly hash: number;
  /** null for what the browser adds. */
  readonly header: HeaderLine | null;
}

type Table = (Entry | undefined)[];

const SMALLEST_TABLE = 8;

/** What Blink adds after the author's headers; the client hints only where it sends them. */
const USER_AGENT = entryOf("user-agent", null);
const CLIENT_HINTS = ["sec-ch-ua", "sec-ch-ua-mobile", "sec-ch-ua-platform"].map((name) => entryOf(name, null));

function entryOf(name: string, header: HeaderLine | null): Entry {
  return { name, hash: caseFoldingHash(name), header };
}

function emptyTable(buckets: number): Table {
  return new Array<undefined>(buckets).fill(undefined);
}

/** Triangular probing: the home bucket, then 1, 3, 6, … further. */
function place(entry: Entry, table: Table): void {
  const mask = table.length - 1;
  let bucket = entry.hash & mask;
  for (let probes = 1; table[bucket] !== undefined; probes += 1) bucket = (bucket + probes) & mask;
  table[bucket] = entry;
}

/** A table twice as large, filled in the order of the buckets. */
function grown(table: Table): Table {
  const larger = emptyTable(table.length * 2);
  for (const entry of table) {
    if (entry !== undefined) place(entry, larger);
  }
  return larger;
}

/** Blink's hash table after these insertions, which make it grow whenever it is half full. */
function tableOf(entries: readonly Entry[]): Table {
  let table = emptyTable(SMALLEST_TABLE);
  let count = 0;
  for (const entry of entries) {
    place(entry, table);
    count += 1;
    if (count * 2 >= table.length) table = grown(table);
  }
  return table;
}

/**
 * The order in which Chromium keeps the headers of a `fetch()`, no two of one name, and looks for them in a preflight's
 * answer: that of a hash table which gets the author's headers sorted by name and then its own.
 */
export function chromiumHeaderOrder(headers: HeaderList, firstUrl: URL): HeaderList {
  const authors = headers.map((header) => entryOf(byteLowercase(header[0]), header));
  authors.sort((a, b) => (a.name < b.name ? -1 : 1));
  const hints = isPotentiallyTrustworthyUrl(firstUrl) ? CLIENT_HINTS : [];
  return tableOf([...authors, ...hints, USER_AGENT]).flatMap((entry) => (entry?.header ? [entry.header] : []));
}
