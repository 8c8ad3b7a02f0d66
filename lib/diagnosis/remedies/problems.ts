import type { Problem } from "#lib/contract/diagnosis.ts";
import type { BrowserRun, Observation } from "../observation.ts";
import { NO_PROBES } from "../probes/fact.ts";
import { suppliedExchange } from "../evaluate.ts";
import { FINDINGS } from "../findings/index.ts";
import type { WhatIfRun } from "./what-if.ts";

/** What blocked, each problem met once those before it were put right. */
export function problemsOf(obstacles: readonly WhatIfRun[]): Problem[] {
  return obstacles.flatMap((run) => {
    const { error } = run.outcome;
    if (error === null) return [];
    const source = error.exchange === null ? undefined : run.sources[error.exchange];
    const observation = observationOf(run);
    const finding = FINDINGS.find(({ id }) => id === error.reason)?.find(observation)[0];
    return [
      {
        id: error.reason,
        browser: run.browser.profile.name,
        explanation: finding?.explanation ?? "",
        console: observation.main.report.console.reason,
        exchange: source?.kind === "seen" ? source.exchange : null,
        assumed: source !== undefined && source.kind !== "seen",
      },
    ];
  });
}

/** One browser's run as findings look at it. */
function observationOf(run: WhatIfRun): Observation {
  const exchanges = run.steps.map(({ request, answer }) => suppliedExchange(request, answer));
  const main: BrowserRun = {
    ...run,
    exchangeOfStep: exchanges.map((_, index) => index),
    report: run.browser.report(run.request, run),
  };
  return {
    request: run.request,
    cookiesGiven: false,
    exchanges,
    probes: NO_PROBES,
    runs: new Map([[run.browser.profile.name, main]]),
    main,
    unusedResponses: 0,
  };
}
