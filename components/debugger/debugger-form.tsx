"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { lazy, useActionState, useEffect, useReducer, useRef, type KeyboardEvent, type ReactNode } from "react";
import { Prose } from "#components/text/prose.tsx";
import { hasHeaderRows, type Draft } from "./draft.ts";
import { draftToFragment } from "./draft-fragment.ts";
import { applyFix, errorsStillTrue, placeErrors } from "./field-errors.ts";
import type { FormAction, FormState } from "./form-action.ts";
import { HeaderRows } from "./header-rows.tsx";
import { MoreFields } from "./more-fields.tsx";
import { PasteBox } from "./paste-box.tsx";
import { PlanPreview } from "./plan-preview.tsx";
import { ProblemNotice } from "./problem-notice.tsx";
import { RequestFields } from "./request-fields.tsx";
import { RunProgress } from "./run-progress.tsx";
import { sendNote } from "./send-note.ts";
import { useDiagnosisRun, type RunState } from "./use-diagnosis-run.ts";
import { useDraftInFragment, useRestoredDraft } from "./use-draft-in-fragment.ts";
import { usePaste } from "./use-paste.ts";
import { usePlan } from "./use-plan.ts";

/** Only a diagnosis that is not saved is shown here. No fallback: without JavaScript it would be all there is. */
const DiagnosisView = lazy(() =>
  import("#components/diagnosis/diagnosis-view.tsx").then((module) => ({ default: module.DiagnosisView })),
);

interface DebuggerFormProps {
  readonly initial: FormState;
  /** What the form is posted to without JavaScript. */
  readonly action: FormAction;
  /** Stands under the button. */
  readonly examples: ReactNode;
}

