import { defineReason } from "../finding.ts";

export const urlWithCredentials = defineReason({
  id: "url-with-credentials",
  title: "The URL includes a username or password",
  about: "`fetch()` refuses a URL of the form `https://user:password@host/`. Send an `Authorization` header instead.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "" }),
  explain: ({ url }) =>
    `\`${url}\` includes a username or password. \`fetch()\` throws a TypeError, and nothing is sent.`,
  evidence: () => [{ request: "url" }],
});
