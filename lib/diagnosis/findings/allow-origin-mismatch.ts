import { accessCheckParams, allowOriginEvidence, consequence, theAnswer } from "../access-check.ts";
import { explainOriginDifference } from "../explain-origin-difference.ts";
import { defineReason } from "../finding.ts";
import { readable } from "../origin-difference.ts";

export const allowOriginMismatch = defineReason({
  id: "allow-origin-mismatch",
  title: "`Access-Control-Allow-Origin` names another origin",
  about:
    "The value is compared byte by byte with what the browser sent in `Origin`: scheme, host and port, lower case, without a slash at the end. After a redirect between two foreign origins the browser sends `Origin: null`, and no list of allowed origins matches that.",
  params: accessCheckParams,
  explain: (params) =>
    `${theAnswer(params)} allows \`${readable(params.allowOrigin)}\`, but the request came with \`Origin: ${params.origin}\`, ${consequence(params)} ${explainOriginDifference(params)}`,
  evidence: allowOriginEvidence,
});
