import type { Limit } from "#lib/contract/terms.ts";
import { limitBehind } from "#lib/fetch/exchange.ts";
import { defineFinding } from "../finding.ts";
import { exchangeOf } from "../observation.ts";

const WHAT: Record<Limit, string> = {
  deadline: "the time for one diagnosis was over",
  connect: "the connection was not made in time",
  "name-lookup": "the name was not resolved in time",
  response: "the answer did not come in time",
  exchanges: "the number of requests for one diagnosis was used up",
  "response-headers": "the response headers are longer than Preflight reads",
};

export const limitReached = defineFinding({
  id: "limit-reached",
  severity: "warning",
  title: "A limit of Preflight ended the diagnosis",
  about:
    "Preflight limits the time, the number of requests and the size of the headers of one diagnosis. A browser waits longer, so the verdict stays open.",
  explain: ({ request, limit }: { request: string; limit: string }) =>
    `At \`${request}\` ${WHAT[limit as Limit]}. A browser might have waited longer, so the verdict is open.`,
  detect: (observation) => {
    const { main } = observation;
    const stop = main.outcome.stoppedBy;
    if (stop === null) return [];
    const limit = stop.kind === "failure" ? limitBehind(stop) : stop.because === "limit" ? (stop.limit ?? null) : null;
    const step = main.steps.at(-1);
    if (limit === null || step === undefined) return [];
    const last = exchangeOf(observation, main, main.steps.length - 1);
    return [
      {
        params: { request: `${step.request.method} ${step.request.url}`, limit },
        evidence: last === null ? [{ request: "url" as const }] : [{ exchange: last.index, failure: true as const }],
      },
    ];
  },
});
