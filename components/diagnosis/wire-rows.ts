import { byteLowercase, type HeaderList } from "#lib/fetch/header-list.ts";
import { playsNoPartInCors } from "#lib/render/wire-text.ts";

/** Fewer bystanders than these are not worth a fold. */
const LEAST_FOLDED = 3;

/** A header line, in its place. */
export interface LineRow {
  readonly kind: "line";
  /** Index into the header list. */
  readonly line: number;
  readonly name: string;
  readonly value: string;
  readonly quiet: boolean;
  readonly pointedAtBy: readonly number[];
}

/** What one header block shows: lines in the order of the wire, lines that are not there, and folds of bystanders. */
export type WireRow =
  | LineRow
  | { readonly kind: "missing"; readonly name: string }
  | { readonly kind: "fold"; readonly rows: readonly LineRow[] };

/**
 * A header block as rows. A missing line stands after the last one of CORS, or else at the end. Neighbours that take no
 * part in CORS, and of which no finding speaks, are folded where they stand.
 */
export function wireRows(
  headers: HeaderList,
  pointedAtBy: (line: number) => readonly number[],
  missing: readonly string[] = [],
): readonly WireRow[] {
  const lines = headers.map(([name, value], line): LineRow => {
    const quiet = playsNoPartInCors(name);
    return { kind: "line", line, name, value, quiet, pointedAtBy: pointedAtBy(line) };
  });
  const lastOfCors = lines.findLastIndex(({ name }) => byteLowercase(name).startsWith("access-control-"));
  const place = lastOfCors === -1 ? lines.length : lastOfCors + 1;
  return [
    ...folded(lines.slice(0, place)),
    ...missing.map((name) => ({ kind: "missing", name }) as const),
    ...folded(lines.slice(place)),
  ];
}

function folded(lines: readonly LineRow[]): readonly WireRow[] {
  const rows: WireRow[] = [];
  let run: LineRow[] = [];
  const endRun = () => {
    if (run.length < LEAST_FOLDED) rows.push(...run);
    else rows.push({ kind: "fold", rows: run });
    run = [];
  };
  for (const line of lines) {
    if (line.quiet && line.pointedAtBy.length === 0) {
      run.push(line);
    } else {
      endRun();
      rows.push(line);
    }
  }
  endRun();
  return rows;
}
