import { defineReason } from "../finding.ts";

export const forbiddenMethod = defineReason({
  id: "forbidden-method",
  title: "The method is forbidden",
  about: "CONNECT, TRACE and TRACK are forbidden to scripts. `fetch()` throws a TypeError and sends nothing.",
  params: ({ run }) => ({ method: run.outcome.error?.method ?? "" }),
  explain: ({ method }) => `Scripts must not use \`${method}\`. \`fetch()\` throws a TypeError, and nothing is sent.`,
  evidence: () => [{ request: "method" }],
});
