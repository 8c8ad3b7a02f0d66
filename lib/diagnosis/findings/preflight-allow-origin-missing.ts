import { accessCheckParams, allowOriginEvidence, consequence, theAnswer } from "../access-check.ts";
import { defineReason } from "../finding.ts";

export const preflightAllowOriginMissing = defineReason({
  id: "preflight-allow-origin-missing",
  title: "`Access-Control-Allow-Origin` is missing on the preflight",
  about:
    "The preflight is checked like any other cross-origin response, before its status and its lists are looked at. A cross-origin response without `Access-Control-Allow-Origin` is not shared with the page. Servers often leave the header out on errors, on redirects and on routes that the CORS middleware does not see, so look at the status of the response first.",
  params: accessCheckParams,
  explain: (params) => `${theAnswer(params)} has no \`Access-Control-Allow-Origin\`, ${consequence(params)}`,
  evidence: allowOriginEvidence,
});
