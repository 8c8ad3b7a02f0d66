import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const redirectSchemeNotHttp = defineReason({
  id: "redirect-scheme-not-http",
  title: "The redirect leads to a URL that is not http or https",
  about: "Fetches only follow redirects to http and https URLs, in every mode.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", location: run.outcome.error?.value ?? "" }),
  explain: ({ url, location }) =>
    `\`${url}\` redirects to \`${location}\`. Browsers follow redirects to http and https only.`,
  evidence: ({ observation, exchange }) => responseHeaderEvidence(observation, exchange, "location"),
});
