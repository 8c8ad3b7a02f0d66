import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { OUTCOME_LOOKS } from "#components/outcome/outcome-mark.tsx";
import { visibleText } from "#components/text/visible.ts";
import { shorten } from "#components/text/shorten.ts";
import { linkedFindings } from "./linked-findings.ts";
import { hostOf } from "./request-line.ts";
import type { SequenceStep } from "./sequence.ts";

const WIDTH = 960;
const LANES = { page: 60, browser: 372, server: 900 } as const;
const HEAD_HEIGHT = 54;
const ROW_HEIGHT = 58;
const MONO_CHARACTER_WIDTH = 7.9;

/** Page, browser and server as lanes, one arrow a row. For wide screens; SequenceList tells the same in words. */
export function SequenceDiagram({
  diagnosis,
  steps,
}: {
  readonly diagnosis: Diagnosis;
  readonly steps: readonly SequenceStep[];
}): ReactNode {
  const height = HEAD_HEIGHT + steps.length * ROW_HEIGHT + 12;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      className="w-full font-mono text-[13px]"
      role="img"
      aria-label="Sequence diagram; the list that follows says the same in words"
    >
      <Lane x={LANES.page} height={height} title="Page" name={diagnosis.request.origin} anchor="start" />
      <Lane x={LANES.browser} height={height} title="Browser" name="" anchor="middle" />
      <Lane x={LANES.server} height={height} title="Server" name={hostOf(diagnosis.request.url)} anchor="end" />
      {steps.map((step, index) => (
        <Arrow
          key={index}
          step={step}
          y={HEAD_HEIGHT + index * ROW_HEIGHT + 34}
          stopInk={OUTCOME_LOOKS[diagnosis.outcome].ink}
          findings={linkedFindings(diagnosis.findings, step.exchange)}
        />
      ))}
    </svg>
  );
}

interface LaneProps {
  readonly x: number;
  readonly height: number;
  readonly title: string;
  readonly name: string;
  readonly anchor: "start" | "middle" | "end";
}

function Lane({ x, height, title, name, anchor }: LaneProps): ReactNode {
  const textX = anchor === "start" ? 0 : anchor === "end" ? WIDTH : x;
  return (
    <g>
      <text x={textX} y={16} textAnchor={anchor} className="fill-ink font-sans text-[14px] font-semibold">
        {title}
      </text>
      <text x={textX} y={36} textAnchor={anchor} className="fill-ink-soft text-[12px]">
        {shorten(visibleText(name), 38)}
      </text>
      <line x1={x} x2={x} y1={name === "" ? 28 : 48} y2={height} className="stroke-line" strokeWidth={1.5} />
    </g>
  );
}

interface ArrowProps {
  readonly step: SequenceStep;
  readonly y: number;
  readonly stopInk: string;
  readonly findings: string;
}

function Arrow({ step, y, stopInk, findings }: ArrowProps): ReactNode {
  const from = LANES[step.from];
  const to = LANES[step.to];
  const direction = to > from ? 1 : -1;
  const stopped = step.weight === "stopped";
  const end = to - direction * (stopped ? 13 : 3);
  const middle = (from + to) / 2;
  const room = Math.floor((Math.abs(to - from) - 36) / MONO_CHARACTER_WIDTH);
  return (
    <g className={stopped ? stopInk : "text-ink-soft"} {...(findings === "" ? {} : { "data-findings": findings })}>
      <line
        x1={from + direction * 3}
        x2={end}
        y1={y}
        y2={y}
        stroke="currentColor"
        strokeWidth={stopped ? 3 : 1.5}
        {...(step.weight === "never" ? { strokeDasharray: "3 6" } : {})}
      />
      {stopped || (
        <path
          d={`M${end} ${y}l${-direction * 8} -4.5v9z`}
          fill="currentColor"
          opacity={step.weight === "never" ? 0.6 : 1}
        />
      )}
      <text
        x={middle}
        y={y - 8}
        textAnchor="middle"
        className={clsx(
          stopped ? "fill-current font-semibold" : step.weight === "never" ? "fill-ink-soft" : "fill-ink",
        )}
      >
        {shorten(visibleText(step.title), room)}
      </text>
      {step.note !== null && (
        <text
          x={middle}
          y={y + 17}
          textAnchor="middle"
          className={clsx("text-[12px]", stopped ? "fill-current" : "fill-ink-soft")}
        >
          {shorten(visibleText(step.note), room + 4)}
        </text>
      )}
      {stopped && (
        <StopMark x={to} y={y} label={step.from === "server" ? "start" : step.to === "browser" ? "end" : null} />
      )}
    </g>
  );
}

interface StopMarkProps {
  readonly x: number;
  readonly y: number;
  /** On which side of the mark there is room for a word; null where there is none. */
  readonly label: "start" | "end" | null;
}

/** The most saturated thing on the page: an octagon on the lane where the request ended. */
function StopMark({ x, y, label }: StopMarkProps): ReactNode {
  const corners = Array.from({ length: 8 }, (_, corner) => {
    const angle = (Math.PI / 4) * corner + Math.PI / 8;
    return `${(x + 15 * Math.cos(angle)).toFixed(2)},${(y + 15 * Math.sin(angle)).toFixed(2)}`;
  });
  return (
    <>
      <polygon points={corners.join(" ")} className="fill-current" />
      <path
        d={`M${x - 5} ${y - 5}l10 10m0-10l-10 10`}
        className="stroke-surface"
        strokeWidth={2.75}
        strokeLinecap="round"
      />
      {label !== null && (
        <text
          x={label === "start" ? x - 24 : x + 24}
          y={y + 5}
          textAnchor={label === "start" ? "end" : "start"}
          className="fill-current font-sans text-[14px] font-semibold"
        >
          stopped here
        </text>
      )}
    </>
  );
}
