import { LoaderCircle } from "lucide-react";
import { useEffect, useState, type ReactNode, type Ref } from "react";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { Plan } from "#lib/diagnosis/plan.ts";
import { formatMs, pathOf } from "#lib/render/request-line.ts";
import { describeStatus } from "#lib/render/status-phrase.ts";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import { decidingLines } from "./deciding-lines.ts";

const TICK_MS = 100;
const SHOWN_PATH_CHARACTERS = 80;
const SHOWN_VALUE_CHARACTERS = 160;

interface RunProgressProps {
  readonly plan: Plan | null;
  /** Those that have ended, in order. */
  readonly exchanges: readonly Exchange[];
  /** The diagnosis is there, and its page is being opened. */
  readonly isArrived: boolean;
  readonly onCancel: () => void;
  readonly cancelRef: Ref<HTMLButtonElement>;
}

/** Which request is out, how long, and the answers so far with the lines that decide. */
export function RunProgress({ plan, exchanges, isArrived, onCancel, cancelRef }: RunProgressProps): ReactNode {
  const own = exchanges.filter(({ role }) => role !== "probe");
  const probes = exchanges.length - own.length;
  const next = probes > 0 ? undefined : plan?.requests[exchanges.length];
  return (
    <section aria-label="Progress" className="panel min-h-44 text-sm">
      <div className="flex min-h-14 items-center gap-x-4 border-b border-line px-4 py-2">
        <p role="status" className="flex min-w-0 grow gap-2 font-medium">
          <LoaderCircle aria-hidden size={16} className="mt-0.5 shrink-0 text-accent motion-safe:animate-spin" />
          <span className="min-w-0">
            {isArrived ? (
              "The diagnosis is there. Opening its page"
            ) : next ? (
              <>
                Waiting for the answer to <RawText>{lineOf(next)}</RawText>
              </>
            ) : probes > 0 ? (
              "Asking a few more questions"
            ) : (
              "Waiting for the next answer"
            )}
          </span>
        </p>
        <Elapsed />
        <button ref={cancelRef} type="button" className="button" title="Escape cancels too" onClick={onCancel}>
          Cancel
        </button>
      </div>
      <div aria-live="polite" className="space-y-3 px-4 py-3">
        {exchanges.length === 0 && <p className="text-ink-soft">Each answer stands here as soon as it is in.</p>}
        <ol className="list-none space-y-3">
          {own.map((exchange, index) => (
            <ExchangeItem key={index} exchange={exchange} number={index + 1} />
          ))}
        </ol>
        {probes > 0 && (
          <p className="text-ink-soft">
            And {probes === 1 ? "1 more question" : `${probes} more questions`} answered, to find the cause.
          </p>
        )}
      </div>
    </section>
  );
}

function ExchangeItem({ exchange, number }: { readonly exchange: Exchange; readonly number: number }): ReactNode {
  return (
    <li className="grid grid-cols-[1.5rem_minmax(0,1fr)]">
      <span className="text-ink-soft tabular-nums">{number}</span>
      <div className="min-w-0">
        <p>
          <RawText className="font-semibold">{lineOf(exchange.request)}</RawText>
          {": "}
          {outcomeOf(exchange)}
        </p>
        <ul className="mt-1 list-none text-xs">
          {decidingLines(exchange).map(([name, value], index) => (
            <li key={index}>
              <span aria-hidden className="wire text-ink-soft select-none">
                {"< "}
              </span>
              {value === null ? (
                <span className="text-varies">
                  <RawText>{name}</RawText> is missing
                </span>
              ) : (
                <RawText>{`${name}: ${shorten(value, SHOWN_VALUE_CHARACTERS)}`}</RawText>
              )}
            </li>
          ))}
        </ul>
      </div>
    </li>
  );
}

/** Seconds since it was first shown. */
export function Elapsed(): ReactNode {
  const [elapsedMs, setElapsedMs] = useState(0);
  useEffect(() => {
    const startedAt = performance.now();
    const timer = setInterval(() => {
      setElapsedMs(performance.now() - startedAt);
    }, TICK_MS);
    return () => {
      clearInterval(timer);
    };
  }, []);
  return (
    <span aria-hidden className="shrink-0 text-ink-soft tabular-nums">
      {(elapsedMs / 1000).toFixed(1)} s
    </span>
  );
}

function lineOf({ method, url }: { readonly method: string; readonly url: string }): string {
  return `${method} ${shorten(pathOf(url), SHOWN_PATH_CHARACTERS)}`;
}

function outcomeOf({ response, failure, timingMs }: Exchange): string {
  const what = response ? describeStatus(response.status) : (failure?.message ?? "not sent");
  return timingMs ? `${what}, ${formatMs(timingMs.total)}` : what;
}
