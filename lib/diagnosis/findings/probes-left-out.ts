import { defineFinding } from "../finding.ts";
import type { ProbeLimit } from "../probes/fact.ts";

const WHAT: Record<ProbeLimit, string> = {
  deadline: "the time for them was over",
  probes: "their number was used up",
};

export const probesLeftOut = defineFinding({
  id: "probes-left-out",
  severity: "info",
  title: "Not every further question was asked",
  about:
    "Beside the page's own requests Preflight asks the server a few more questions. Their number and the time for them are limited, so that a slow server does not hold up the diagnosis. The verdict does not depend on them; the cause may be told less exactly.",
  explain: ({ limit }: { limit: string }) =>
    `Preflight had more to ask the server, but ${WHAT[limit as ProbeLimit]}. The verdict does not depend on it; the cause may be told less exactly.`,
  detect: ({ probes }) =>
    probes.leftOut === null ? [] : [{ params: { limit: probes.leftOut }, evidence: [{ request: "url" as const }] }],
});
