import { useEffect, useState } from "react";
import type { Plan } from "#lib/diagnosis/plan.ts";
import { draftToFields, type Draft } from "./draft.ts";

/** The plan for a draft. The engine is loaded when there is a URL, so that it is there when the rest is. */
export function usePlan(draft: Draft, initial: { readonly draft: Draft; readonly plan: Plan | null }): Plan | null {
  const [planned, setPlanned] = useState(initial);
  useEffect(() => {
    if (draft === planned.draft) return;
    let isStale = false;
    void planOf(draft).then((plan) => {
      if (!isStale) setPlanned({ draft, plan });
    });
    return () => {
      isStale = true;
    };
  }, [draft, planned.draft]);
  return planned.plan;
}

async function planOf(draft: Draft): Promise<Plan | null> {
  if (draft.url.trim() === "") return null;
  try {
    const { planFor } = await import("./plan-for.ts");
    return planFor(draftToFields(draft));
  } catch {
    // Without a connection there is no preview; running says so.
    return null;
  }
}
