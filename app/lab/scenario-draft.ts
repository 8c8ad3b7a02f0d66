import { getLabOrigins } from "#lib/composition.ts";
import { labPageOrigin, labUrl } from "#lib/lab/catalog.ts";
import { EMPTY_DRAFT, type Draft } from "#components/debugger/draft.ts";

type Scenario = Parameters<typeof labUrl>[0];

/** The form filled in with what the scenario's page requests. */
export async function draftFromScenario(scenario: Scenario): Promise<Draft> {
  const origins = await getLabOrigins();
  const { method, headers, credentials, mode, redirect, body } = scenario.request;
  return {
    ...EMPTY_DRAFT,
    url: labUrl(scenario, origins),
    origin: labPageOrigin(scenario, origins),
    method,
    headers,
    credentials,
    mode,
    redirect,
    body: body ?? "",
    // The lab's servers are ours: nothing sent to them changes anything.
    alwaysSend: method !== "GET",
  };
}
