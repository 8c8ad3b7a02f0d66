import { LoaderCircle } from "lucide-react";
import type { ReactNode } from "react";
import { Elapsed } from "#components/debugger/run-progress.tsx";
import { hostOf } from "#lib/render/request-line.ts";
import { RawText } from "#components/text/raw-text.tsx";
import { shorten } from "#components/text/shorten.ts";
import { RUN_TIMEOUT_MS, type RunState } from "./use-browser-run.ts";

const SHOWN_CHARACTERS = 80;

interface RunStatusProps {
  readonly state: RunState;
  readonly url: string;
  readonly method: string;
  readonly onCancel: () => void;
}

/** Who is asking what at the moment, for how long, and how to end it. */
export function RunStatus({ state, url, method, onCancel }: RunStatusProps): ReactNode {
  const request = <RawText>{shorten(`${method} ${hostOf(url)}`, SHOWN_CHARACTERS)}</RawText>;
  const isWorking = state.kind === "predicting" || state.kind === "sending";
  return (
    <div className={isWorking ? "panel flex flex-wrap items-start gap-x-4 gap-y-3 px-4 py-3 text-sm" : "text-sm"}>
      <p role="status" className="flex min-w-0 grow basis-64 gap-2">
        {isWorking && <LoaderCircle aria-hidden size={16} className="mt-0.5 shrink-0 motion-safe:animate-spin" />}
        <span className="min-w-0">
          {state.kind === "predicting" && "Predicting what will happen to this page’s origin"}
          {state.kind === "sending" && (
            <>
              Your browser has sent {request} and waits for the answer, at most {RUN_TIMEOUT_MS / 1000} s. If it asks
              for access to your local network, answer it.
            </>
          )}
          {state.kind === "cancelled" &&
            (state.sent
              ? "Cancelled. The server may have had the request already."
              : "Cancelled before your browser sent anything to the target.")}
        </span>
      </p>
      {isWorking && (
        <>
          <Elapsed key={state.kind} />
          <button type="button" className="button" onClick={onCancel}>
            Cancel
          </button>
        </>
      )}
    </div>
  );
}
