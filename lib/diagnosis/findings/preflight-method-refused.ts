import { defineFinding, requestHeaderEvidence, responseHeaderEvidence } from "../finding.ts";
import { learned, requestLine } from "../probes/learned.ts";

export const preflightMethodRefused = defineFinding({
  id: "preflight-method-refused",
  severity: "error",
  title: "The server refuses the preflight because of the method",
  about:
    "Some servers leave out all CORS headers, or answer with an error, when a preflight asks for a method that they do not allow. The browser then reports the missing header or the status instead of the method. Asked for GET, the same server lets the page in. Let the server allow the method at this URL.",
  isCause: true,
  explain: ({ request, method }: { request: string; method: string }) =>
    `The server refuses \`${request}\` because of the method \`${method}\`: asked for \`GET\`, it lets the page in. What the browser complains about is only how the refusal looks. Let the server allow \`${method}\` here.`,
  detect: (observation) => {
    const { facts, exchanges } = learned(observation, "method-refused");
    return facts.map(({ preflight, accepted, method }) => ({
      params: { request: requestLine(exchanges[preflight]), method },
      evidence: [
        ...requestHeaderEvidence({ exchanges }, preflight, "access-control-request-method"),
        ...responseHeaderEvidence({ exchanges }, accepted, "access-control-allow-origin"),
      ],
    }));
  },
});
