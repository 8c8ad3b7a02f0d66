import { defineFinding, responseHeaderEvidence } from "../finding.ts";
import { learned } from "../probes/learned.ts";

export const redirectTwin = defineFinding({
  id: "redirect-twin",
  severity: "warning",
  title: "The URL behind the redirect lets the page in",
  about:
    "The request fails because of a redirect, and not because of the place that it leads to: asked for directly, that URL lets the page in. Usually the two differ in `http` and `https`, or in a slash at the end. Use the final URL in the page.",
  explain: ({ url, twin }: { url: string; twin: string }) =>
    `\`${url}\` redirects, and the page gets no further. Asked for directly, \`${twin}\` lets it in: use that URL in the page.`,
  detect: (observation) => {
    const { facts, exchanges } = learned(observation, "redirect-twin");
    return facts.map(({ redirect, twin }) => ({
      params: { url: exchanges[redirect]?.request.url ?? "", twin: exchanges[twin]?.request.url ?? "" },
      evidence: [
        ...responseHeaderEvidence({ exchanges }, redirect, "location"),
        ...responseHeaderEvidence({ exchanges }, twin, "access-control-allow-origin"),
      ],
    }));
  },
});
