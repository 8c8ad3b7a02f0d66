import { clsx } from "clsx";
import type { ReactNode } from "react";
import type { Exchange, TimingMs } from "#lib/contract/diagnosis.ts";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import { formatMs, pathOf } from "#lib/render/request-line.ts";

const PHASES = [
  { key: "dns", label: "Name", fill: "fill-accent/30" },
  { key: "connect", label: "Connect", fill: "fill-accent/50" },
  { key: "tls", label: "TLS", fill: "fill-accent/70" },
  { key: "firstByte", label: "First byte", fill: "fill-accent" },
] as const;

const SHOWN_CHARACTERS = 60;
const PERCENT = 100;

/** How long each phase of each request took, seen from this server: a bar to compare by, and the numbers. */
export function TimingChart({ exchanges }: { readonly exchanges: readonly Exchange[] }): ReactNode {
  const longestMs = Math.max(1, ...exchanges.map(({ timingMs }) => timingMs?.total ?? 0));
  return (
    <ol className="list-none divide-y divide-line text-sm">
      {exchanges.map(({ request, timingMs }, index) => (
        <li key={index} className="px-3 py-2">
          <p className="flex flex-wrap justify-between gap-x-4">
            <span className="min-w-0">
              {index + 1} · <RawText>{`${request.method} ${shorten(pathOf(request.url), SHOWN_CHARACTERS)}`}</RawText>
            </span>
            <span className="tabular-nums">{timingMs ? formatMs(timingMs.total) : "not measured"}</span>
          </p>
          {timingMs && <Bar timingMs={timingMs} longestMs={longestMs} />}
        </li>
      ))}
    </ol>
  );
}

function Bar({ timingMs, longestMs }: { readonly timingMs: TimingMs; readonly longestMs: number }): ReactNode {
  const phases = PHASES.map((phase) => ({ ...phase, ms: timingMs[phase.key] }));
  const percentOf = (ms: number) => `${((PERCENT * ms) / longestMs).toFixed(2)}%`;
  return (
    <>
      <svg aria-hidden width="100%" height="8" className="mt-1.5 block">
        <rect width={percentOf(timingMs.total)} height="8" rx="1" className="fill-line" />
        {phases.map(({ key, fill, ms }, index) => {
          const before = phases.slice(0, index).reduce((sum, each) => sum + (each.ms ?? 0), 0);
          return ms === null ? null : (
            <rect key={key} x={percentOf(before)} width={percentOf(ms)} height="8" className={fill} />
          );
        })}
      </svg>
      <ul className="mt-1 flex list-none flex-wrap gap-x-4 text-xs text-ink-soft tabular-nums">
        {phases.map(({ key, label, fill, ms }) => (
          <li key={key} className="inline-flex items-center gap-1.5">
            <svg aria-hidden width="8" height="8">
              <rect width="8" height="8" rx="1" className={clsx(fill, ms === null && "opacity-0")} />
            </svg>
            {label} {ms === null ? "–" : formatMs(ms)}
          </li>
        ))}
      </ul>
    </>
  );
}
