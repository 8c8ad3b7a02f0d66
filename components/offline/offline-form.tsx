"use client";

import { Link2, ListOrdered } from "lucide-react";
import { useRouter } from "next/navigation";
import { useActionState, useDeferredValue, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { readAnswer, UNREACHED, type FormProblem } from "#components/debugger/answer.ts";
import { draftToFragment } from "#components/debugger/draft-fragment.ts";
import { hasHeaderRows, type Draft } from "#components/debugger/draft.ts";
import { applyFix, placeErrors, type PlacedError } from "#components/debugger/field-errors.ts";
import { HeaderRows } from "#components/debugger/header-rows.tsx";
import { MoreFields } from "#components/debugger/more-fields.tsx";
import { ProblemNotice } from "#components/debugger/problem-notice.tsx";
import { RequestFields } from "#components/debugger/request-fields.tsx";
import { DiagnosisView } from "#components/diagnosis/diagnosis-view.tsx";
import { verdictTitle } from "#lib/render/verdict-title.ts";
import { pastedFromForm, type OfflineAction, type OfflineState } from "./form-state.ts";
import { QuestionItem } from "./question-item.tsx";
import { followPasted, type Offline } from "./questions.ts";
import { useDraftFragment } from "./use-draft-fragment.ts";

/** Asks for the answer to each request of the browser in turn, and judges them while they are pasted. */
export function OfflineForm({
  initial,
  action,
}: {
  readonly initial: OfflineState;
  /** What the form is posted to without JavaScript. */
  readonly action: OfflineAction;
}): ReactNode {
  const [posted, formAction] = useActionState(action, initial);
  const [draft, setDraft] = useState(posted.draft);
  const [pasted, setPasted] = useState(posted.pasted);
  const [isChecked, setChecked] = useState(posted.isAsked);
  const [problem, setProblem] = useState<FormProblem | null>(posted.problem);
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const router = useRouter();

  useDraftFragment(form, draft, posted.draft, setDraft, (data) => {
    setPasted(pastedFromForm(data));
  });

  // Typing stays quick where judging takes longer than a key.
  const judgedDraft = useDeferredValue(draft);
  const judgedPasted = useDeferredValue(pasted);
  const offline = useMemo(() => followPasted(judgedDraft, judgedPasted), [judgedDraft, judgedPasted]);
  const errors = isChecked && offline.kind === "invalid" ? placeErrors(offline.errors, draft) : [];
  const questions = offline.kind === "asked" ? offline.questions : [];
  const diagnosis = offline.kind === "asked" ? offline.diagnosis : null;
  const open = questions.find(({ answer }) => answer === null);

  useEffect(() => {
    if (problem !== null) notice.current?.focus();
  }, [problem]);

  async function submit(intent: string | null): Promise<void> {
    setChecked(true);
    setProblem(null);
    if (intent !== "save") {
      requestAnimationFrame(() => {
        const wrong = form.current?.querySelector<HTMLElement>("[aria-invalid='true']");
        const next = [...(form.current?.querySelectorAll("textarea[name='answer']") ?? [])].find(
          (each) => each instanceof HTMLTextAreaElement && each.value === "",
        );
        (wrong ?? (next instanceof HTMLElement ? next : null))?.focus();
      });
      return;
    }
    const saved = offline.kind === "asked" ? await save(offline) : null;
    if (typeof saved === "string") router.push(`/d/${saved}`);
    else setProblem(saved);
  }

  const fieldProps = {
    draft,
    errors,
    onChange: (change: Partial<Draft>) => {
      setDraft((current) => ({ ...current, ...change }));
    },
    onFix: (error: PlacedError) => {
      setDraft((current) => ({ ...current, ...applyFix(error, current) }));
    },
  };
  return (
    <>
      <form
        ref={form}
        action={formAction}
        noValidate
        aria-label="Request and answers"
        className="space-y-10"
        onSubmit={(event) => {
          event.preventDefault();
          const submitter = "submitter" in event.nativeEvent ? event.nativeEvent.submitter : null;
          void submit(submitter instanceof HTMLButtonElement ? submitter.value : null);
        }}
      >
        {/* Enter submits with the first button of a form, and that must not be one that removes a header. */}
        <button type="submit" name="intent" value="next" className="sr-only" tabIndex={-1} aria-hidden>
          Show the requests
        </button>
        <div className="max-w-3xl space-y-5">
          {problem !== null && (
            <ProblemNotice ref={notice} problem={problem} fragment={draftToFragment(draft)} errors={errors} />
          )}
          <RequestFields {...fieldProps} />
          {hasHeaderRows(draft) && <HeaderRows {...fieldProps} />}
          <MoreFields {...fieldProps} isOffline />
          {questions.length === 0 && (
            <button type="submit" name="intent" value="next" className="button" data-primary>
              <ListOrdered aria-hidden size={18} />
              Show the requests
            </button>
          )}
        </div>
        {questions.length > 0 && (
          <section aria-labelledby="questions" className="space-y-4">
            <h2 id="questions" className="text-lg font-semibold">
              Run this, and paste what it prints
            </h2>
            <ol className="list-none space-y-4">
              {questions.map((question, index) => (
                <QuestionItem
                  key={question.key}
                  question={question}
                  number={index + 1}
                  draft={draft}
                  pasted={pasted[question.key] ?? ""}
                  onPaste={(text) => {
                    setPasted((current) => ({ ...current, [question.key]: text }));
                  }}
                />
              ))}
            </ol>
            <div className="flex flex-wrap items-center gap-3">
              {open !== undefined && (
                <button type="submit" name="intent" value="next" className="button only-without-script">
                  Read the answers
                </button>
              )}
              {diagnosis !== null && (
                <button type="submit" name="intent" value="save" className="button">
                  <Link2 aria-hidden size={16} />
                  Make a permalink
                </button>
              )}
              <p role="status" className="text-sm text-ink-soft">
                {diagnosis !== null && `${verdictTitle(diagnosis)}. `}
                {open !== undefined && diagnosis !== null && `Next, run request ${questions.indexOf(open) + 1}.`}
              </p>
            </div>
            <p className="max-w-[70ch] text-sm text-ink-soft">
              What you paste stays in this tab until you make a permalink. A permalink keeps the header lines, with
              cookies and other secrets replaced by REDACTED, and nothing of a body.
            </p>
          </section>
        )}
      </form>
      {diagnosis !== null && (
        <div className="mt-10 border-t border-line pt-10">
          <DiagnosisView diagnosis={diagnosis} />
        </div>
      )}
    </>
  );
}

/** Saves the answers; resolves with the id of their diagnosis, or with why there is none. */
async function save({ fields, responses }: Extract<Offline, { kind: "asked" }>): Promise<string | FormProblem> {
  try {
    const response = await fetch("/api/v1/evaluations", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ ...fields, responses, save: true }),
    });
    const answer = await readAnswer(response, () => undefined);
    if (answer.kind === "problem") return answer.problem;
    return answer.diagnosis.id ?? UNREACHED;
  } catch {
    return UNREACHED;
  }
}
