import { CHROMIUM } from "#lib/browsers/browsers.ts";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import type { AskedProbe, AskedProbes, ProbeLimit } from "#lib/diagnosis/probes/fact.ts";
import type { Observation } from "#lib/diagnosis/observation.ts";
import { conclusionOf, NOT_ASKED, probing } from "#lib/diagnosis/probes/probing.ts";
import { answerOf } from "#lib/fetch/exchange.ts";
import type { ProbingOptions, StartProbing } from "#lib/replay/probing.ts";

/** Asks the server what an observation leaves open, over the network. Rejects only when the signal aborts. */
export async function askProbes(
  observation: Observation,
  startProbing: StartProbing,
  {
    onExchange,
    ...options
  }: Pick<ProbingOptions, "signal" | "endsAt"> & {
    readonly onExchange: (exchange: Exchange, index: number) => void;
  },
): Promise<AskedProbes> {
  const send = startProbing({ ...options, registrableDomain: CHROMIUM.profile.registrableDomain });
  const asked: AskedProbe[] = [];
  let leftOut: ProbeLimit | null = null;
  const run = probing(observation);
  let next = run.next();
  while (!next.done) {
    const probe = next.value;
    const sent = await send(probe.outgoing, probe.request);
    if ("notSent" in sent) {
      leftOut = sent.notSent;
      next = run.next(NOT_ASKED);
      continue;
    }
    const answer = answerOf(sent.exchange);
    const exchange = { ...sent.exchange, purpose: probe.purpose, conclusion: conclusionOf(probe, answer) };
    const index = observation.exchanges.length + asked.push({ id: probe.id, exchange }) - 1;
    onExchange(exchange, index);
    next = run.next({ answer, exchange: index });
  }
  return { asked, leftOut };
}
