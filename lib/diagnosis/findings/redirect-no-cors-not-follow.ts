import { defineReason } from "../finding.ts";

export const redirectNoCorsNotFollow = defineReason({
  id: "redirect-no-cors-not-follow",
  title: "The mode `no-cors` needs the redirect mode `follow`",
  about: "A cross-origin `no-cors` request with another redirect mode is refused before anything is sent.",
  params: ({ observation }) => ({ redirect: observation.request.redirect }),
  explain: ({ redirect }) =>
    `The request has the mode \`no-cors\` and the redirect mode \`${redirect}\`. Browsers refuse this combination for another origin and send nothing.`,
  evidence: () => [{ request: "redirect" }],
});
