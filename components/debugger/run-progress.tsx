import { LoaderCircle } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { Plan } from "#lib/diagnosis/plan.ts";
import { formatMs, pathOf } from "#lib/render/request-line.ts";
import { describeStatus } from "#lib/render/status-phrase.ts";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";

const TICK_MS = 100;
const SHOWN_PATH_CHARACTERS = 80;

/** Which request is out, how long, and what has come back so far. */
export function RunProgress({
  plan,
  exchanges,
  onCancel,
}: {
  readonly plan: Plan | null;
  readonly exchanges: readonly Exchange[];
  readonly onCancel: () => void;
}): ReactNode {
  const isProbing = exchanges.at(-1)?.role === "probe";
  const next = isProbing ? undefined : plan?.requests[exchanges.length];
  return (
    <div className="panel flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-3 text-sm">
      <div role="status" className="min-w-0 grow basis-64">
        <ol className="list-none space-y-1 text-ink-soft">
          {exchanges.map((exchange, index) => (
            <li key={index}>
              <RawText>{lineOf(exchange.request)}</RawText>: {outcomeOf(exchange)}
            </li>
          ))}
        </ol>
        <p className="flex gap-2 font-medium">
          <LoaderCircle aria-hidden size={16} className="mt-0.5 shrink-0 motion-safe:animate-spin" />
          <span className="min-w-0">
            {next ? (
              <>
                Waiting for the answer to <RawText>{lineOf(next)}</RawText>
              </>
            ) : isProbing ? (
              "Asking a few more questions"
            ) : (
              "Waiting for the next answer"
            )}
          </span>
        </p>
      </div>
      <Elapsed />
      <button type="button" className="button" onClick={onCancel}>
        Cancel
      </button>
    </div>
  );
}

function Elapsed(): ReactNode {
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
    <span aria-hidden className="py-1.5 text-ink-soft tabular-nums">
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
