import { defineFinding } from "../finding.ts";

export const actualStatusNotOk = defineFinding({
  id: "actual-status-not-ok",
  severity: "warning",
  title: "The server failed",
  about:
    "The answer to the actual request has a status of 400 or more. That is not CORS. Servers often leave the CORS headers out on such answers, and then the browser reports a CORS error and hides the real one. Look at the server's own error first.",
  isCause: true,
  explain: ({ request, status, isHidden }: { request: string; status: number; isHidden: boolean }) =>
    isHidden
      ? `The answer to \`${request}\` has the status ${String(status)}. Because it is blocked, the page and its console show a CORS error instead of this status. Find out why the server answers ${String(status)}, and let it send the CORS headers on errors too.`
      : `The answer to \`${request}\` has the status ${String(status)}. CORS lets the page read it; the failure is the server's.`,
  detect: ({ exchanges, main }) =>
    exchanges.flatMap((exchange, index) => {
      const status = exchange.response?.status ?? 0;
      if (exchange.role !== "actual" || status < 400) return [];
      const isHidden = main.outcome.outcome === "blocked";
      return [
        {
          params: { request: `${exchange.request.method} ${exchange.request.url}`, status, isHidden },
          evidence: [{ exchange: index, status: true as const }],
          severity: isHidden ? ("error" as const) : ("warning" as const),
        },
      ];
    }),
});
