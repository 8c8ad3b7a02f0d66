import { defineFinding } from "../finding.ts";

export const actualRequestNotSent = defineFinding({
  id: "actual-request-not-sent",
  severity: "info",
  title: "The actual request was not sent",
  about:
    "A method such as PUT, PATCH or DELETE can change data, so Preflight stops after the preflight unless it is told to really send the request. Whether the answer to the actual request would pass the CORS check is therefore not known.",
  explain: ({ method, verdict }: { method: string; verdict: string }) =>
    `The preflight ${verdict}. The \`${method}\` itself was not sent, because it can change data; its answer needs the CORS headers too. Ask for it to be really sent to see the whole way.`,
  detect: ({ main }) => {
    const stop = main.outcome.stoppedBy;
    if (stop?.kind !== "not-sent" || !["actual-request-policy", "planning"].includes(stop.because)) return [];
    const method = main.steps.at(-1)?.request.method ?? "";
    const verdict = main.outcome.preflight.verdict === "passed" ? "passed" : "was not sent either";
    return [{ params: { method, verdict }, evidence: [{ request: "method" as const }] }];
  },
});
