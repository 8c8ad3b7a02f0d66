import type { Evidence } from "#lib/contract/diagnosis.ts";
import { equalsByteCaseInsensitive, type HeaderLine } from "#lib/fetch/header-list.ts";
import { originOfUrl, serializeOrigin } from "#lib/fetch/origin.ts";
import { blockedBy, defineFinding, requestHeader, responseHeader, responseHeaderEvidence } from "../finding.ts";
import type { Observation } from "../observation.ts";

/** Lines by which a cache says that the answer was stored. https://www.rfc-editor.org/rfc/rfc9211 */
const STORED: readonly (readonly [name: string, value: RegExp])[] = [
  ["Age", /^0*[1-9]\d*$/],
  ["X-Cache", /\bhit\b/i],
  ["X-Cache-Status", /\bhit\b/i],
  ["X-Proxy-Cache", /\bhit\b/i],
  ["CF-Cache-Status", /^(hit|stale|updating|revalidated)$/i],
  ["X-Vercel-Cache", /^(hit|stale)$/i],
  ["CDN-Cache", /^hit$/i],
  ["Cache-Status", /;\s*hit\b/i],
  ["X-Varnish", /^\d+\s+\d+$/],
];

export const cachedForAnotherOrigin = defineFinding({
  id: "cached-for-another-origin",
  severity: "warning",
  title: "A cache hands out an answer that was made for another origin",
  about:
    "A server that answers every origin with its own value has to tell caches so with `Vary: Origin`. Otherwise a CDN or proxy keeps the answer that the first site got and gives it to all others, which then read somebody else's origin. The block comes and goes with the cache. Send `Vary: Origin` on all answers, those without CORS headers too, and make sure that the cache takes `Origin` into its key; or send `*` where nothing depends on the origin. Then empty the cache.",
  explain: ({
    url,
    allowOrigin,
    stored,
    varies,
  }: {
    url: string;
    allowOrigin: string;
    stored: string[];
    varies: boolean;
  }) =>
    `The answer of \`${url}\` comes from a cache (${stored.map((line) => `\`${line}\``).join(", ")}) and allows \`${allowOrigin}\`: it was probably made for a page there. ${varies ? "It has `Vary: Origin`, so the cache seems to ignore that; let it take `Origin` into its key." : "Let the server send `Vary: Origin`, so that the cache keeps one answer for each origin."}`,
  detect: (observation) => {
    const blocked = blockedBy(observation, (reason) => /^(preflight-)?allow-origin-mismatch$/.test(reason));
    const exchange = blocked?.exchange ?? null;
    const answered = exchange === null ? undefined : observation.exchanges[exchange];
    if (exchange === null || !answered?.response || hasBeenAskedPastCaches(observation)) return [];
    const allowOrigin = responseHeader(observation, exchange, "access-control-allow-origin");
    // After a redirect to another origin no page's own origin would do.
    if (!isOrigin(allowOrigin) || requestHeader(observation, exchange, "origin") === "null") return [];
    const lines = answered.response.headers.flatMap((line, header) => (saysStored(line) ? [{ line, header }] : []));
    if (lines.length === 0) return [];
    const vary = responseHeader(observation, exchange, "vary")
      .toLowerCase()
      .split(/[\s,]+/);
    return [
      {
        params: {
          url: answered.request.url,
          allowOrigin,
          stored: lines.map(({ line: [name, value] }) => `${name}: ${value}`),
          varies: vary.includes("origin") || vary.includes("*"),
        },
        evidence: [
          ...responseHeaderEvidence(observation, exchange, "access-control-allow-origin"),
          ...lines.map(({ header }): Evidence => ({ exchange, header })),
          ...responseHeaderEvidence(observation, exchange, "vary"),
        ],
      },
    ];
  },
});

/** A probe has shown whether a cache is to blame. */
function hasBeenAskedPastCaches({ probes }: Observation): boolean {
  return probes.asked.some(({ id, exchange }) => id === "past-caches" && exchange.response !== null);
}

function saysStored([name, value]: HeaderLine): boolean {
  return STORED.some(([known, pattern]) => equalsByteCaseInsensitive(known, name) && pattern.test(value.trim()));
}

function isOrigin(value: string): boolean {
  return URL.canParse(value) && serializeOrigin(originOfUrl(new URL(value))) === value;
}
