import { defineFinding } from "../finding.ts";

export const answerMissing = defineFinding({
  id: "answer-missing",
  severity: "warning",
  title: "The answer to a request is not known",
  about:
    "An evaluation works with the responses that it is given. When the browser would make a request for which none is left, the verdict stays open; add that response and evaluate again.",
  explain: ({ request }: { request: string }) =>
    `The browser would send \`${request}\`, and no response was given for it, so the verdict is open.`,
  detect: ({ main }) => {
    const stop = main.outcome.stoppedBy;
    const step = main.steps.at(-1);
    if (stop?.kind !== "not-sent" || stop.because !== "answer-missing" || step === undefined) return [];
    const { role, method, url } = step.request;
    return [{ params: { request: `${method} ${url}`, role }, evidence: [{ request: "url" as const }] }];
  },
});
