import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const redirectStreamBody = defineReason({
  id: "redirect-stream-body",
  title: "A streamed body cannot follow the redirect",
  about: "A body that is a stream can be sent once only. Redirects other than 303 would need it a second time.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", location: run.outcome.error?.value ?? "" }),
  explain: ({ url, location }) =>
    `\`${url}\` redirects to \`${location}\`, and the body is a stream, which cannot be sent again.`,
  evidence: ({ observation, exchange }) => responseHeaderEvidence(observation, exchange, "location"),
});
