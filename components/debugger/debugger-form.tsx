"use client";

import { Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { useActionState, useEffect, useMemo, useReducer, useRef, type ReactNode } from "react";
import { DiagnosisView } from "#components/diagnosis/diagnosis-view.tsx";
import { Prose } from "#components/text/prose.tsx";
import { draftFromForm, draftToFields, hasHeaderRows, type Draft } from "./draft.ts";
import { draftFromFragment, draftToFragment } from "./draft-fragment.ts";
import { applyFix, errorsStillTrue, placeErrors } from "./field-errors.ts";
import type { FormAction, FormState } from "./form-action.ts";
import { HeaderRows } from "./header-rows.tsx";
import { MoreFields } from "./more-fields.tsx";
import { planFor } from "./plan-for.ts";
import { PlanPreview } from "./plan-preview.tsx";
import { ProblemNotice } from "./problem-notice.tsx";
import { RequestFields } from "./request-fields.tsx";
import { RunProgress } from "./run-progress.tsx";
import { sendNote } from "./send-note.ts";
import { useDiagnosisRun, type RunState } from "./use-diagnosis-run.ts";

const FRAGMENT_DELAY_MS = 250;

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
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const result = useRef<HTMLDivElement>(null);
  const router = useRouter();

  const plan = useMemo(() => planFor(draftToFields(draft)), [draft]);
  const note = plan && sendNote(plan, draft);
  const errors =
    state.kind === "problem"
      ? errorsStillTrue(placeErrors(state.problem.errors, state.checked), draft, state.checked)
      : [];

  useRestoredDraft(form, posted.draft, change);
  useDraftInFragment(draft, posted.draft);

  useEffect(() => {
    if (state.kind === "problem") {
      (form.current?.querySelector<HTMLElement>("[aria-invalid='true']") ?? notice.current)?.focus();
    } else if (state.kind === "diagnosis") {
      result.current?.focus();
    }
  }, [state]);

  async function run(): Promise<void> {
    if (state.kind === "working") return;
    const answer = await start(draft);
    if (answer?.diagnosis.id != null) router.push(`/d/${answer.diagnosis.id}`);
  }

  const fieldProps = {
    draft,
    errors,
    onChange: change,
    onFix: (error: (typeof errors)[number]) => {
      change(applyFix(error, draft));
    },
  };
  return (
    <>
      <form
        ref={form}
        action={formAction}
        noValidate
        aria-label="Request to diagnose"
        aria-busy={state.kind === "working"}
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
        className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_25rem]"
      >
        {/* Enter submits with the first button of a form, and that must not be one that removes a header. */}
        <button type="submit" name="intent" value="diagnose" className="sr-only" tabIndex={-1} aria-hidden>
          Diagnose
        </button>
        <div className="min-w-0 space-y-5">
          {state.kind === "problem" && <ProblemNotice ref={notice} problem={state.problem} errors={errors} />}
          <RequestFields {...fieldProps} />
          {hasHeaderRows(draft) && <HeaderRows {...fieldProps} />}
          <MoreFields {...fieldProps} />
        </div>
        <div className="min-w-0 lg:row-span-2">
          <div className="lg:sticky lg:top-6">
            <PlanPreview plan={plan} />
          </div>
        </div>
        <div className="min-w-0 space-y-4">
          {state.kind === "working" ? (
            <RunProgress plan={plan} exchanges={state.exchanges} onCancel={cancel} />
          ) : (
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <button type="submit" name="intent" value="diagnose" className="button" data-primary>
                <Play aria-hidden size={18} />
                Diagnose
              </button>
              {note && (
                <p className={note.changes ? "text-sm font-medium text-varies" : "text-sm text-ink-soft"}>
                  <Prose>{note.text}</Prose>
                </p>
              )}
            </div>
          )}
          {examples}
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

/** Takes over what was typed before the page came alive or, failing that, what the address says. */
function useRestoredDraft(
  form: { readonly current: HTMLFormElement | null },
  initial: Draft,
  change: (draft: Draft) => void,
): void {
  useEffect(() => {
    if (!form.current) return;
    const shown = draftFromForm(new FormData(form.current));
    const restored =
      draftToFragment(shown) === draftToFragment(initial) ? draftFromFragment(window.location.hash) : shown;
    if (restored) change(restored);
    const url = form.current.querySelector<HTMLInputElement>("[name='url']");
    if (url?.value === "" && window.matchMedia("(pointer: fine)").matches) url.focus();
  }, [form, initial, change]);
}

/** Keeps the address bar in step, so that a reload or a copied address brings the form back. */
function useDraftInFragment(draft: Draft, initial: Draft): void {
  useEffect(() => {
    if (draft === initial) return;
    const timer = setTimeout(() => {
      const { pathname, search } = window.location;
      const fragment = draftToFragment(draft);
      window.history.replaceState(
        window.history.state,
        "",
        `${pathname}${search}${fragment === "" ? "" : `#${fragment}`}`,
      );
    }, FRAGMENT_DELAY_MS);
    return () => {
      clearTimeout(timer);
    };
  }, [draft, initial]);
}
