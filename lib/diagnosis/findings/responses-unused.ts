import { defineFinding } from "../finding.ts";

export const responsesUnused = defineFinding({
  id: "responses-unused",
  severity: "info",
  title: "Some of the given responses were not used",
  about:
    "No browser would make a request that these responses answer, because the fetch ends before or needs fewer requests. Check their order, or give them a `match`.",
  explain: ({ count }: { count: number }) =>
    `${String(count)} of the given responses ${count === 1 ? "was" : "were"} not asked for by any browser.`,
  detect: ({ unusedResponses }) =>
    unusedResponses === 0 ? [] : [{ params: { count: unusedResponses }, evidence: [{ request: "url" as const }] }],
});
