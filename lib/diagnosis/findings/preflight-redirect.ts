import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const preflightRedirect = defineReason({
  id: "preflight-redirect",
  title: "The preflight is answered with a redirect",
  about:
    "Browsers do not follow redirects of a preflight. The usual causes are a redirect from http to https, to a path with or without a slash at the end, to another host name, or to a login page. Request the final URL directly, or answer OPTIONS before redirecting.",
  params: ({ run }) => ({
    url: run.outcome.error?.url ?? "",
    status: run.outcome.error?.status ?? 0,
    location: run.outcome.error?.value ?? "",
  }),
  explain: ({ url, status, location }) =>
    `The answer to \`OPTIONS ${url}\` is a redirect (${String(status)}) to \`${location}\`. A preflight is never redirected, so the request fails here.`,
  evidence: ({ observation, exchange }) => responseHeaderEvidence(observation, exchange, "location"),
});
