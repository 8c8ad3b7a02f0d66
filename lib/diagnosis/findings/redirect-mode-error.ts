import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const redirectModeError = defineReason({
  id: "redirect-mode-error",
  title: "The response is a redirect, and the redirect mode is `error`",
  about: 'The page asked for `redirect: "error"`, so any redirect rejects the fetch.',
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", location: run.outcome.error?.value ?? "" }),
  explain: ({ url, location }) =>
    `\`${url}\` redirects to \`${location}\`, and the request was made with \`redirect: "error"\`.`,
  evidence: ({ observation, exchange }) => responseHeaderEvidence(observation, exchange, "location"),
});
