import { defineReason } from "../finding.ts";

export const schemeNotCorsEnabled = defineReason({
  id: "scheme-not-cors-enabled",
  title: "The URL's scheme cannot be fetched by a page",
  about:
    "Pages can fetch http and https URLs, and `data:` and their own `blob:` URLs. A page opened from a file has to be served over http to fetch its neighbours.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", scheme: run.outcome.error?.value ?? "" }),
  explain: ({ url, scheme }) =>
    `\`${url}\` has the scheme \`${scheme}:\`. Browsers let pages fetch http and https; nothing is sent.`,
  evidence: () => [{ request: "url" }],
});
