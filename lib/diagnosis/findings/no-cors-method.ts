import { defineReason } from "../finding.ts";

export const noCorsMethod = defineReason({
  id: "no-cors-method",
  title: "The mode `no-cors` allows GET, HEAD and POST only",
  about:
    "With any other method `fetch()` throws a TypeError and sends nothing. `no-cors` does not switch CORS off: it gives the page an empty, opaque response.",
  params: ({ run }) => ({ method: run.outcome.error?.method ?? "" }),
  explain: ({ method }) =>
    `\`${method}\` is not possible with \`mode: "no-cors"\`. \`fetch()\` throws a TypeError, and nothing is sent.`,
  evidence: () => [{ request: "method" }],
});
