import type { Exchange } from "#lib/contract/diagnosis.ts";
import { allExchanges, type Observation } from "../observation.ts";
import type { ProbeFact } from "./fact.ts";

/** What probes have shown of one kind, with the exchanges that its numbers count. */
export function learned<K extends ProbeFact["kind"]>(
  observation: Pick<Observation, "exchanges" | "probes">,
  kind: K,
): { readonly facts: readonly Extract<ProbeFact, { kind: K }>[]; readonly exchanges: readonly Exchange[] } {
  const isOfKind = (fact: ProbeFact): fact is Extract<ProbeFact, { kind: K }> => fact.kind === kind;
  return { facts: observation.probes.facts.filter(isOfKind), exchanges: allExchanges(observation) };
}

/** Method and URL of an exchange, as they are quoted. */
export function requestLine(exchange: Exchange | undefined): string {
  return `${exchange?.request.method ?? ""} ${exchange?.request.url ?? ""}`;
}
