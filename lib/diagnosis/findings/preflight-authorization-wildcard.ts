import { defineFinding, responseHeaderEvidence } from "../finding.ts";
import { exchangeOf } from "../observation.ts";

export const preflightAuthorizationWildcard = defineFinding({
  id: "preflight-authorization-wildcard",
  severity: "warning",
  title: "`Access-Control-Allow-Headers: *` is not meant to cover `Authorization`",
  about:
    "By the Fetch standard `Authorization` has to be listed by name. Today's browsers still let `*` pass for it, Firefox with a warning that this will end. List `Authorization` explicitly.",
  explain: ({ url }: { url: string }) =>
    `The request carries \`Authorization\`, and the answer to \`OPTIONS ${url}\` allows \`*\` without naming it. Browsers accept this today; the Fetch standard does not.`,
  detect: (observation) => {
    const { main } = observation;
    if (!main.outcome.authorizationCoveredByWildcard) return [];
    const step = main.steps.findIndex(({ request }) => request.role === "preflight");
    const preflight = exchangeOf(observation, main, step);
    if (preflight === null) return [];
    return [
      {
        params: { url: preflight.exchange.request.url },
        evidence: responseHeaderEvidence(observation, preflight.index, "access-control-allow-headers"),
      },
    ];
  },
});
