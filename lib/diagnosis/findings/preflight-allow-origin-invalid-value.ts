import {
  accessCheckParams,
  allowOriginEvidence,
  consequence,
  hasInvalidAllowOrigin,
  theAnswer,
} from "../access-check.ts";
import { explainOriginDifference } from "../explain-origin-difference.ts";
import { defineReason } from "../finding.ts";

export const preflightAllowOriginInvalidValue = defineReason({
  id: "preflight-allow-origin-invalid-value",
  title: "`Access-Control-Allow-Origin` is not an origin on the preflight",
  about:
    "The preflight is checked like any other cross-origin response, before its status and its lists are looked at. The value is neither `*`, `null` nor an origin such as `https://app.example.com`. An empty value usually comes from a setting that is not set, a bare host name from one without its scheme.",
  params: accessCheckParams,
  explain: (params) =>
    `${theAnswer(params)} ${hasInvalidAllowOrigin(params)}, ${consequence(params)} ${explainOriginDifference(params)}`,
  evidence: allowOriginEvidence,
});
