import { defineFinding } from "../finding.ts";

export const actualRequestNotSent = defineFinding({
  id: "actual-request-not-sent",
  severity: "info",
  title: "The actual request was not sent",
  about:
    "A method such as PUT, PATCH or DELETE can change data, so Preflight stops after the preflight unless it is told to really send the request. Whether the answer to the actual request would pass the CORS check is therefore not known.",
  explain: ({ method, known }: { method: string; known: string }) => {
    switch (known) {
      case "nothing":
        return "Nothing was sent, because only the plan was asked for, so the verdict is open.";
      case "preflight":
        return `The preflight passed. The \`${method}\` itself was not sent, because it can change data; its answer needs the CORS headers too. Ask for it to be really sent to see the whole way.`;
      default:
        return `The \`${method}\` was not sent, because it can change data, so its answer is not known. Ask for it to be really sent to see the whole way.`;
    }
  },
  detect: ({ main }) => {
    const stop = main.outcome.stoppedBy;
    const step = main.steps.at(-1);
    if (step === undefined || stop?.kind !== "not-sent") return [];
    if (stop.because !== "planning" && stop.because !== "actual-request-policy") return [];
    const known =
      stop.because === "planning" ? "nothing" : main.outcome.preflight.verdict === "passed" ? "preflight" : "method";
    return [{ params: { method: step.request.method, known }, evidence: [{ request: "method" as const }] }];
  },
});
