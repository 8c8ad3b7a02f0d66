import { defineFinding } from "../finding.ts";
import { exchangeOf } from "../observation.ts";

export const targetUnreachable = defineFinding({
  id: "target-unreachable",
  severity: "error",
  title: "There is no HTTP answer",
  about:
    "The name does not resolve, the connection fails, the TLS certificate is not accepted, or what comes back is not HTTP. That is not CORS, although some browsers call it a CORS error.",
  isCause: true,
  explain: ({ request, message }: { request: string; message: string }) =>
    `\`${request}\` got no HTTP answer: ${message} This is not CORS, and no CORS header changes it.`,
  detect: (observation) => {
    const { main } = observation;
    if (main.outcome.outcome !== "unreachable") return [];
    const last = exchangeOf(observation, main, main.steps.length - 1);
    if (last?.exchange.failure == null) return [];
    const { request, failure } = last.exchange;
    return [
      {
        params: { request: `${request.method} ${request.url}`, message: failure.message, phase: failure.phase },
        evidence: [{ exchange: last.index, failure: true as const }],
      },
    ];
  },
});
