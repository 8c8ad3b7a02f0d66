"use client";

import { LoaderCircle, Play } from "lucide-react";
import { useActionState, type ReactNode } from "react";
import type { FormProblem } from "#components/debugger/answer.ts";
import { Prose } from "#components/text/prose.tsx";

export type ScenarioAction = (state: FormProblem | null, form: FormData) => Promise<FormProblem | null>;

/** The button that diagnoses a scenario: a form post, which ends on the diagnosis' own page. */
export function RunScenario({
  id,
  title,
  action,
}: {
  readonly id: string;
  readonly title: string;
  readonly action: ScenarioAction;
}): ReactNode {
  const [problem, run, pending] = useActionState(action, null);
  const Icon = pending ? LoaderCircle : Play;
  return (
    <form action={run} className="sm:max-w-64">
      <input type="hidden" name="lab" value={id} />
      <button type="submit" className="button" disabled={pending} aria-label={`Diagnose: ${title}`}>
        <Icon aria-hidden size={15} className={pending ? "motion-safe:animate-spin" : undefined} />
        {pending ? "Diagnosing" : "Diagnose"}
      </button>
      {problem && (
        <p role="alert" className="mt-2 text-sm text-blocked">
          {problem.title}. {problem.detail !== null && <Prose>{problem.detail}</Prose>}
        </p>
      )}
    </form>
  );
}
