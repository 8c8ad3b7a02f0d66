import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { OUTCOME_LOOKS } from "#components/outcome/outcome-mark.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import { visibleText } from "#components/text/visible.ts";
import type { Picture, Row } from "./lanes.ts";
import { findingsOfStep } from "./linked-findings.ts";
import type { SequenceStep } from "./sequence.ts";
import { StopSign } from "./stop-sign.tsx";

const NOTE_CHARACTERS = 160;
const LANE_GAP = 22;
const MARGIN = 10;
const ARROW_Y = 12;

/** By the number of lanes: up to the last one, and some room. */
const GUTTER_WIDTHS: Readonly<Record<number, string>> = { 3: "w-18", 4: "w-24", 5: "w-29", 6: "w-35" };

const laneX = (lane: number) => MARGIN + lane * LANE_GAP;

interface SequenceListProps {
  readonly diagnosis: Diagnosis;
  readonly picture: Picture;
  readonly className?: string;
}

/**
 * The sequence in words beside its lanes: the picture for narrow screens, and what a screen reader reads instead of the
 * wide one.
 */
export function SequenceList({ diagnosis, picture: { lanes, rows }, className }: SequenceListProps): ReactNode {
  const { ink } = OUTCOME_LOOKS[diagnosis.outcome];
  const severalServers = lanes.length > 3;
  return (
    <div className={className}>
      {lanes.map(({ title, name }, lane) => (
        <div key={lane} className="flex text-sm">
          <Gutter lanes={lanes.length}>
            {lanes.slice(0, lane).map((_, before) => (
              <LaneLine key={before} lane={before} />
            ))}
            <line x1={laneX(lane)} x2={laneX(lane)} y1={ARROW_Y} y2="100%" className="stroke-edge" />
            <circle cx={laneX(lane)} cy={ARROW_Y} r={4.5} className="fill-raised stroke-ink-soft" strokeWidth={1.5} />
          </Gutter>
          <p className="min-w-0 pt-0.5 pb-1.5">
            <span className="font-semibold">{title}</span>{" "}
            {name !== null && <RawText className="text-ink-soft">{shorten(name, NOTE_CHARACTERS)}</RawText>}
          </p>
        </div>
      ))}
      <ol className="list-none">
        {rows.map((row, index) => {
          const findings = row.kind === "step" ? findingsOfStep(diagnosis.findings, row.step) : "";
          const stopped = row.kind === "step" && row.step.weight === "stopped";
          return (
            <li
              key={index}
              className={clsx("flex text-sm", stopped && ink)}
              {...(findings === "" ? {} : { "data-findings": findings })}
            >
              <Gutter lanes={lanes.length}>
                {lanes.map((_, lane) => (
                  <LaneLine key={lane} lane={lane} />
                ))}
                {row.kind === "step" && <GutterArrow row={row} />}
              </Gutter>
              {row.kind === "gap" ? (
                <p className="py-2 text-ink-soft">⋮ {row.leftOut} more steps, all in the evidence</p>
              ) : (
                <StepWords step={row.step} severalServers={severalServers} />
              )}
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function Gutter({ lanes, children }: { readonly lanes: number; readonly children: ReactNode }): ReactNode {
  return (
    <span aria-hidden className={clsx("relative shrink-0 self-stretch", GUTTER_WIDTHS[lanes])}>
      <svg width="100%" height="100%" className="absolute inset-0 overflow-visible">
        {children}
      </svg>
    </span>
  );
}

function LaneLine({ lane }: { readonly lane: number }): ReactNode {
  return <line x1={laneX(lane)} x2={laneX(lane)} y1={0} y2="100%" className="stroke-edge" />;
}

function GutterArrow({ row: { step, from, to } }: { readonly row: Extract<Row, { kind: "step" }> }): ReactNode {
  const [start, end] = [laneX(from), laneX(to)];
  const direction = end > start ? 1 : -1;
  const stopped = step.weight === "stopped";
  const never = step.weight === "never";
  return (
    <g className={stopped ? undefined : "text-ink-soft"}>
      <line
        x1={start}
        x2={end - direction * (stopped ? 0 : 4)}
        y1={ARROW_Y}
        y2={ARROW_Y}
        stroke="currentColor"
        strokeWidth={stopped ? 3.5 : 2}
        {...(never ? { strokeDasharray: "2 4", opacity: 0.75 } : {})}
      />
      {stopped ? (
        <StopSign x={end} y={ARROW_Y} radius={10} />
      ) : (
        <path
          d={`M${end} ${ARROW_Y}l${-direction * 7} -4v8z`}
          fill="currentColor"
          {...(never ? { opacity: 0.75 } : {})}
        />
      )}
    </g>
  );
}

interface StepWordsProps {
  readonly step: SequenceStep;
  readonly severalServers: boolean;
}

function StepWords({ step, severalServers }: StepWordsProps): ReactNode {
  const stopped = step.weight === "stopped";
  const nameOf = (end: SequenceStep["from"]) =>
    end === "server" && severalServers && step.host !== null ? visibleText(shorten(step.host, 40)) : end;
  return (
    <div className={clsx("min-w-0 pb-3", step.weight === "never" && "text-ink-soft")}>
      <span className={clsx("text-xs [overflow-wrap:anywhere]", !stopped && "text-ink-soft")}>
        {capitalise(nameOf(step.from))} to {nameOf(step.to)}
        {stopped && <strong>{" · "}stopped here</strong>}
      </span>
      <p className={clsx(stopped && "font-semibold")}>
        <RawText>{shorten(step.title, NOTE_CHARACTERS)}</RawText>
      </p>
      {step.note !== null && (
        <p className={clsx(!stopped && "text-ink-soft")}>
          <RawText>{shorten(step.note, NOTE_CHARACTERS)}</RawText>
        </p>
      )}
    </div>
  );
}

function capitalise(word: string): string {
  return word === "page" || word === "browser" || word === "server"
    ? `${word.charAt(0).toUpperCase()}${word.slice(1)}`
    : word;
}
