import { serializeOrigin } from "#lib/fetch/origin.ts";
import { isAboutAllowOrigin } from "../access-check.ts";
import { blockedBy, defineFinding, requestHeaderEvidence, urlEvidence } from "../finding.ts";
import { redirectTaint } from "../redirect-taint.ts";

export const redirectTaintedOrigin = defineFinding({
  id: "redirect-tainted-origin",
  severity: "warning",
  title: "After a redirect the browser sends `Origin: null`",
  about:
    "When a request has been redirected from one foreign origin to another one, the browser no longer says which page asks: it sends `Origin: null`, although its own messages still name the page. `http` and `https` of the same host count as two origins. A server that compares `Origin` with a list refuses `null`, and should. Let the page request the last URL of the redirects directly; an answer without credentials can also say `*`.",
  explain: ({ from, to, origin }: { from: string; to: string; origin: string }) =>
    `The redirect leads from \`${from}\` to \`${to}\`, from one foreign origin to another. After that the browser sends \`Origin: null\` and not \`${origin}\`, and a list of allowed origins does not match. Let the page request \`${to}\` directly.`,
  detect: (observation) => {
    const blocked = blockedBy(observation, isAboutAllowOrigin);
    if (blocked === null) return [];
    const taint = redirectTaint(observation, blocked.run, blocked.exchange);
    if (taint === null) return [];
    const { from, to, hop } = taint;
    return [
      {
        params: { from, to, origin: serializeOrigin(observation.request.origin) },
        evidence: [
          ...urlEvidence(observation, blocked.run, hop),
          ...requestHeaderEvidence(observation, blocked.exchange, "origin"),
        ],
      },
    ];
  },
});
