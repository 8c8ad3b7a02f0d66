import { defineFinding, requestHeaderEvidence, responseHeaderEvidence } from "../finding.ts";
import { learned, requestLine } from "../probes/learned.ts";

export const preflightHeaderRefused = defineFinding({
  id: "preflight-header-refused",
  severity: "error",
  title: "The server refuses the preflight because of a header",
  about:
    "Many servers leave out all CORS headers, or answer with an error, as soon as a preflight asks for one header that they do not allow. The browser then reports the missing header or the status, and says nothing of the cause. Asked without that header, the same server lets the page in. Let the server allow the header, or do not send it.",
  isCause: true,
  explain: ({ request, names, isExact }: { request: string; names: string[]; isExact: boolean }) => {
    const list = names.map((name) => `\`${name}\``).join(", ");
    const [headers, them] = names.length === 1 ? ["the header", "it"] : ["the headers", "them"];
    return `The server refuses \`${request}\` because of ${isExact ? "" : "at least one of "}${headers} ${list}: asked without ${them}, it lets the page in. What the browser complains about is only how the refusal looks. Let the server allow ${headers}, or do not send ${them}.`;
  },
  detect: (observation) => {
    const { facts, exchanges } = learned(observation, "header-refused");
    return facts.map(({ preflight, accepted, names, isExact }) => ({
      params: { request: requestLine(exchanges[preflight]), names: [...names], isExact },
      evidence: [
        ...requestHeaderEvidence({ exchanges }, preflight, "access-control-request-headers"),
        ...responseHeaderEvidence({ exchanges }, accepted, "access-control-allow-origin"),
      ],
    }));
  },
});
