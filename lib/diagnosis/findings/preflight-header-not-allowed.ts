import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const preflightHeaderNotAllowed = defineReason({
  id: "preflight-header-not-allowed",
  title: "A request header is not in `Access-Control-Allow-Headers`",
  about:
    "Every request header that is not safelisted has to be listed in the answer to the preflight. Browsers name only the first one that is missing. With credentials `*` is no wildcard.",
  params: ({ run }) => ({
    url: run.outcome.error?.url ?? "",
    header: run.outcome.error?.headerName ?? "",
    value: run.outcome.error?.value ?? "",
  }),
  explain: ({ url, header, value }) =>
    `The request carries \`${header}\`, and the answer to \`OPTIONS ${url}\` ${value === "" ? "has no `Access-Control-Allow-Headers`" : `allows \`${value}\``}, so the browser never sends the request.`,
  evidence: ({ observation, exchange }) =>
    responseHeaderEvidence(observation, exchange, "access-control-allow-headers"),
});
