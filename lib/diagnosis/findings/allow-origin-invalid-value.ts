import {
  accessCheckParams,
  allowOriginEvidence,
  consequence,
  hasInvalidAllowOrigin,
  theAnswer,
} from "../access-check.ts";
import { explainOriginDifference } from "../explain-origin-difference.ts";
import { defineReason } from "../finding.ts";

export const allowOriginInvalidValue = defineReason({
  id: "allow-origin-invalid-value",
  title: "`Access-Control-Allow-Origin` is not an origin",
  about:
    "The value is neither `*`, `null` nor an origin such as `https://app.example.com`. An empty value usually comes from a setting that is not set, a bare host name from one without its scheme.",
  params: accessCheckParams,
  explain: (params) =>
    `${theAnswer(params)} ${hasInvalidAllowOrigin(params)}, ${consequence(params)} ${explainOriginDifference(params)}`,
  evidence: allowOriginEvidence,
});
