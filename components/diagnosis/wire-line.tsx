import { CornerLeftUp, MoveLeft } from "lucide-react";
import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Finding } from "#lib/contract/diagnosis.ts";
import { SEVERITIES } from "#lib/contract/terms.ts";
import { SEVERITY_LOOKS } from "#components/outcome/severity-mark.tsx";
import { Prose } from "#components/text/prose.tsx";
import { FoldedText, RawText } from "#components/text/raw-text.tsx";
import { findingElementId } from "./linked-findings.ts";

const TINTS = { error: "bg-blocked-tint", warning: "bg-varies-tint", info: "bg-info-tint" } as const;

interface WireLineProps {
  /** `>` went out, `<` came back. */
  readonly direction: ">" | "<";
  readonly name?: string;
  readonly value: string;
  /** A line that is not there, shown where it would have helped. */
  readonly missing?: boolean;
  /** Plays no part in CORS, so it stands back. */
  readonly quiet?: boolean;
  readonly findings: readonly Finding[];
  /** Places in `findings` of those that point at this line. */
  readonly pointedAtBy: readonly number[];
  readonly id?: string;
}

/** One line from the wire. Our remarks stand in the margin, under the line where there is none, and never inside it. */
export function WireLine(props: WireLineProps): ReactNode {
  const { direction, name, value, missing = false, quiet = false, findings, pointedAtBy, id } = props;
  const marked = pointedAtBy.flatMap((index) => findings[index] ?? []);
  const severity = SEVERITIES.find((candidate) => marked.some((finding) => finding.severity === candidate));
  const missingInk = severity && SEVERITY_LOOKS[severity].ink;
  return (
    <li
      {...(id === undefined ? {} : { id })}
      className={clsx(
        "grid grid-cols-[1.25rem_minmax(0,1fr)] border-s-3 px-3 py-px ps-[9px]",
        severity === undefined
          ? "border-transparent"
          : ["@xl:gap-x-4 @xl:grid-cols-[0.25rem_minmax(0,1fr)_14rem]", TINTS[severity], SEVERITY_LOOKS[severity].edge],
        missing && "my-0.5 border-y border-e border-dashed py-0.5",
        missing && severity !== undefined && SEVERITY_LOOKS[severity].frame,
      )}
      {...(pointedAtBy.length === 0 ? {} : { "data-findings": pointedAtBy.join(" ") })}
    >
      <span aria-hidden className="wire text-ink-soft select-none">
        {direction}
      </span>
      <div className={clsx("min-w-0 overflow-hidden", quiet && severity === undefined && "text-ink-soft")}>
        {name !== undefined && (
          <RawText className={clsx(!quiet && "font-semibold", missing && missingInk)}>
            {missing ? name : `${name}: `}
          </RawText>
        )}
        {missing ? (
          <span className={clsx("ms-3 font-sans text-sm", missingInk)}>missing</span>
        ) : (
          <FoldedText>{value}</FoldedText>
        )}
      </div>
      {marked.length > 0 && (
        <div className="col-start-2 min-w-0 @xl:col-start-3">
          {marked.map((finding, index) => (
            <a
              key={index}
              href={`#${findingElementId(pointedAtBy[index] ?? 0)}`}
              className={clsx(
                "flex gap-1.5 py-1 font-sans text-xs hover:underline",
                SEVERITY_LOOKS[finding.severity].ink,
              )}
            >
              <CornerLeftUp aria-hidden size={13} className="mt-0.5 shrink-0 @xl:hidden" />
              <MoveLeft aria-hidden size={13} className="mt-0.5 hidden shrink-0 @xl:block" />
              <span className="min-w-0">
                <Prose>{finding.title}</Prose>
              </span>
            </a>
          ))}
        </div>
      )}
    </li>
  );
}
