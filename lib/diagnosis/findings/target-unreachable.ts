import { BROWSER_NAMES } from "../browser-names.ts";
import { actionAfter } from "../causes/failure-actions.ts";
import { defineFinding } from "../finding.ts";
import { exchangeOf, type Observation } from "../observation.ts";

const LIST = new Intl.ListFormat("en-GB");

export const targetUnreachable = defineFinding({
  id: "target-unreachable",
  severity: "error",
  title: "There is no HTTP answer",
  about:
    "The name does not resolve, the connection fails, the TLS certificate is not accepted, or what comes back is not HTTP. That is not CORS: no answer came whose headers could be looked at. Firefox nevertheless reports such failures of cross-origin requests in the words that it has for CORS, and in every browser the page's script is told no more than for an answer that it may not read.",
  isCause: true,
  explain: ({
    request,
    message,
    action,
    prints,
  }: {
    request: string;
    message: string;
    action: string;
    prints: string[];
  }) =>
    [
      `\`${request}\` got no HTTP answer: ${message} This is not CORS, and no CORS header changes it.`,
      ...(prints.length === 0 ? [] : [`${LIST.format(prints)}.`]),
      action,
    ]
      .filter((text) => text !== "")
      .join(" "),
  detect: (observation) => {
    const { main } = observation;
    if (main.outcome.outcome !== "unreachable") return [];
    const last = exchangeOf(observation, main, main.steps.length - 1);
    if (last?.exchange.failure == null) return [];
    const { request, failure } = last.exchange;
    const { phase, code, message } = failure;
    return [
      {
        params: {
          request: `${request.method} ${request.url}`,
          message,
          phase,
          code,
          action: actionAfter(failure),
          prints: consoleClauses(observation),
        },
        evidence: [{ exchange: last.index, failure: true as const }],
      },
    ];
  },
});

/** What each browser prints, as clauses. The line in which a browser names a cause comes before its other lines. */
function consoleClauses({ runs }: Observation): string[] {
  return [...runs].flatMap(([name, { outcome, report }]) => {
    const line = report.console.reason ?? report.console.also.at(-1);
    if (name === "standard" || outcome.outcome !== "unreachable" || line === undefined) return [];
    return [`${BROWSER_NAMES[name]} prints \`${line.trim()}\``];
  });
}
