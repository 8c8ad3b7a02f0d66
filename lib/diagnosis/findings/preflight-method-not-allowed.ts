import { defineReason, responseHeaderEvidence } from "../finding.ts";
import { howItMisses, nearestName } from "../nearest-name.ts";

export const preflightMethodNotAllowed = defineReason({
  id: "preflight-method-not-allowed",
  title: "The method is not in `Access-Control-Allow-Methods`",
  about:
    "Methods other than GET, HEAD and POST have to be listed in the answer to the preflight. The comparison is case-sensitive, and browsers upper-case only DELETE, GET, HEAD, OPTIONS, POST and PUT: `patch` is sent as it is and does not match `PATCH`. With credentials `*` is no wildcard.",
  params: ({ observation, run }) => {
    const { url = "", method = "", value = "" } = run.outcome.error ?? {};
    const listed = value.split(",").map((name) => name.trim());
    return {
      url,
      method,
      value,
      /** The listed method that is probably meant, or empty. */
      nearest: nearestName(method, listed),
      wildcardIsLiteral: observation.request.credentials === "include" && listed.includes("*"),
    };
  },
  explain: ({ url, method, value, nearest, wildcardIsLiteral }) =>
    [
      `The preflight asked for \`${method}\`, and the answer to \`OPTIONS ${url}\` ${value === "" ? "has no `Access-Control-Allow-Methods`" : `allows \`${value}\``}, so the browser never sends the request.`,
      ...(method === method.toUpperCase()
        ? nearestInWords(method, nearest)
        : [
            `\`fetch()\` and XMLHttpRequest upper-case DELETE, GET, HEAD, OPTIONS, POST and PUT, and leave \`${method}\` as it is; write \`${method.toUpperCase()}\` in the page's code.`,
          ]),
      ...(wildcardIsLiteral ? ["With credentials `*` is no wildcard but the name of a method."] : []),
    ].join(" "),
  evidence: ({ observation, exchange }) =>
    responseHeaderEvidence(observation, exchange, "access-control-allow-methods"),
});

function nearestInWords(method: string, nearest: string): string[] {
  if (nearest === "") return [];
  const miss = howItMisses(method, nearest);
  return [`\`Access-Control-Allow-Methods\` has \`${nearest}\`, ${miss}; the server has to write \`${method}\`.`];
}
