import { defineFinding, responseHeaderEvidence } from "../finding.ts";
import { learned, requestLine } from "../probes/learned.ts";

export const errorAnswersWithoutCors = defineFinding({
  id: "error-answers-without-cors",
  severity: "info",
  title: "Errors of the server cannot be read by the page",
  about:
    "The server lets the page read its good answers, and leaves the CORS headers out on an error. When something goes wrong, the page's console shows a CORS error in place of the real one. Frameworks often add the headers in a layer that errors do not pass; nginx leaves them out unless `add_header` says `always`.",
  explain: ({ request, status }: { request: string; status: number }) =>
    `The answer to \`${request}\`, a path that should not exist, has the status ${String(status)} and does not let the page read it. If the server's other errors are like this one, the page's console will show a CORS error in place of each. Let the server send the CORS headers with errors too.`,
  detect: (observation) => {
    const { facts, exchanges } = learned(observation, "error-without-cors");
    return facts.map(({ exchange }) => ({
      params: { request: requestLine(exchanges[exchange]), status: exchanges[exchange]?.response?.status ?? 0 },
      evidence: [
        { exchange, status: true as const },
        ...responseHeaderEvidence({ exchanges }, exchange, "access-control-allow-origin"),
      ],
    }));
  },
});
