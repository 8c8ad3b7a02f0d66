import type { ReactNode } from "react";
import { getServices } from "#lib/composition.ts";
import { AboutPreflight } from "#components/home/about-preflight.tsx";
import { DebuggerForm } from "#components/debugger/debugger-form.tsx";
import { draftToFields, type Draft } from "#components/debugger/draft.ts";
import { draftFromRequest } from "#components/debugger/draft-from-request.ts";
import { EMPTY_FORM, type FormState } from "#components/debugger/form-action.ts";
import { planFor } from "#components/debugger/plan-for.ts";
import { RecentList } from "#components/recent/recent-list.tsx";
import { LabExamples } from "#components/lab/lab-examples.tsx";
import { LAB_SCENARIOS } from "#lib/lab/catalog.ts";
import { postForm } from "./actions.ts";
import { draftFromScenario } from "./lab/scenario-draft.ts";

type Query = Readonly<Record<string, string | string[] | undefined>>;

export default async function HomePage({
  searchParams,
}: {
  readonly searchParams: Promise<Query>;
}): Promise<ReactNode> {
  const query = await searchParams;
  return (
    <>
      <div className="mb-6 max-w-3xl">
        <h1 className="text-xl font-semibold tracking-tight sm:text-2xl">Why is the browser blocking my request?</h1>
        <p className="mt-3 max-w-[70ch] text-ink-soft">
          Preflight sends what a browser would send, and shows which line of which answer blocks the page.
        </p>
      </div>
      <DebuggerForm
        key={JSON.stringify(query)}
        initial={await startOf(query)}
        action={postForm}
        examples={<LabExamples />}
      />
      <AboutPreflight />
      <div className="mt-12">
        <RecentList />
      </div>
    </>
  );
}

/** The form filled in from a scenario of the lab (`?lab=`) or from a stored diagnosis (`?again=`). */
async function startOf({ lab, again }: Query): Promise<FormState> {
  const scenario = LAB_SCENARIOS.find(({ id }) => id === lab);
  if (scenario) return filledIn(await draftFromScenario(scenario));
  if (typeof again !== "string") return EMPTY_FORM;
  const found = await (await getServices()).getDiagnosis(again);
  return found.kind === "found" ? filledIn(draftFromRequest(found.diagnosis.request)) : EMPTY_FORM;
}

function filledIn(draft: Draft): FormState {
  return { ...EMPTY_FORM, draft, plan: planFor(draftToFields(draft)) };
}
