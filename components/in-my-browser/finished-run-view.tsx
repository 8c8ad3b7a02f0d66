import { useMemo, type ReactNode } from "react";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { AnswerPanel } from "./answer-panel.tsx";
import { ComparedFields } from "./compared-fields.tsx";
import { compare } from "./compare.ts";
import { ConsoleHelp } from "./console-help.tsx";
import { DifferenceList } from "./difference-list.tsx";
import { explainDifference } from "./explain-difference.ts";
import { predictionFor } from "./prediction.ts";
import { PredictionPanel } from "./prediction-panel.tsx";
import { RunHeadline } from "./run-headline.tsx";
import { readBrowserClaim } from "./this-browser.ts";
import type { FinishedRun } from "./use-browser-run.ts";

/** What the browser did, beside what was predicted for it, and what explains a difference. */
export function FinishedRunView({
  run,
  ownOrigin,
}: {
  readonly run: FinishedRun;
  readonly ownOrigin: string;
}): ReactNode {
  const claim = useMemo(() => readBrowserClaim(navigator), []);
  const engine = claim.engine ?? "chromium";
  const prediction = predictionFor(run.prediction.diagnosis, engine);
  const fields = compare(prediction, run.answer);
  const explanations = explainDifference(fields, {
    request: run.request,
    ownOrigin,
    cookiesSent: run.cookies,
    preflightNeeded: run.prediction.diagnosis.preflight.needed,
    prediction,
    answer: run.answer,
    evidence: run.evidence,
  });
  return (
    <section aria-labelledby="came-of-it" className="space-y-8">
      <RunHeadline answer={run.answer} fields={fields} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <PredictionPanel run={run} engine={engine} ownOrigin={ownOrigin} />
        <AnswerPanel run={run} />
      </div>
      {fields.length > 0 && (
        <section aria-labelledby="compared">
          <h3 id="compared" className="mb-1 text-lg font-semibold">
            Field by field
          </h3>
          <p className="mb-3 max-w-[70ch] text-sm text-ink-soft">
            {claim.engine === null
              ? `This browser does not say which it is, so it is compared with ${BROWSER_NAMES[engine]}.`
              : `This browser says that it is ${BROWSER_NAMES[engine]}${claim.version === null ? "" : ` ${claim.version}`}, so it is compared with what that does.`}
          </p>
          <ComparedFields fields={fields} />
        </section>
      )}
      {explanations.length > 0 && <DifferenceList explanations={explanations} evidence={run.evidence} />}
      {run.answer.kind === "failed" && <ConsoleHelp prediction={prediction} engine={engine} />}
    </section>
  );
}
