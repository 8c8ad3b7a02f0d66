import { CircleCheck, OctagonX } from "lucide-react";
import type { ReactNode } from "react";
import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import type { LAB_SCENARIOS } from "#lib/lab/catalog.ts";
import { Prose } from "#components/text/prose.tsx";
import { RunScenario, type ScenarioAction } from "./run-scenario.tsx";

/** One scenario: what it teaches, whether it is how it should be done, and the button that diagnoses it. */
export function LabScenarioRow({
  scenario,
  action,
}: {
  readonly scenario: (typeof LAB_SCENARIOS)[number];
  readonly action: ScenarioAction;
}): ReactNode {
  const { id, title, teaches, correct, request } = scenario;
  const Icon = correct ? CircleCheck : OctagonX;
  return (
    <li
      id={id}
      className="grid bg-raised lg:odd:last:col-span-2 gap-x-4 gap-y-3 px-4 py-3 sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center"
    >
      <div className="min-w-0">
        <h3 className="font-medium [overflow-wrap:anywhere]">
          <Prose>{title}</Prose>
        </h3>
        <p className="mt-0.5 max-w-[70ch] text-sm text-ink-soft">
          <Prose>{teaches}</Prose>
        </p>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-soft">
          <span
            className={
              correct ? "inline-flex items-center gap-1 text-allowed" : "inline-flex items-center gap-1 text-blocked"
            }
          >
            <Icon aria-hidden size={14} />
            {correct ? "correct" : "broken"}
          </span>
          {request.initiator !== "fetch" && <code>{INITIATOR_TERMS[request.initiator].shownAs}</code>}
          <code>{request.method}</code>
          {request.credentials === "include" && <span>with credentials</span>}
          {request.headers.map(([name]) => (
            <code key={name}>{name}</code>
          ))}
        </p>
      </div>
      <RunScenario id={id} title={title} action={action} />
    </li>
  );
}
