import { defineReason, responseHeaderEvidence } from "../finding.ts";
import { explainListMistake, listMistake } from "../list-mistake.ts";

export const preflightAllowHeadersUnparsable = defineReason({
  id: "preflight-allow-headers-unparsable",
  title: "`Access-Control-Allow-Headers` cannot be parsed",
  about:
    "The header is a list of header names separated by commas. One element that is not a plain word, for example with a space, a semicolon, quotes or a colon, makes the whole answer invalid, even when that element is not needed.",
  params: ({ run }) => {
    const { url = "", value = "" } = run.outcome.error ?? {};
    return { url, value, ...listMistake("Access-Control-Allow-Headers", value) };
  },
  explain: ({ url, value, ...mistake }) =>
    `The answer to \`OPTIONS ${url}\` has \`Access-Control-Allow-Headers: ${value}\`, which is not a list of header names separated by commas, so the browser never sends the request. ${explainListMistake(mistake)}`,
  evidence: ({ observation, exchange }) =>
    responseHeaderEvidence(observation, exchange, "access-control-allow-headers"),
});
