import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const preflightMethodNotAllowed = defineReason({
  id: "preflight-method-not-allowed",
  title: "The method is not in `Access-Control-Allow-Methods`",
  about:
    "Methods other than GET, HEAD and POST have to be listed in the answer to the preflight. The comparison is case-sensitive, and browsers upper-case only DELETE, GET, HEAD, OPTIONS, POST and PUT: `patch` is sent as it is and does not match `PATCH`. With credentials `*` is no wildcard.",
  params: ({ run }) => ({
    url: run.outcome.error?.url ?? "",
    method: run.outcome.error?.method ?? "",
    value: run.outcome.error?.value ?? "",
  }),
  explain: ({ url, method, value }) =>
    `The preflight asked for \`${method}\`, and the answer to \`OPTIONS ${url}\` ${value === "" ? "has no `Access-Control-Allow-Methods`" : `allows \`${value}\``}, so the browser never sends the request.`,
  evidence: ({ observation, exchange }) =>
    responseHeaderEvidence(observation, exchange, "access-control-allow-methods"),
});
