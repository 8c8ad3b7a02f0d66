import type { ReactNode } from "react";
import { BROWSER_NAMES } from "#lib/diagnosis/browser-names.ts";
import { CopyButton } from "#components/controls/copy-button.tsx";
import { draftToFragment } from "#components/debugger/draft-fragment.ts";
import { EMPTY_DRAFT } from "#components/debugger/draft.ts";
import { OutcomeMark } from "#components/outcome/outcome-mark.tsx";
import { Prose } from "#components/text/prose.tsx";
import { RawText } from "#components/text/raw-text.tsx";
import type { EngineName } from "./this-browser.ts";
import type { AskedRun, FinishedRun } from "./use-browser-run.ts";

interface PredictionPanelProps {
  readonly run: FinishedRun;
  readonly engine: EngineName;
  readonly ownOrigin: string;
}

/** What was predicted for this page's origin, and from what. */
export function PredictionPanel({ run, engine, ownOrigin }: PredictionPanelProps): ReactNode {
  const { prediction } = run;
  const { diagnosis } = prediction;
  const verdict = diagnosis.browsers[engine];
  // Either the server could not look or its way to the target is not the browser's.
  const isUnseen = prediction.by === "tab" || diagnosis.outcome === "unreachable";
  const isDecided = verdict?.outcome !== "undetermined";
  return (
    <section aria-labelledby="predicted" className="panel overflow-hidden">
      <div className="flex flex-wrap items-center gap-x-3 border-b border-line px-4 py-2.5 text-sm">
        <h3 id="predicted" className="font-semibold">
          Predicted for {BROWSER_NAMES[engine]}
        </h3>
        {verdict && <OutcomeMark outcome={verdict.outcome} />}
      </div>
      <div className="space-y-3 px-4 py-3 text-sm">
        <p>
          For a page of <RawText>{ownOrigin}</RawText>,{" "}
          {prediction.by === "server"
            ? "from what the target answered to Preflight’s server."
            : "without any answer of the target."}
        </p>
        {prediction.by === "tab" && prediction.problem && (
          <p>
            <strong className="font-semibold">Preflight’s server could not look: {prediction.problem.title}.</strong>{" "}
            {prediction.problem.detail !== null && <Prose>{prediction.problem.detail}</Prose>}
          </p>
        )}
        {(prediction.by === "server" || isDecided) && (
          <p>
            <Prose>{diagnosis.summary}</Prose>
          </p>
        )}
        {isUnseen && !isDecided && (
          <p>
            Only the requests above can be told in advance. The verdict can be, too, once the target’s response headers
            are known:{" "}
            <a className="link" href={`/offline#${fragmentOf(run, ownOrigin)}`}>
              paste them
            </a>
            {prediction.by === "tab" && prediction.problem && prediction.problem.commands.length > 0
              ? ", for example from the commands below."
              : "."}
          </p>
        )}
        {prediction.by === "tab" &&
          prediction.problem?.commands.map((command) => (
            <div key={command} className="flex items-start gap-2 rounded-md bg-sunken px-3 py-2">
              <RawText lines className="grow">
                {command}
              </RawText>
              <CopyButton text={command} label="Copy the command" compact />
            </div>
          ))}
        {prediction.by === "server" && (
          <p>
            <a className="link" href={`/#${fragmentOf(run, ownOrigin)}`}>
              Diagnose it for this origin
            </a>{" "}
            to see the whole answer and how to fix it.
          </p>
        )}
      </div>
    </section>
  );
}

function fragmentOf({ request }: AskedRun, origin: string): string {
  const { url, method, headers, credentials, mode, redirect, initiator } = request;
  return draftToFragment({ ...EMPTY_DRAFT, url, method, headers, credentials, mode, redirect, initiator, origin });
}
