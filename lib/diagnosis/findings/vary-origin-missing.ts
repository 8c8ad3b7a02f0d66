import { getHeader } from "#lib/fetch/header-list.ts";
import { isStorable, variesByOrigin } from "../caching.ts";
import { defineFinding, responseHeaderEvidence } from "../finding.ts";
import { learned } from "../probes/learned.ts";

export const varyOriginMissing = defineFinding({
  id: "vary-origin-missing",
  severity: "warning",
  title: "`Vary: Origin` is missing",
  about:
    "When `Access-Control-Allow-Origin` depends on the request's `Origin`, a cache has to be told so with `Vary: Origin`; otherwise it hands one site's answer to another. A server that always sends the same value does not need it.",
  explain: ({ url, origin }: { url: string; origin: string }) =>
    `The answer of \`${url}\` allows \`${origin}\` and has no \`Vary: Origin\`. If the value follows the request's \`Origin\`, a cache can give this answer to a page of another origin, which is then blocked.`,
  detect: (observation) => {
    const { exchanges } = observation;
    const { facts } = learned(observation, "allow-origin-fixed");
    return exchanges.flatMap((exchange, index) => {
      const headers = exchange.response?.headers ?? [];
      const origin = getHeader(headers, "access-control-allow-origin");
      const isEchoed = origin !== null && origin !== "*" && origin === getHeader(exchange.request.headers, "origin");
      const isFixed = facts.some((fact) => fact.exchange === index);
      if (!isEchoed || isFixed || !isStorable(exchange.request.method, headers) || variesByOrigin(headers)) return [];
      const evidence = [
        ...responseHeaderEvidence({ exchanges }, index, "access-control-allow-origin"),
        ...responseHeaderEvidence({ exchanges }, index, "vary"),
      ];
      return [{ params: { url: exchange.request.url, origin }, evidence }];
    });
  },
});
