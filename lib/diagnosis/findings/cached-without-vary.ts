import { cacheTrace } from "../caching.ts";
import { defineFinding, responseHeaderEvidence } from "../finding.ts";
import { learned, requestLine } from "../probes/learned.ts";

export const cachedWithoutVary = defineFinding({
  id: "cached-without-vary",
  severity: "warning",
  title: "A cache answers with what it kept for another request",
  about:
    "A cache between the browser and the server kept the answer to one request and gives it to pages of other origins, which cannot read it. It happens where the answer depends on `Origin` and `Vary: Origin` is missing, or where the cache takes no notice of `Vary`. The error comes and goes with what the cache holds. Send `Vary: Origin` with every answer, also with those that have no CORS headers, and let the cache tell origins apart; or send the same value to everybody.",
  isCause: true,
  explain: ({ request, trace, isBlocked }: { request: string; trace: string; isBlocked: boolean }) =>
    `The answer to \`${request}\` ${trace === "" ? "seems to come from a cache" : `comes from a cache (\`${trace}\`)`} that kept it for another request: ${isBlocked ? "with an addition to the query that no cache knows, the server lets the page in" : "a page of another origin gets it too, and with an addition to the query that no cache knows the server answers that page differently"}. Send \`Vary: Origin\` with every answer, and let the cache tell origins apart.`,
  detect: (observation) => {
    const { facts, exchanges } = learned(observation, "cached-answer");
    return facts.map(({ cached, fresh }) => {
      const headers = exchanges[cached]?.response?.headers ?? [];
      const header = cacheTrace(headers);
      const isBlocked = cached < observation.exchanges.length;
      return {
        params: {
          request: requestLine(exchanges[cached]),
          trace: header === null ? "" : (headers[header]?.join(": ") ?? ""),
          isBlocked,
        },
        evidence: [
          ...(header === null ? [] : [{ exchange: cached, header }]),
          ...responseHeaderEvidence({ exchanges }, cached, "vary"),
          ...responseHeaderEvidence({ exchanges }, fresh, "access-control-allow-origin"),
        ],
        severity: isBlocked ? ("error" as const) : ("warning" as const),
      };
    });
  },
});
