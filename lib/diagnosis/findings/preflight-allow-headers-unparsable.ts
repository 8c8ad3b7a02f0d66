import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const preflightAllowHeadersUnparsable = defineReason({
  id: "preflight-allow-headers-unparsable",
  title: "`Access-Control-Allow-Headers` cannot be parsed",
  about:
    "The header is a list of header names separated by commas. One element that is not a plain word, for example with a space, a semicolon, quotes or a colon, makes the whole answer invalid, even when that element is not needed.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", value: run.outcome.error?.value ?? "" }),
  explain: ({ url, value }) =>
    `The answer to \`OPTIONS ${url}\` has \`Access-Control-Allow-Headers: ${value}\`, which is not a list of header names separated by commas.`,
  evidence: ({ observation, exchange }) =>
    responseHeaderEvidence(observation, exchange, "access-control-allow-headers"),
});
