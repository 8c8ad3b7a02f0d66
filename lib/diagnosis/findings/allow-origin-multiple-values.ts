import { accessCheckParams, allowOriginEvidence, consequence, theAnswer } from "../access-check.ts";
import { explainOriginDifference } from "../explain-origin-difference.ts";
import { defineReason } from "../finding.ts";

export const allowOriginMultipleValues = defineReason({
  id: "allow-origin-multiple-values",
  title: "`Access-Control-Allow-Origin` has more than one value",
  about:
    "The header takes exactly one origin, or `*`. Two lines are joined with a comma and so count as a list, even when both are right; this happens when a proxy and the application both add the header.",
  params: accessCheckParams,
  explain: (params) =>
    `${theAnswer(params)} has \`Access-Control-Allow-Origin: ${params.allowOrigin}\`. Only one value is allowed, ${consequence(params)} ${explainOriginDifference(params)}`,
  evidence: allowOriginEvidence,
});
