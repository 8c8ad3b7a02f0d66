import { ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import type { Finding } from "#lib/contract/diagnosis.ts";
import { visibleText } from "#components/text/visible.ts";
import { shorten } from "#components/text/shorten.ts";
import { WireLine } from "./wire-line.tsx";
import type { LineRow, WireRow } from "./wire-rows.ts";

const NAMES_SHOWN = 3;
const NAME_CHARACTERS = 28;

interface HeaderRowsProps {
  readonly direction: ">" | "<";
  /** The ids of lines begin with this. */
  readonly idPrefix: string;
  readonly rows: readonly WireRow[];
  readonly findings: readonly Finding[];
  readonly missedBy: (name: string) => readonly number[];
}

/** The lines of one header block. */
export function HeaderRows({ direction, idPrefix, rows, findings, missedBy }: HeaderRowsProps): ReactNode {
  const lineOf = ({ line, name, value, quiet, pointedAtBy }: LineRow) => (
    <WireLine
      key={line}
      id={`${idPrefix}-${line + 1}`}
      direction={direction}
      name={name}
      value={value}
      quiet={quiet}
      findings={findings}
      pointedAtBy={pointedAtBy}
    />
  );
  return rows.map((row) => {
    switch (row.kind) {
      case "line":
        return lineOf(row);
      case "missing":
        return (
          <WireLine
            key={`missing ${row.name}`}
            direction={direction}
            name={row.name}
            value=""
            missing
            findings={findings}
            pointedAtBy={missedBy(row.name)}
          />
        );
      case "fold":
        return (
          <li key={`fold ${row.rows[0]?.line ?? 0}`}>
            <details className="printed-open group/fold">
              <summary className="flex list-none items-start gap-1 px-3 py-0.5 ps-[9px] text-xs text-ink-soft hover:text-ink [&::-webkit-details-marker]:hidden">
                <ChevronRight
                  aria-hidden
                  size={14}
                  className="mt-px shrink-0 transition-transform group-open/fold:rotate-90"
                />
                <span className="min-w-0 [overflow-wrap:anywhere]">
                  {row.rows.length} lines without a part in CORS: {namesOf(row.rows)}
                </span>
              </summary>
              <ol className="list-none">{row.rows.map(lineOf)}</ol>
            </details>
          </li>
        );
    }
  });
}

function namesOf(rows: readonly LineRow[]): string {
  const names = rows.slice(0, NAMES_SHOWN).map(({ name }) => visibleText(shorten(name, NAME_CHARACTERS)));
  return `${names.join(", ")}${rows.length > NAMES_SHOWN ? " …" : ""}`;
}
