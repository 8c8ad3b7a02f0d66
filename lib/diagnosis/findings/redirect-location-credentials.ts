import { defineReason, responseHeaderEvidence } from "../finding.ts";

export const redirectLocationCredentials = defineReason({
  id: "redirect-location-credentials",
  title: "The redirect leads to a URL with a username or password",
  about:
    "A redirect whose `Location` has the form `https://user:password@host/` is refused in CORS requests. Leave the credentials out of the URL.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", location: run.outcome.error?.value ?? "" }),
  explain: ({ url, location }) =>
    `\`${url}\` redirects to \`${location}\`, a URL that includes a username or password. Browsers do not follow such a redirect here.`,
  evidence: ({ observation, exchange }) => responseHeaderEvidence(observation, exchange, "location"),
});
