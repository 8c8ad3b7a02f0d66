import { useRef, useState } from "react";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import { readFields } from "#lib/intake/read-fields.ts";
import { remember } from "#components/recent/recent-diagnoses.ts";
import { readAnswer, UNREACHED, type FormProblem, type RunAnswer } from "./answer.ts";
import { draftToFields, type Draft } from "./draft.ts";

export type RunState =
  | { readonly kind: "idle" }
  | { readonly kind: "working"; readonly exchanges: readonly Exchange[] }
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
    const fields = readFields(draftToFields(draft));
    if (!fields.ok) {
      setState({ kind: "problem", problem: invalid(fields.errors), checked: draft });
      return null;
    }
    running.current?.abort();
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: "working", exchanges: [] });
    const answer = await run(draft, controller.signal, (exchange) => {
      setState((current) =>
        current.kind === "working" ? { kind: "working", exchanges: [...current.exchanges, exchange] } : current,
      );
    });
    if (controller.signal.aborted) return null;
    running.current = null;
    if (answer.kind === "problem") {
      setState({ kind: "problem", problem: answer.problem, checked: draft });
      return null;
    }
    remember(answer.diagnosis);
    if (answer.diagnosis.id === null) setState(answer);
    return answer;
  }

  function cancel(): void {
    running.current?.abort();
    running.current = null;
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
    return { kind: "problem", problem: UNREACHED };
  }
}

function invalid(errors: FormProblem["errors"]): FormProblem {
  return {
    title: errors.length === 1 ? "One thing to correct" : `${errors.length} things to correct`,
    detail: null,
    errors,
    commands: [],
  };
}
