import { accessCheckParams, consequence, explainCredentials, theAnswer } from "../access-check.ts";
import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const preflightAllowCredentialsNotTrue = defineReason({
  id: "preflight-allow-credentials-not-true",
  title: "`Access-Control-Allow-Credentials` is not `true` on the preflight",
  about:
    "The preflight is checked like any other cross-origin response, before its status and its lists are looked at. A request with the credentials mode `include` needs `Access-Control-Allow-Credentials: true` on its response, and on the preflight's too. The value is compared exactly: `True` or two lines do not count.",
  params: accessCheckParams,
  explain: (params) =>
    `${theAnswer(params)} has ${params.allowCredentials === "" ? "no `Access-Control-Allow-Credentials`" : `\`Access-Control-Allow-Credentials: ${params.allowCredentials}\``}. A request with credentials needs the value \`true\`, ${consequence(params)}${explainCredentials(params)}`,
  evidence: ({ observation, exchange }) =>
    responseHeaderEvidence(observation, exchange, "access-control-allow-credentials"),
});
