import { answerOf, type Answer } from "#lib/fetch/exchange.ts";
import type { Observation } from "../observation.ts";
import { errorPath } from "./error-path.ts";
import type { AskedProbes, ProbeFact, ProbeResults } from "./fact.ts";
import { originProbes } from "./origins.ts";
import { preflightBisection } from "./preflight-bisection.ts";
import type { Probe, Probing } from "./probe.ts";
import { redirectTwins } from "./redirect-twins.ts";

/** What is fed for a probe that is not sent: the same observation then asks for nothing that depends on it. */
export const NOT_ASKED = { answer: { kind: "not-sent", because: "limit" }, exchange: null } as const;

/**
 * All that is worth asking besides, after what was observed. Every probe is an OPTIONS, GET or HEAD without credentials;
 * whoever feeds the answers decides how many are sent.
 */
export function* probing(observation: Observation): Probing<readonly ProbeFact[]> {
  const twins = yield* redirectTwins(observation);
  if (twins.length > 0) return twins;
  return [
    ...(yield* preflightBisection(observation)),
    ...(yield* originProbes(observation)),
    ...(yield* errorPath(observation)),
  ];
}

/** What came of a probe, in a sentence. */
export function conclusionOf({ conclude }: Pick<Probe, "conclude">, answer: Answer): string {
  return answer.kind === "response" ? conclude(answer) : "Not known: there was no answer.";
}

/** What recorded probes have shown. */
export function resultsOf(observation: Observation, { asked, leftOut }: AskedProbes): ProbeResults {
  const run = probing(observation);
  let next = run.next();
  while (!next.done) {
    const { id } = next.value;
    const index = asked.findIndex((each) => each.id === id);
    const probe = asked[index];
    const exchange = observation.exchanges.length + index;
    next = run.next(probe === undefined ? NOT_ASKED : { answer: answerOf(probe.exchange), exchange });
  }
  return { asked, leftOut, facts: next.value };
}