/** The debugger: says what to request, shows what a browser would send, and runs it. */
export function DebuggerForm({ initial, action, examples }: DebuggerFormProps): ReactNode {
  const [posted, formAction] = useActionState(action, initial);
  const [draft, change] = useReducer(
    (current: Draft, changed: Partial<Draft>): Draft => ({ ...current, ...changed }),
    posted.draft,
  );
  const { state, start, cancel } = useDiagnosisRun(stateOf(posted));
  const paste = usePaste(posted.box, draft, change);
  const plan = usePlan(draft, posted);
  const form = useRef<HTMLFormElement>(null);
  const box = useRef<HTMLTextAreaElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const result = useRef<HTMLDivElement>(null);
  const submit = useRef<HTMLButtonElement>(null);
  const cancelButton = useRef<HTMLButtonElement>(null);
  const wasWorking = useRef(false);
  const router = useRouter();

  const isWorking = state.kind === "working";
  const note = plan && sendNote(plan, draft);
  const fragment = draftToFragment(draft);
  const errors =
    state.kind === "problem"
      ? errorsStillTrue(placeErrors(state.problem.errors, state.checked), draft, state.checked)
      : [];

  useRestoredDraft(form, box, posted, change, paste.onType);
  useDraftInFragment(draft, posted.draft);
  useEscape(isWorking, cancel);

  useEffect(() => {
    if (state.kind === "problem") {
      (form.current?.querySelector<HTMLElement>("[aria-invalid='true']") ?? notice.current)?.focus();
    } else if (state.kind === "diagnosis") {
      result.current?.focus();
    }
  }, [state]);

  useEffect(() => {
    // The button that had the focus has given way to the other one.
    if (document.activeElement === document.body) {
      if (isWorking) cancelButton.current?.focus();
      else if (wasWorking.current) submit.current?.focus();
    }
    wasWorking.current = isWorking;
  }, [isWorking]);

  async function run(): Promise<void> {
    if (isWorking || paste.isBusy) return;
    // What stands in the box unread is what is meant.
    const ready = paste.text.trim() === "" ? draft : await paste.read(paste.text);
    if (ready === null) {
      box.current?.focus();
      return;
    }
    const answer = await start(ready);
    if (answer?.diagnosis.id != null) router.push(`/d/${answer.diagnosis.id}`);
  }

  function runOnChord(event: KeyboardEvent<HTMLFormElement>): void {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    void run();
  }

  const fieldProps = {
    draft,
    errors,
    question: paste.question,
    onChange: change,
    onFix: (error: (typeof errors)[number]) => {
      change(applyFix(error, draft));
    },
  };
  return (
    <>
      {/* Ctrl+Enter is a shortcut to the button, which is there for everybody. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <form
        ref={form}
        action={formAction}
        noValidate
        aria-label="Request to diagnose"
        aria-busy={isWorking}
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
        onKeyDown={runOnChord}
        className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_25rem]"
      >
        {/* Enter submits with the first button of a form, and that must not be one that removes a header. */}
        <button type="submit" name="intent" value="diagnose" className="sr-only" tabIndex={-1} aria-hidden>
          Diagnose
        </button>
        <div className="min-w-0 lg:col-span-2">
          <PasteBox ref={box} paste={paste} isLocked={isWorking} onSubmit={() => void run()} />
        </div>
        <div className="min-w-0 space-y-5">
          {state.kind === "problem" && (
            <ProblemNotice ref={notice} problem={state.problem} errors={errors} fragment={fragment} />
          )}
          <RequestFields {...fieldProps} />
          {hasHeaderRows(draft) && <HeaderRows {...fieldProps} />}
          <MoreFields {...fieldProps} />
          {isWorking ? (
            <RunProgress
              cancelRef={cancelButton}
              plan={plan}
              exchanges={state.exchanges}
              isArrived={state.isArrived}
              onCancel={cancel}
            />
          ) : (
            <div className="space-y-2">
              <div className="flex min-h-11 flex-wrap items-center gap-x-4 gap-y-2">
                <button
                  ref={submit}
                  type="submit"
                  name="intent"
                  value="diagnose"
                  className="button"
                  data-primary
                  title="Ctrl+Enter or ⌘+Enter from anywhere in the form"
                >
                  <Play aria-hidden size={18} />
                  Diagnose
                </button>
                <p
                  className={
                    note?.changes === true
                      ? "min-w-0 grow basis-64 text-sm font-medium text-varies"
                      : "min-w-0 grow basis-64 text-sm text-ink-soft"
                  }
                >
                  {note ? (
                    <Prose>{note.text}</Prose>
                  ) : (
                    <span className="only-with-script">
                      <kbd>Ctrl</kbd> or <kbd>⌘</kbd> + <kbd>Enter</kbd> runs it from anywhere in the form.
                    </span>
                  )}
                </p>
              </div>
              <p className="only-with-script text-sm text-ink-soft">
                Or{" "}
                <a href={`/in-my-browser${fragment === "" ? "" : `#${fragment}`}`} className="link">
                  run it in my browser instead
                </a>
                , with my network, my cookies and my extensions.
              </p>
            </div>
          )}
          {examples}
        </div>
        <div className="min-w-0">
          <div className="lg:sticky lg:top-6">
            <PlanPreview plan={plan} draft={draft} />
          </div>
        </div>
      </form>
      {state.kind === "diagnosis" && (
        <div ref={result} tabIndex={-1} className="mt-10 border-t border-line pt-10 outline-none">
          <DiagnosisView diagnosis={state.diagnosis} />
        </div>
      )}
    </>
  );
}

function stateOf({ problem, diagnosis, draft }: FormState): RunState {
  if (problem) return { kind: "problem", problem, checked: draft };
  return diagnosis ? { kind: "diagnosis", diagnosis } : { kind: "idle" };
}

/** Escape is heard wherever the focus is, because the button that had it may be gone. */
function useEscape(isHeard: boolean, onEscape: () => void): void {
  const latest = useRef(onEscape);
  useEffect(() => {
    latest.current = onEscape;
  });
  useEffect(() => {
    if (!isHeard) return;
    const listen = (event: globalThis.KeyboardEvent) => {
      if (event.key === "Escape") latest.current();
    };
    window.addEventListener("keydown", listen);
    return () => {
      window.removeEventListener("keydown", listen);
    };
  }, [isHeard]);
}
