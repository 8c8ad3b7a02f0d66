import { getHeader } from "#lib/fetch/header-list.ts";
import { defineFinding, requestHeader, responseHeader, responseHeaderEvidence } from "../finding.ts";

export const allowOriginNull = defineFinding({
  id: "allow-origin-null",
  severity: "warning",
  title: "`Access-Control-Allow-Origin: null` lets every site in",
  about:
    "`null` looks like nobody and is anybody: every site can put a page into a sandboxed frame, and the requests of that frame come with `Origin: null`. Together with `Access-Control-Allow-Credentials: true` any site can read what the user can see. Where the answer is public, `*` says so openly; where it is not, give the page a real origin and name that.",
  explain: ({ url, withCredentials }: { url: string; withCredentials: boolean }) =>
    withCredentials
      ? `The answer of \`${url}\` allows the origin \`null\`, with credentials. Every site can make a page with that origin and read with the user's cookies what this answer holds.`
      : `The answer of \`${url}\` allows the origin \`null\`, which every site can take on. If the answer is public, \`*\` says so openly.`,
  detect: (observation) => {
    const index = observation.exchanges.findIndex(
      ({ response }, exchange) =>
        requestHeader(observation, exchange, "origin") === "null" &&
        getHeader(response?.headers ?? [], "access-control-allow-origin") === "null",
    );
    const exchange = observation.exchanges[index];
    if (exchange === undefined) return [];
    const credentials = "access-control-allow-credentials";
    const withCredentials = responseHeader(observation, index, credentials) === "true";
    return [
      {
        params: { url: exchange.request.url, withCredentials },
        evidence: [
          ...responseHeaderEvidence(observation, index, "access-control-allow-origin"),
          ...(withCredentials ? responseHeaderEvidence(observation, index, credentials) : []),
        ],
        severity: withCredentials ? ("warning" as const) : ("info" as const),
      },
    ];
  },
});
