import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { OUTCOME_LOOKS } from "#components/outcome/outcome-mark.tsx";
import { shorten } from "#components/text/shorten.ts";
import { visibleText } from "#components/text/visible.ts";
import type { Lane, Picture, Row } from "./lanes.ts";
import { exchangeElementId, findingsOfStep } from "./linked-findings.ts";
import { StopSign } from "./stop-sign.tsx";

const WIDTH = 720;
const PAGE_X = 44;
const BROWSER_X = 216;
const LAST_X = 676;
const HEAD_HEIGHT = 48;
const ROW_HEIGHT = 40;
const NOTE_HEIGHT = 16;
const TITLE_CHARACTER_WIDTH = 7.9;
const NOTE_CHARACTER_WIDTH = 7.3;
const NAME_CHARACTER_WIDTH = 6.7;

/** Page, browser and servers as lanes, one arrow a row. For wide screens; SequenceList tells the same in words. */
export function SequenceDiagram({
  diagnosis,
  picture: { lanes, rows },
}: {
  readonly diagnosis: Diagnosis;
  readonly picture: Picture;
}): ReactNode {
  const xs = laneXs(lanes.length);
  const heights = rows.map((row) => ROW_HEIGHT + (row.kind === "step" && row.step.note !== null ? NOTE_HEIGHT : 0));
  const tops = heights.map((_, index) => HEAD_HEIGHT + heights.slice(0, index).reduce((sum, each) => sum + each, 0));
  const height = HEAD_HEIGHT + heights.reduce((sum, each) => sum + each, 0) + 8;
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${height}`}
      className="w-full font-mono text-[13px]"
      role="group"
      aria-label="Sequence diagram; the list beside it says the same in words"
    >
      {lanes.map((lane, index) => (
        <LaneLine key={index} lane={lane} index={index} xs={xs} height={height} />
      ))}
      {rows.map((row, index) =>
        row.kind === "gap" ? (
          <text
            key={index}
            aria-hidden
            x={BROWSER_X + 16}
            y={(tops[index] ?? 0) + 24}
            className="fill-ink-soft font-sans text-[13px]"
          >
            ⋮ {row.leftOut} more steps, all in the evidence
          </text>
        ) : (
          <Arrow
            key={index}
            diagnosis={diagnosis}
            row={row}
            xs={xs}
            top={tops[index] ?? 0}
            height={heights[index] ?? 0}
          />
        ),
      )}
    </svg>
  );
}

/** Where the lanes stand: the servers share what is right of the browser. */
function laneXs(count: number): readonly number[] {
  const servers = count - 2;
  const gap = (LAST_X - BROWSER_X) / (servers + 0.6);
  return [PAGE_X, BROWSER_X, ...Array.from({ length: servers }, (_, index) => LAST_X - (servers - 1 - index) * gap)];
}

interface LaneLineProps {
  readonly lane: Lane;
  readonly index: number;
  readonly xs: readonly number[];
  readonly height: number;
}

function LaneLine({ lane: { title, name }, index, xs, height }: LaneLineProps): ReactNode {
  const x = xs[index] ?? 0;
  const isLast = index === xs.length - 1;
  const anchor = index === 0 ? "start" : isLast ? "end" : "middle";
  const textX = index === 0 ? 0 : isLast ? WIDTH : x;
  // The last name may reach to the left as far as the lane before it lets it.
  const before = xs[index - 1] ?? 0;
  const room = index === 0 ? BROWSER_X - 44 : isLast ? (WIDTH - before) * 0.62 : (xs[index + 1] ?? x) - x - 8;
  return (
    <g aria-hidden>
      <text x={textX} y={14} textAnchor={anchor} className="fill-ink font-sans text-[13px] font-semibold">
        {title}
      </text>
      {name !== null && (
        <text x={textX} y={31} textAnchor={anchor} className="fill-ink-soft text-[11px]">
          {shorten(visibleText(name), Math.floor(room / NAME_CHARACTER_WIDTH))}
        </text>
      )}
      <line x1={x} x2={x} y1={name === null ? 22 : 40} y2={height} className="stroke-edge" strokeWidth={1} />
    </g>
  );
}

interface ArrowProps {
  readonly diagnosis: Diagnosis;
  readonly row: Extract<Row, { kind: "step" }>;
  readonly xs: readonly number[];
  readonly top: number;
  readonly height: number;
}

/** A link to its exchange, so that the keyboard reaches it, where it is on the wire. */
function Arrow(props: ArrowProps): ReactNode {
  const { step } = props.row;
  const findings = findingsOfStep(props.diagnosis.findings, step);
  const linked = findings === "" ? {} : { "data-findings": findings };
  if (step.exchange === null) {
    return (
      <g aria-hidden {...linked}>
        <ArrowShape {...props} />
      </g>
    );
  }
  return (
    <a href={`#${exchangeElementId(step.exchange)}`} {...linked}>
      <ArrowShape {...props} />
    </a>
  );
}

function ArrowShape({ diagnosis, row: { step, from, to }, xs, top, height }: ArrowProps): ReactNode {
  const [start, end] = [xs[from] ?? 0, xs[to] ?? 0];
  const direction = end > start ? 1 : -1;
  const stopped = step.weight === "stopped";
  const never = step.weight === "never";
  const y = top + 27;
  const tip = end - direction * (stopped ? 12 : 2);
  const textX = Math.min(start, end) + 16;
  const room = WIDTH - textX - 8;
  const { ink, fill } = OUTCOME_LOOKS[diagnosis.outcome];
  return (
    <g className={stopped ? ink : "text-ink-soft"}>
      <rect
        x={stopped ? Math.min(start, end) : 4}
        y={top + 4}
        width={stopped ? Math.abs(end - start) : WIDTH - 8}
        height={height - 4}
        rx={3}
        className={clsx("arrow-ground", stopped ? fill : "fill-transparent")}
        {...(stopped ? { "data-stopped": true } : {})}
      />
      <line
        x1={start + direction * 2}
        x2={tip - (stopped ? 0 : direction * 6)}
        y1={y}
        y2={y}
        stroke="currentColor"
        strokeWidth={stopped ? 3.5 : 1.5}
        {...(never ? { strokeDasharray: "3 6", opacity: 0.75 } : {})}
      />
      {stopped || <path d={`M${tip} ${y}l${-direction * 8} -4.5v9z`} fill="currentColor" opacity={never ? 0.75 : 1} />}
      <text
        x={textX}
        y={y - 8}
        className={clsx(
          "stroke-raised [paint-order:stroke] [stroke-linejoin:round]",
          stopped ? "fill-current stroke-0 font-semibold" : ["stroke-[7px]", never ? "fill-ink-soft" : "fill-ink"],
        )}
      >
        {shorten(visibleText(step.title), Math.floor(room / TITLE_CHARACTER_WIDTH))}
      </text>
      {step.note !== null && (
        <text
          x={textX}
          y={y + 18}
          className={clsx(
            "stroke-raised text-[12px] [paint-order:stroke] [stroke-linejoin:round]",
            stopped ? "fill-current stroke-0" : "fill-ink-soft stroke-[7px]",
          )}
        >
          {shorten(visibleText(step.note), Math.floor(room / NOTE_CHARACTER_WIDTH))}
        </text>
      )}
      {stopped && (
        <>
          <StopSign x={end} y={y} radius={14} />
          {to === 1 && (
            <text
              x={end - direction * -24}
              y={y + 5}
              textAnchor={direction > 0 ? "start" : "end"}
              className="fill-current font-sans text-[14px] font-semibold"
            >
              stopped here
            </text>
          )}
        </>
      )}
    </g>
  );
}
