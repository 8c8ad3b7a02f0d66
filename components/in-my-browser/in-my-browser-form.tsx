"use client";

import { CirclePlay } from "lucide-react";
import { useEffect, useMemo, useReducer, useRef, useState, useSyncExternalStore, type ReactNode } from "react";
import { draftToFields, EMPTY_DRAFT, hasHeaderRows, type Draft } from "#components/debugger/draft.ts";
import { correctionsOf } from "#components/debugger/answer.ts";
import { draftFromFragment, draftToFragment } from "#components/debugger/draft-fragment.ts";
import { applyFix, errorsStillTrue, placeErrors, type PlacedError } from "#components/debugger/field-errors.ts";
import { HeaderRows } from "#components/debugger/header-rows.tsx";
import { PlanPreview } from "#components/debugger/plan-preview.tsx";
import { ProblemNotice } from "#components/debugger/problem-notice.tsx";
import { RequestFields } from "#components/debugger/request-fields.tsx";
import { useDraftInFragment } from "#components/debugger/use-draft-in-fragment.ts";
import { RUNNABLE, type Runnable } from "./browser-answer.ts";
import { ConsentDialog } from "./consent-dialog.tsx";
import { consentNeeds } from "./consent.ts";
import { FinishedRunView } from "./finished-run-view.tsx";
import { MoreOfTheRequest } from "./more-of-the-request.tsx";
import { NotRunnable } from "./not-runnable.tsx";
import { OriginNotice } from "./origin-notice.tsx";
import type { Prepared } from "./predict.ts";
import { RunStatus } from "./run-status.tsx";
import { useBrowserRun, type AskedRun } from "./use-browser-run.ts";

const loadEngine = () => import("./predict.ts");

