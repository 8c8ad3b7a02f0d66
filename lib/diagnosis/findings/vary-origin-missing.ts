import { getHeader } from "#lib/fetch/header-list.ts";
import { defineFinding, responseHeaderEvidence } from "../finding.ts";

export const varyOriginMissing = defineFinding({
  id: "vary-origin-missing",
  severity: "warning",
  title: "`Vary: Origin` is missing",
  about:
    "When `Access-Control-Allow-Origin` depends on the request's `Origin`, a cache has to be told so with `Vary: Origin`; otherwise it hands one site's answer to another. A server that always sends the same value does not need it.",
  explain: ({ url, origin }: { url: string; origin: string }) =>
    `The answer of \`${url}\` allows \`${origin}\` and has no \`Vary: Origin\`. If the value follows the request's \`Origin\`, a cache can give this answer to a page of another origin, which is then blocked.`,
  detect: ({ exchanges }) =>
    exchanges.flatMap((exchange, index) => {
      const headers = exchange.response?.headers ?? [];
      const origin = getHeader(headers, "access-control-allow-origin");
      const isEchoed = origin !== null && origin !== "*" && origin === getHeader(exchange.request.headers, "origin");
      const isCacheable =
        ["GET", "HEAD"].includes(exchange.request.method) &&
        !/\bno-store\b/i.test(getHeader(headers, "cache-control") ?? "");
      const varies = (getHeader(headers, "vary") ?? "").split(",").map((name) => name.trim().toLowerCase());
      if (!isEchoed || !isCacheable || varies.includes("origin") || varies.includes("*")) return [];
      const evidence = [
        ...responseHeaderEvidence({ exchanges }, index, "access-control-allow-origin"),
        ...responseHeaderEvidence({ exchanges }, index, "vary"),
      ];
      return [{ params: { url: exchange.request.url, origin }, evidence }];
    }),
});
