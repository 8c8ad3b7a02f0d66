import { defineFinding } from "../finding.ts";
import { exchangeOf } from "../observation.ts";

export const opaqueResponse = defineFinding({
  id: "opaque-response",
  severity: "info",
  title: "The response is opaque: the page can read nothing of it",
  about:
    'With `mode: "no-cors"` a cross-origin response has the status 0, no headers and an empty body for the script, whatever the server sent. The same holds for a redirect with `redirect: "manual"`. It is never a way around CORS.',
  explain: ({ type }: { type: string }) =>
    `The promise is fulfilled with a response of the type \`${type}\`: status 0, no headers, no body.`,
  detect: (observation) => {
    const { outcome } = observation.main;
    if (outcome.outcome !== "opaque") return [];
    const response = exchangeOf(observation, observation.main, outcome.responseStep);
    const part = outcome.readable.type === "opaque" ? ("mode" as const) : ("redirect" as const);
    const status = response === null ? [] : [{ exchange: response.index, status: true as const }];
    return [{ params: { type: outcome.readable.type }, evidence: [{ request: part }, ...status] }];
  },
});
