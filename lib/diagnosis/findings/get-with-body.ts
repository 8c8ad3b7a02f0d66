import { defineReason } from "../finding.ts";

export const getWithBody = defineReason({
  id: "get-with-body",
  title: "A GET or HEAD request cannot have a body",
  about: "`fetch()` throws a TypeError when a body is given with GET or HEAD. Put the data into the URL, or use POST.",
  params: ({ run }) => ({ method: run.outcome.error?.method ?? "" }),
  explain: ({ method }) =>
    `A \`${method}\` request was given a body. \`fetch()\` throws a TypeError, and nothing is sent.`,
  evidence: () => [{ request: "body" }],
});
