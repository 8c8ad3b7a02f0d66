import { INITIATOR_TERMS } from "#lib/contract/initiators.ts";
import type { Initiator } from "#lib/contract/terms.ts";
import { defineFinding } from "../finding.ts";
import { exchangeOf } from "../observation.ts";

export const opaqueResponse = defineFinding({
  id: "opaque-response",
  severity: "info",
  title: "The response is opaque: the page can read nothing of it",
  about:
    'With `mode: "no-cors"` a cross-origin response has the status 0, no headers and an empty body for the script, whatever the server sent. The same holds for a redirect with `redirect: "manual"`. It is never a way around CORS. Images, scripts and stylesheets without `crossorigin` are loaded in that way: the page can use them, and its scripts cannot read them.',
  explain: ({ type, initiator }: { type: string; initiator: Initiator }) =>
    initiator === "fetch"
      ? `The promise is fulfilled with a response of the type \`${type}\`: status 0, no headers, no body.`
      : initiator === "beacon"
        ? "A beacon is never told what the server answers."
        : `\`${INITIATOR_TERMS[initiator].shownAs}\` can use what it gets, but no script of the page can look into it.`,
  detect: (observation) => {
    const { outcome } = observation.main;
    const { initiator } = observation.request;
    if (outcome.outcome !== "opaque") return [];
    const response = exchangeOf(observation, observation.main, outcome.responseStep);
    const part = outcome.readable.type === "opaque" ? ("mode" as const) : ("redirect" as const);
    const status = response === null ? [] : [{ exchange: response.index, status: true as const }];
    return [{ params: { type: outcome.readable.type, initiator }, evidence: [{ request: part }, ...status] }];
  },
});
