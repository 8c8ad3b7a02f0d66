import { byteLowercase } from "#lib/fetch/header-list.ts";
import type { Initiator } from "#lib/contract/terms.ts";
import type { Evidence } from "#lib/contract/diagnosis.ts";
import { defineFinding, responseHeader, responseHeaderEvidence } from "../finding.ts";
import { exchangeOf } from "../observation.ts";

/** Headers that pages do not miss: the protocol's, the connection's, the security policy's and CORS's own. */
const NOT_MISSED =
  /^(access-control-.*|accept-ranges|age|alt-svc|cf-.*|connection|content-encoding|content-security-policy.*|cross-origin-.*|date|keep-alive|nel|origin-agent-cluster|permissions-policy|referrer-policy|report-to|reporting-endpoints|server|server-timing|set-cookie2?|strict-transport-security|timing-allow-origin|trailer|transfer-encoding|upgrade|vary|via|x-cache.*|x-content-type-options|x-dns-prefetch-control|x-download-options|x-frame-options|x-permitted-cross-domain-policies|x-powered-by|x-xss-protection)$/;

/** What else loads something has no way to look at its headers. */
const SCRIPTS_READ: ReadonlySet<Initiator> = new Set(["fetch", "xhr", "xhr-upload"]);

export const responseHeaderNotExposed = defineFinding({
  id: "response-header-not-exposed",
  severity: "info",
  title: "The page's script cannot see some response headers",
  about:
    "Of a cross-origin response a script sees only the safelisted headers and those that `Access-Control-Expose-Headers` names. The others read as `null` without any message. With credentials `*` is no wildcard, and `Set-Cookie` is never readable.",
  explain: ({ names, url, wildcardIsLiteral }: { names: string[]; url: string; wildcardIsLiteral: boolean }) =>
    `The answer of \`${url}\` carries ${names.map((name) => `\`${name}\``).join(", ")}, but \`Access-Control-Expose-Headers\` does not name ${names.length === 1 ? "it" : "them"}: for the page's script \`${names[0] ?? ""}\` is \`null\`.${wildcardIsLiteral ? " With credentials `*` is no wildcard there but the name of a header." : ""}`,
  detect: (observation) => {
    const { main, request } = observation;
    const { readable, responseStep } = main.outcome;
    const response = exchangeOf(observation, main, responseStep);
    if (readable.type !== "cors" || response === null || !SCRIPTS_READ.has(request.initiator)) return [];
    const names = readable.hidden.filter((name) => !NOT_MISSED.test(name));
    if (names.length === 0) return [];
    const lines = (response.exchange.response?.headers ?? []).flatMap(([name], header): Evidence[] =>
      names.includes(byteLowercase(name)) ? [{ exchange: response.index, header }] : [],
    );
    const expose = responseHeaderEvidence(observation, response.index, "access-control-expose-headers");
    const exposed = responseHeader(observation, response.index, "access-control-expose-headers").split(/[\s,]+/);
    const wildcardIsLiteral = request.credentials === "include" && exposed.includes("*");
    const params = { names, url: response.exchange.request.url, wildcardIsLiteral };
    return [{ params, evidence: [...lines, ...expose] }];
  },
});