/** Makes the request for real, in the visitor's own browser and as this page, but never before the button is pressed. */
export function InMyBrowserForm(): ReactNode {
  const ownOrigin = useOwnOrigin();
  const [draft, change] = useReducer(
    (current: Draft, changed: Partial<Draft>): Draft => ({ ...current, ...changed }),
    EMPTY_DRAFT,
  );
  const [askServer, setAskServer] = useState(true);
  const [asking, setAsking] = useState<AskedRun | null>(null);
  const { state, start, refuse, cancel } = useBrowserRun();
  const form = useRef<HTMLFormElement>(null);
  const notice = useRef<HTMLDivElement>(null);
  const result = useRef<HTMLDivElement>(null);

  // The origin in the fragment stays there, for the way back to the other form.
  const ownDraft = useMemo(() => ({ ...draft, origin: ownOrigin }), [draft, ownOrigin]);
  const prepared = usePrepared(ownDraft);
  const runnable = RUNNABLE.find((initiator) => initiator === draft.initiator);
  const isWorking = state.kind === "predicting" || state.kind === "sending";
  const errors =
    state.kind === "invalid" ? errorsStillTrue(placeErrors(state.errors, state.checked), ownDraft, state.checked) : [];

  useDraftInFragment(draft, EMPTY_DRAFT);
  useEffect(() => {
    const described = draftFromFragment(window.location.hash);
    if (described) change(described);
  }, []);

  useEffect(() => {
    if (state.kind === "invalid") {
      (form.current?.querySelector<HTMLElement>("[aria-invalid='true']") ?? notice.current)?.focus();
    } else if (state.kind === "finished") {
      result.current?.focus();
    }
  }, [state]);

  async function press(initiator: Runnable): Promise<void> {
    const checked = (await loadEngine()).prepare(draftToFields(ownDraft));
    if (!checked.ok) {
      refuse(checked.errors, ownDraft);
      return;
    }
    const run = askedRun(ownDraft, initiator, checked, askServer);
    if (run.changes || run.cookies) setAsking(run);
    else await start(run);
  }

  const fieldProps = {
    draft: ownDraft,
    errors,
    onChange: change,
    onFix: (error: PlacedError) => {
      change(applyFix(error, draft));
    },
  };
  return (
    <>
      <form
        ref={form}
        noValidate
        aria-label="Request to run in this browser"
        aria-busy={isWorking}
        onSubmit={(event) => {
          event.preventDefault();
          if (runnable !== undefined && !isWorking) void press(runnable);
        }}
        className="grid gap-x-8 gap-y-6 lg:grid-cols-[minmax(0,1fr)_25rem]"
      >
        {/* Enter submits with the first button of a form, and that must not be one that removes a header. */}
        <button type="submit" className="sr-only" tabIndex={-1} aria-hidden>
          Run in my browser
        </button>
        <div className="min-w-0 space-y-5">
          {state.kind === "invalid" && (
            <ProblemNotice
              ref={notice}
              problem={correctionsOf(errors)}
              fragment={draftToFragment(draft)}
              errors={errors}
            />
          )}
          <OriginNotice draft={draft} ownOrigin={ownOrigin} />
          <RequestFields {...fieldProps} pageIsFixed="This page itself: no page can ask in the name of another." />
          {hasHeaderRows(draft) && <HeaderRows {...fieldProps} />}
          <MoreOfTheRequest {...fieldProps} />
        </div>
        <div className="min-w-0 lg:row-span-2">
          <div className="lg:sticky lg:top-6">
            <PlanPreview plan={prepared?.ok === true ? prepared.plan : null} draft={ownDraft} />
          </div>
        </div>
        <div className="min-w-0 space-y-4">
          {runnable === undefined ? (
            <NotRunnable
              initiator={draft.initiator}
              onUseFetch={() => {
                change({ initiator: "fetch" });
              }}
            />
          ) : (
            <>
              <label className="flex gap-2.5 text-sm">
                <input
                  type="checkbox"
                  className="mt-0.5 size-4.5 shrink-0 accent-accent"
                  checked={askServer}
                  onChange={(event) => {
                    setAskServer(event.target.checked);
                  }}
                />
                <span>
                  Have Preflight’s server look first and predict the verdict. It is given this request with the values
                  of its headers and its body, but none of your cookies, and keeps nothing.
                </span>
              </label>
              {!isWorking && (
                <button type="submit" className="button" data-primary>
                  <CirclePlay aria-hidden size={18} />
                  Run in my browser
                </button>
              )}
            </>
          )}
          <RunStatus state={state} url={ownDraft.url} method={ownDraft.method} onCancel={cancel} />
        </div>
      </form>
      {state.kind === "finished" && (
        <div ref={result} tabIndex={-1} className="mt-10 border-t border-line pt-10 outline-none">
          <FinishedRunView run={state.run} ownOrigin={ownOrigin} />
        </div>
      )}
      <ConsentDialog
        run={asking}
        ownOrigin={ownOrigin}
        onCancel={() => {
          setAsking(null);
        }}
        onConfirm={(run) => {
          setAsking(null);
          void start(run);
        }}
      />
    </>
  );
}

/** The origin of this page as the browser sees it, which need not be the configured one; empty until the page is alive. */
function useOwnOrigin(): string {
  return useSyncExternalStore(
    () => () => undefined,
    () => window.location.origin,
    () => "",
  );
}

/** What the draft makes, as soon as the engine is loaded. */
function usePrepared(draft: Draft): Prepared | null {
  const [engine, setEngine] = useState<Awaited<ReturnType<typeof loadEngine>> | null>(null);
  useEffect(() => {
    void loadEngine().then(setEngine);
  }, []);
  return useMemo(() => engine?.prepare(draftToFields(draft)) ?? null, [engine, draft]);
}

function askedRun(
  draft: Draft,
  initiator: Runnable,
  prepared: Extract<Prepared, { ok: true }>,
  askServer: boolean,
): AskedRun {
  const { url, method, headers, credentials, mode, redirect } = prepared.request;
  const body = draft.body === "" ? null : draft.body;
  const request = { initiator, url, method, headers, credentials, mode, redirect, body };
  return {
    fields: draftToFields(draft),
    request,
    prepared,
    askServer,
    ...consentNeeds(request, draft.origin),
  };
}
