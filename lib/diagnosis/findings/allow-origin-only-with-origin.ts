import { defineFinding, responseHeaderEvidence } from "../finding.ts";
import { learned, requestLine } from "../probes/learned.ts";

export const allowOriginOnlyWithOrigin = defineFinding({
  id: "allow-origin-only-with-origin",
  severity: "warning",
  title: "Without `Origin` the answer has no CORS headers, and no `Vary`",
  about:
    "The server sends `Access-Control-Allow-Origin` only to requests that have an `Origin`, and does not say so with `Vary: Origin`. When an image, a link or a tool has asked for the same URL before, a cache, or the browser's own, gives that answer to the page, which cannot read it. Object stores such as S3 do so by default. Send `Vary: Origin` with every answer.",
  explain: ({ request }: { request: string }) =>
    `Asked without \`Origin\`, \`${request}\` is answered without \`Access-Control-Allow-Origin\` and without \`Vary: Origin\`. A cache that kept such an answer, for an image for example, gives it to the page, which is then blocked. Send \`Vary: Origin\` with every answer.`,
  detect: (observation) => {
    const { facts, exchanges } = learned(observation, "allow-origin-only-with-origin");
    return facts.map(({ with: shared, without }) => ({
      params: { request: requestLine(exchanges[without]) },
      evidence: [
        ...responseHeaderEvidence({ exchanges }, without, "access-control-allow-origin"),
        ...responseHeaderEvidence({ exchanges }, without, "vary"),
        ...responseHeaderEvidence({ exchanges }, shared, "access-control-allow-origin"),
      ],
    }));
  },
});
