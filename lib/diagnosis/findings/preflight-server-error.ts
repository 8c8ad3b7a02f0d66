import { defineCause } from "../causes/define-cause.ts";
import { meaningOf } from "../causes/status-meanings.ts";

export const preflightServerError = defineCause({
  id: "preflight-server-error",
  title: "The server fails on the preflight",
  about:
    "A status of 500 or more on OPTIONS is a failure of the server or of a proxy in front of it, not a decision about the page's origin. It often fails for other methods too. Look at the server's log, and send the same OPTIONS request again once it is repaired.",
  params: () => ({}),
  explain: ({ request, status, method }) => [
    `The answer to \`${request}\` has the status ${String(status)}: ${meaningOf(status).means}. So the browser never sends the \`${method}\` request.`,
    meaningOf(status).action,
  ],
  evidence: () => [],
});
