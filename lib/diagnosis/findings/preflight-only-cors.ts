import { byteLowercase } from "#lib/fetch/header-list.ts";
import { blockedBy, defineFinding, responseHeaderEvidence } from "../finding.ts";

export const preflightOnlyCors = defineFinding({
  id: "preflight-only-cors",
  severity: "warning",
  title: "Only the preflight is answered with CORS headers",
  about:
    "The answer to OPTIONS permits the request, and then the answer to the request itself is checked too. A server that handles OPTIONS in one place and everything else in another has to send `Access-Control-Allow-Origin` from both.",
  explain: ({ preflight, request }: { preflight: string; request: string }) =>
    `The answer to \`${preflight}\` has the CORS headers, and the answer to \`${request}\` has none at all. Let the server send \`Access-Control-Allow-Origin\` on both.`,
  detect: (observation) => {
    const blocked = blockedBy(observation, (reason) => reason === "allow-origin-missing");
    const { exchanges } = observation;
    const actual = blocked?.exchange == null ? undefined : exchanges[blocked.exchange];
    if (blocked?.exchange == null || !actual?.response) return [];
    const isBare = actual.response.headers.every(([name]) => !byteLowercase(name).startsWith("access-control-"));
    const { steps, exchangeOfStep } = blocked.run;
    const step = steps.findIndex(({ request }) => request.role === "preflight" && request.hop === actual.hop);
    const preflight = exchangeOfStep[step] ?? null;
    // What fails has reasons of its own to be bare.
    if (!isBare || preflight === null || actual.response.status >= 400) return [];
    const { method, url } = actual.request;
    return [
      {
        params: { preflight: `OPTIONS ${url}`, request: `${method} ${url}` },
        evidence: [
          ...responseHeaderEvidence(observation, preflight, "access-control-allow-origin"),
          ...responseHeaderEvidence(observation, blocked.exchange, "access-control-allow-origin"),
        ],
      },
    ];
  },
});
