import { defineReason } from "../finding.ts";

export const preflightStatusNotOk = defineReason({
  id: "preflight-status-not-ok",
  title: "The preflight is not answered with a 2xx status",
  about:
    "Only a status from 200 to 299 makes a preflight pass, whatever the headers say. A 404 or 405 means that nobody handles OPTIONS on this path; a 401 or 403 usually means that authentication comes before CORS, although a preflight never carries credentials.",
  params: ({ run, exchange, observation }) => ({
    url: run.outcome.error?.url ?? "",
    status: (exchange === null ? undefined : observation.exchanges[exchange]?.response?.status) ?? 0,
    method: observation.request.method,
  }),
  explain: ({ url, status, method }) =>
    `The answer to \`OPTIONS ${url}\` has the status ${String(status)}. It has to be one from 200 to 299, so the browser never sends the \`${method}\` request.`,
  evidence: ({ exchange }) => (exchange === null ? [] : [{ exchange, status: true }]),
});
