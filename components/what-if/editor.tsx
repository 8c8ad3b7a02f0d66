"use client";

import { RotateCcw, Undo2 } from "lucide-react";
import { useDeferredValue, useMemo, useReducer, type KeyboardEvent, type ReactNode } from "react";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { BrowserConsoles } from "#components/diagnosis/browser-consoles.tsx";
import { AnswerEditor } from "./answer-editor.tsx";
import { applyRemedy } from "./apply-remedy.ts";
import { draftFromFragment } from "./draft-fragment.ts";
import { changeHistory, historyOf } from "./draft-history.ts";
import { draftOf, isAnswerChanged, type AnswerDraft, type RequestDraft } from "./draft.ts";
import { evaluateDraft, isAskedFor } from "./evaluation.ts";
import { FixList } from "./fix-list.tsx";
import { MissingAnswer } from "./missing-answer.tsx";
import { RequestEditor } from "./request-editor.tsx";
import { Share } from "./share.tsx";
import { focusLater } from "./focus-later.ts";
import { useDraftInFragment } from "./use-draft-in-fragment.ts";
import { LiveVerdict, LiveSequence } from "./live-verdict.tsx";

const RESPONSE_HEADER_NAMES = [
  "Access-Control-Allow-Credentials",
  "Access-Control-Allow-Headers",
  "Access-Control-Allow-Methods",
  "Access-Control-Allow-Origin",
  "Access-Control-Expose-Headers",
  "Access-Control-Max-Age",
  "Cross-Origin-Resource-Policy",
  "Location",
  "Vary",
] as const;

/** Edits the answers of a diagnosis and shows what the engines make of them. */
export function Editor({ diagnosis }: { readonly diagnosis: Diagnosis }): ReactNode {
  const original = useMemo(() => draftOf(diagnosis), [diagnosis]);
  const [{ present: draft, past }, dispatch] = useReducer(changeHistory, original, () => {
    const { hash } = window.location;
    return historyOf((diagnosis.id !== null && draftFromFragment(hash, original)) || original);
  });
  useDraftInFragment(diagnosis.id === null ? null : draft, original);

  // Typing stays quick where judging takes longer than a key.
  const judged = useDeferredValue(draft);
  const result = useMemo(() => evaluateDraft(judged, diagnosis), [judged, diagnosis]);

  const originalOf = ({ exchange }: AnswerDraft) =>
    exchange === null ? undefined : original.answers.find((each) => each.exchange === exchange);
  const changedAnswers = draft.answers.filter((answer) => isAnswerChanged(answer, originalOf(answer)));
  const isRequestChanged = JSON.stringify(draft.request) !== JSON.stringify(original.request);
  const changes = changedAnswers.length + (isRequestChanged ? 1 : 0);

  function change(edited: Partial<typeof draft>, subject: string | null): void {
    dispatch({ kind: "change", draft: { ...draft, ...edited }, subject });
  }

  function changeAnswer(index: number, answer: AnswerDraft | null, subject: string | null): void {
    const answers = draft.answers.flatMap((each, at) => (at === index ? (answer ?? []) : each));
    change({ answers }, subject === null ? null : `${index} ${subject}`);
  }

  function undoByKey(event: KeyboardEvent): void {
    const isTyping = event.target instanceof HTMLInputElement;
    if (isTyping || event.key !== "z" || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    dispatch({ kind: "undo" });
  }

  const missing =
    result.kind === "evaluated"
      ? result.asked.filter(
          ({ request, unanswered }) =>
            unanswered.length > 0 &&
            !draft.answers.some((answer) => isAskedFor(answer, [{ request, browsers: unanswered, unanswered }])),
        )
      : [];

  return (
    // Undo works wherever the focus is in here.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className="space-y-6" onKeyDown={undoByKey}>
      <LiveVerdict result={result} changes={changes}>
        <button
          type="button"
          className="button"
          aria-keyshortcuts="Control+Z"
          disabled={past.length === 0}
          onClick={() => {
            dispatch({ kind: "undo" });
          }}
        >
          <Undo2 aria-hidden size={15} />
          Undo
        </button>
        <button
          type="button"
          className="button"
          disabled={changes === 0}
          onClick={() => {
            change(original, null);
          }}
        >
          <RotateCcw aria-hidden size={15} />
          Reset all
        </button>
        {result.kind === "evaluated" && (
          <Share key={JSON.stringify(draft)} result={result} editedFrom={diagnosis.id} isChanged={changes > 0} />
        )}
      </LiveVerdict>

      <div className="grid gap-6 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
        <div className="min-w-0 space-y-4">
          <h3 className="font-semibold">The answers</h3>
          {draft.answers.map((answer, index) => (
            <AnswerEditor
              key={answer.exchange ?? `assumed ${index}`}
              index={index}
              answer={answer}
              original={originalOf(answer)}
              askedAs={diagnosis.exchanges[answer.exchange ?? -1]?.request.headers ?? null}
              asked={
                result.kind === "evaluated"
                  ? (result.asked.find((each) => isAskedFor(answer, [each]))?.request ?? null)
                  : undefined
              }
              onChange={(changed, subject) => {
                changeAnswer(index, changed, subject);
              }}
            />
          ))}
          {missing.map((request) => (
            <MissingAnswer
              key={JSON.stringify([request.request, request.unanswered])}
              missing={request}
              answers={draft.answers}
              onSuppose={(answer) => {
                change({ answers: [...draft.answers, answer] }, null);
                focusLater(`what-if-${draft.answers.length}-status`);
              }}
            />
          ))}
          <RequestEditor
            request={draft.request}
            original={original.request}
            errors={result.kind === "invalid" ? result.errors : []}
            onChange={(request: RequestDraft, subject) => {
              change({ request }, subject === null ? null : `request ${subject}`);
            }}
          />
        </div>
        <div className="min-w-0 space-y-6">
          {result.kind === "evaluated" && (
            <>
              <LiveSequence diagnosis={result.diagnosis} />
              <FixList
                diagnosis={result.diagnosis}
                onApply={(remedy) => {
                  const fixed = applyRemedy(draft, remedy, result.diagnosis);
                  dispatch({ kind: "change", draft: fixed, subject: null });
                  focusLater("what-if-verdict");
                }}
              />
            </>
          )}
        </div>
      </div>

      {result.kind === "evaluated" && (
        <div className="space-y-3">
          <h3 className="font-semibold">What each browser would print</h3>
          <BrowserConsoles diagnosis={result.diagnosis} />
        </div>
      )}
      <datalist id="what-if-names">
        {RESPONSE_HEADER_NAMES.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      <p className="max-w-[70ch] text-sm text-ink-soft">
        Values that were stored as REDACTED stay so. Beginnings of bodies, addresses, timings and the further questions
        to the server take no part here, so a finding that rests on one of them is missing.
      </p>
    </div>
  );
}
