import { defineFinding, requestHeader, requestHeaderEvidence, responseHeaderEvidence } from "../finding.ts";
import { learned, requestLine } from "../probes/learned.ts";

export const originNotAllowed = defineFinding({
  id: "origin-not-allowed",
  severity: "error",
  title: "The server refuses the page's origin, and lets another one in",
  about:
    "The server answers the same request with CORS headers when it comes from another origin. So it knows CORS, and the page's origin is not among those that it allows, or is among those that it refuses. Origins are compared byte by byte: scheme, host and port have to be the same.",
  isCause: true,
  explain: ({ request, origin, acceptedOrigin }: { request: string; origin: string; acceptedOrigin: string }) =>
    `The server lets \`${acceptedOrigin}\` in at \`${request}\`, and not \`${origin}\`. Add the page's origin, exactly as it stands here, to the origins that the server allows.`,
  detect: (observation) => {
    const { facts, exchanges } = learned(observation, "origin-refused");
    return facts.map(({ refused, accepted, acceptedOrigin }) => ({
      params: {
        request: requestLine(exchanges[refused]),
        origin: requestHeader({ exchanges }, refused, "origin"),
        acceptedOrigin,
      },
      evidence: [
        ...requestHeaderEvidence({ exchanges }, refused, "origin"),
        ...responseHeaderEvidence({ exchanges }, accepted, "access-control-allow-origin"),
      ],
    }));
  },
});
