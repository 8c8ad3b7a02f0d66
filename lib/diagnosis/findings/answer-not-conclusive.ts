import { limitBehind } from "#lib/fetch/exchange.ts";
import { defineFinding } from "../finding.ts";
import { exchangeOf } from "../observation.ts";

export const answerNotConclusive = defineFinding({
  id: "answer-not-conclusive",
  severity: "warning",
  title: "A browser may get an answer where Preflight got none",
  about:
    "Preflight refuses to contact private addresses, speaks HTTP/1.1 only and reads responses more strictly than browsers do. Where one of these stops it, it does not know what a browser would see.",
  explain: ({ request, message }: { request: string; message: string }) =>
    `\`${request}\` was not answered for Preflight: ${message} A browser might get further, so the verdict is open.`,
  detect: (observation) => {
    const { main } = observation;
    const stop = main.outcome.stoppedBy;
    if (main.outcome.outcome !== "undetermined" || stop?.kind !== "failure" || limitBehind(stop) !== null) return [];
    const last = exchangeOf(observation, main, main.steps.length - 1);
    if (last?.exchange.failure == null) return [];
    const { request, failure } = last.exchange;
    return [
      {
        params: { request: `${request.method} ${request.url}`, message: failure.message, code: failure.code },
        evidence: [{ exchange: last.index, failure: true as const }],
      },
    ];
  },
});
