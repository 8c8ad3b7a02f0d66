import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const corpBlocked = defineReason({
  id: "corp-blocked",
  title: "`Cross-Origin-Resource-Policy` withholds the response",
  about:
    "This is not CORS: `Cross-Origin-Resource-Policy` decides who may embed a response without CORS. It does not matter for requests in the mode `cors`.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", policy: run.outcome.error?.value ?? "" }),
  explain: ({ url, policy }) =>
    `The answer of \`${url}\` says \`Cross-Origin-Resource-Policy: ${policy}\`, and the page is not covered by that.`,
  evidence: ({ observation, exchange }) =>
    responseHeaderEvidence(observation, exchange, "cross-origin-resource-policy"),
});
