import { hasHeader } from "#lib/fetch/header-list.ts";
import { defineFinding, urlEvidence } from "../finding.ts";
import { exchangeOf } from "../observation.ts";

export const authorizationLostInRedirect = defineFinding({
  id: "authorization-lost-in-redirect",
  severity: "warning",
  title: "`Authorization` was dropped on the way to another origin",
  about:
    "When a redirect leads to another origin, browsers remove `Authorization`, so that a token does not reach a server that it was not meant for. The server at the end sees a request without a token and asks for a login. `http` and `https` of the same host count as two origins. Request the last URL directly.",
  isCause: true,
  explain: ({ from, to, status }: { from: string; to: string; status: number }) =>
    `The redirect from \`${from}\` leads to another origin, and the browser sends the request to \`${to}\` without \`Authorization\`. The server answers ${String(status)}. Let the page request \`${to}\` directly.`,
  detect: (observation) => {
    const { main } = observation;
    const actual = main.steps.flatMap(({ request }, step) => (request.role === "actual" ? [{ request, step }] : []));
    const first = actual.findIndex(
      ({ request }, place) =>
        !hasHeader(request.headers, "authorization") &&
        hasHeader(actual[place - 1]?.request.headers ?? [], "authorization"),
    );
    const last = exchangeOf(observation, main, actual.at(-1)?.step ?? null);
    const status = last?.exchange.response?.status ?? 0;
    const lost = actual[first];
    const before = actual[first - 1];
    if (last === null || lost === undefined || before === undefined || ![401, 403].includes(status)) return [];
    return [
      {
        params: { from: before.request.url, to: last.exchange.request.url, status },
        evidence: [
          ...urlEvidence(observation, main, lost.request.hop),
          { exchange: last.index, status: true as const },
        ],
        severity: main.outcome.error === null ? "warning" : "error",
      },
    ];
  },
});
