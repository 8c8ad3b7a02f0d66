import { startTransition, useRef, useState } from "react";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { ReadFields } from "#lib/intake/read-fields.ts";
import { remember } from "#components/recent/recent-diagnoses.ts";
import { correctionsOf, OFFLINE_DETAIL, readAnswer, UNREACHED, type FormProblem, type RunAnswer } from "./answer.ts";
import { draftToFields, type Draft } from "./draft.ts";

export type RunState =
  | { readonly kind: "idle" }
  | { readonly kind: "working"; readonly exchanges: readonly Exchange[]; readonly isArrived: boolean }
  | { readonly kind: "problem"; readonly problem: FormProblem; readonly checked: Draft }
  | Extract<RunAnswer, { kind: "diagnosis" }>;

interface DiagnosisRun {
  readonly state: RunState;
  /** Runs a draft; resolves with the diagnosis, or with null when there is none to show. */
  readonly start: (draft: Draft) => Promise<Extract<RunAnswer, { kind: "diagnosis" }> | null>;
  readonly cancel: () => void;
}

/** One diagnosis at a time over the API, told of while it runs, and cancelled by closing the connection. */
export function useDiagnosisRun(initial: RunState): DiagnosisRun {
  const [state, setState] = useState<RunState>(initial);
  const running = useRef<AbortController>(null);

  async function start(draft: Draft): Promise<Extract<RunAnswer, { kind: "diagnosis" }> | null> {
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    const isCancelled = () => controller.signal.aborted;
    const fail = (problem: FormProblem) => {
      setState({ kind: "problem", problem, checked: draft });
      return null;
    };
    const fields = await check(draft);
    if (isCancelled()) return null;
    if (fields === null) return fail(unreached());
    if (!fields.ok) return fail(correctionsOf(fields.errors));
    setState({ kind: "working", exchanges: [], isArrived: false });
    const answer = await run(draft, controller.signal, (exchange) => {
      setState((current) =>
        current.kind === "working" ? { ...current, exchanges: [...current.exchanges, exchange] } : current,
      );
    });
    if (isCancelled()) return null;
    if (answer.kind === "problem") return fail(answer.problem);
    remember(answer.diagnosis);
    if (answer.diagnosis.id === null) {
      startTransition(() => {
        setState(answer);
      });
    } else {
      setState((current) => (current.kind === "working" ? { ...current, isArrived: true } : current));
    }
    return answer;
  }

  function cancel(): void {
    running.current?.abort();
    setState({ kind: "idle" });
  }

  return { state, start, cancel };
}

async function run(draft: Draft, signal: AbortSignal, onExchange: (exchange: Exchange) => void): Promise<RunAnswer> {
  try {
    const response = await fetch("/api/v1/diagnoses", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/x-ndjson" },
      body: JSON.stringify(draftToFields(draft)),
      signal,
    });
    return await readAnswer(response, onExchange);
  } catch {
    return { kind: "problem", problem: unreached() };
  }
}

/** The checks are loaded when they are needed first; null where they cannot be. */
async function check(draft: Draft): Promise<ReadFields | null> {
  try {
    const { readFields } = await import("#lib/intake/read-fields.ts");
    return readFields(draftToFields(draft));
  } catch {
    return null;
  }
}

function unreached(): FormProblem {
  return navigator.onLine ? UNREACHED : { ...UNREACHED, detail: OFFLINE_DETAIL };
}
