import Link from "next/link";
import type { ReactNode } from "react";
import type { Example } from "#lib/examples/examples.ts";
import { LAB_SCENARIOS } from "#lib/lab/catalog.ts";
import { draftFromRequest } from "#components/debugger/draft-from-request.ts";
import { draftToFragment } from "#components/debugger/draft-fragment.ts";
import { LabScenarioRow } from "#components/lab/lab-scenario-row.tsx";
import type { ScenarioAction } from "#components/lab/run-scenario.tsx";

/** The way from reading about it to a diagnosis of one's own. */
export function SeeIt({
  example: { scenario, diagnosis },
  action,
}: {
  readonly example: Example;
  readonly action: ScenarioAction;
}): ReactNode {
  if (scenario !== null) {
    const twin = LAB_SCENARIOS.find(({ id }) => id === scenario.twin);
    return (
      <ul className="panel grid list-none gap-px overflow-hidden bg-line lg:grid-cols-2">
        {[scenario, ...(twin ? [twin] : [])].map((each) => (
          <LabScenarioRow key={each.id} scenario={each} action={action} />
        ))}
      </ul>
    );
  }
  const isRefusedUnsent = diagnosis.outcome === "blocked" && diagnosis.exchanges.length === 0;
  if (!isRefusedUnsent) {
    return <p className="max-w-[70ch]">No server of the lab does this, so there is nothing to run.</p>;
  }
  return (
    <p className="max-w-[70ch]">
      Browsers send nothing here, so this needs no server.{" "}
      <Link href={`/#${draftToFragment(draftFromRequest(diagnosis.request))}`} prefetch={false} className="link">
        Fill in the form with this request
      </Link>
    </p>
  );
}
