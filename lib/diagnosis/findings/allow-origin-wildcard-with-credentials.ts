import { accessCheckParams, allowOriginEvidence, consequence, theAnswer } from "../access-check.ts";
import { defineReason } from "../finding.ts";

export const allowOriginWildcardWithCredentials = defineReason({
  id: "allow-origin-wildcard-with-credentials",
  title: "`Access-Control-Allow-Origin: *` does not cover a request with credentials",
  about:
    "With the credentials mode `include`, the wildcard `*` has no meaning: the response has to name the page's origin and allow credentials. If no cookies are needed, the request can leave the credentials mode alone instead.",
  params: accessCheckParams,
  explain: (params) =>
    `${theAnswer(params)} says \`Access-Control-Allow-Origin: *\`. With credentials it has to be \`${params.origin}\` itself, ${consequence(params)}`,
  evidence: allowOriginEvidence,
});
