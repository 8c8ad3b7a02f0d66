import { defineReason } from "../finding.ts";

export const modeSameOriginCrossOrigin = defineReason({
  id: "mode-same-origin-cross-origin",
  title: "The mode `same-origin` does not allow another origin",
  about:
    'With `mode: "same-origin"` a page can only fetch from its own origin. A redirect to another origin fails as well.',
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "" }),
  explain: ({ url }) =>
    `\`${url}\` has another origin than the page, and the request was made with \`mode: "same-origin"\`.`,
  evidence: () => [{ request: "mode" }],
});
