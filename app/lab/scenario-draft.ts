import { getLabOrigins } from "#lib/composition.ts";
import { labFields } from "#lib/lab/catalog.ts";
import { EMPTY_DRAFT, type Draft } from "#components/debugger/draft.ts";

type Scenario = Parameters<typeof labFields>[0];

/** The form filled in with what the scenario's page requests. */
export async function draftFromScenario(scenario: Scenario): Promise<Draft> {
  return {
    ...EMPTY_DRAFT,
    ...labFields(scenario, await getLabOrigins()),
    // The lab's servers are ours: nothing sent to them changes anything.
    alwaysSend: scenario.request.method !== "GET",
  };
}
