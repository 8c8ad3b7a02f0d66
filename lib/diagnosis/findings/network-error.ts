import { defineReason } from "../finding.ts";

export const networkError = defineReason({
  id: "network-error",
  title: "The browser drops the answer unread",
  about:
    "Chromium takes a 407 that does not come from a proxy for an attack and drops it before any check of CORS. Answer 401 or 403 instead.",
  params: ({ run }) => ({ url: run.outcome.error?.url ?? "", status: run.outcome.error?.status ?? 0 }),
  explain: ({ url, status }) =>
    `\`${url}\` answers with status ${String(status)}, which only proxies may send. The browser drops the answer; CORS headers do not change it.`,
  evidence: ({ exchange }) => (exchange === null ? [] : [{ exchange, status: true as const }]),
});
