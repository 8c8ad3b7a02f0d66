import { defineReason } from "../finding.ts";

export const forbiddenMethod = defineReason({
  id: "forbidden-method",
  title: "The method is forbidden",
  about:
    "CONNECT, TRACE and TRACK are forbidden to scripts. `fetch()` throws a TypeError, XMLHttpRequest a SecurityError, and nothing is sent.",
  params: ({ run }) => ({ method: run.outcome.error?.method ?? "" }),
  explain: ({ method }) => `Scripts must not use \`${method}\`. The call throws, and nothing is sent.`,
  evidence: () => [{ request: "method" }],
});
