import { defineFinding, responseHeaderEvidence } from "../finding.ts";
import { learned, requestLine } from "../probes/learned.ts";

export const originReflected = defineFinding({
  id: "origin-reflected",
  severity: "info",
  title: "The server lets every origin in by name",
  about:
    "The server copies whatever `Origin` a request has into `Access-Control-Allow-Origin`, also that of a site which it cannot know. Without credentials that is the same as `*`. Together with `Access-Control-Allow-Credentials: true` every website can read, and change, what the user of that website may read and change here. Compare the origin with a list before it is copied.",
  explain: ({ request, origin, withCredentials }: { request: string; origin: string; withCredentials: boolean }) =>
    withCredentials
      ? `The server lets \`${origin}\`, which it cannot know, in at \`${request}\`, with credentials. So every website can act here as the user who visits it. Compare the origin with a list before it is copied into \`Access-Control-Allow-Origin\`.`
      : `The server lets \`${origin}\`, which it cannot know, in at \`${request}\`. Without credentials that is the same as \`*\`, which caches handle better.`,
  detect: (observation) => {
    const { facts, exchanges } = learned(observation, "origin-reflected");
    return facts.map(({ exchange, origin, withCredentials }) => ({
      params: { request: requestLine(exchanges[exchange]), origin, withCredentials },
      evidence: [
        ...responseHeaderEvidence({ exchanges }, exchange, "access-control-allow-origin"),
        ...(withCredentials ? responseHeaderEvidence({ exchanges }, exchange, "access-control-allow-credentials") : []),
      ],
      severity: withCredentials ? ("warning" as const) : ("info" as const),
    }));
  },
});
