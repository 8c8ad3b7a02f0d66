import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const redirectTooMany = defineReason({
  id: "redirect-too-many",
  title: "There are more than 20 redirects",
  about:
    "Browsers give up at the 21st redirect. Nearly always two rules redirect to each other, for instance one to https behind a proxy that ends TLS and one back to http.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", location: run.outcome.error?.value ?? "" }),
  explain: ({ url, location }) =>
    `After 20 redirects \`${url}\` redirects once more, to \`${location}\`. Browsers stop there.`,
  evidence: ({ observation, exchange }) => responseHeaderEvidence(observation, exchange, "location"),
});
