import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const redirectInvalidLocation = defineReason({
  id: "redirect-invalid-location",
  title: "The redirect has no usable `Location`",
  about: "The value of `Location` cannot be parsed as a URL, or there are several that differ.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", location: run.outcome.error?.value ?? "" }),
  explain: ({ url, location }) => `\`${url}\` redirects to \`${location}\`, which is not one valid URL.`,
  evidence: ({ observation, exchange }) => responseHeaderEvidence(observation, exchange, "location"),
});
