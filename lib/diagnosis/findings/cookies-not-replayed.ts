import { defineFinding } from "../finding.ts";

export const cookiesNotReplayed = defineFinding({
  id: "cookies-not-replayed",
  severity: "info",
  title: "The request was replayed without the user's cookies",
  about:
    "The page's request would carry the user's cookies, which Preflight does not have. A server that answers by login may answer differently to the real browser. Give a `Cookie` value to replay with, or look at the request in the browser's network panel.",
  explain: () =>
    "The browser would send the user's cookies along; the replay had none. A server that asks for a login answers the browser differently than it answered here.",
  detect: ({ main, cookiesGiven, exchanges }) => {
    if (cookiesGiven) return [];
    const index = main.steps.findIndex(({ request }) => request.role === "actual" && request.includeCredentials);
    const exchange = main.exchangeOfStep[index] ?? null;
    if (exchange === null || exchanges[exchange]?.remoteAddress == null) return [];
    return [{ params: {}, evidence: [{ request: "credentials" as const }] }];
  },
});
