import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const preflightAllowMethodsUnparsable = defineReason({
  id: "preflight-allow-methods-unparsable",
  title: "`Access-Control-Allow-Methods` cannot be parsed",
  about:
    "The header is a list of methods separated by commas. One element that is not a plain word, for example with a space, a semicolon, quotes or a colon, makes the whole answer invalid, even when that element is not needed.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", value: run.outcome.error?.value ?? "" }),
  explain: ({ url, value }) =>
    `The answer to \`OPTIONS ${url}\` has \`Access-Control-Allow-Methods: ${value}\`, which is not a list of methods separated by commas.`,
  evidence: ({ observation, exchange }) =>
    responseHeaderEvidence(observation, exchange, "access-control-allow-methods"),
});
