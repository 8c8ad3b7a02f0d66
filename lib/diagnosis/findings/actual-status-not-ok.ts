import { bodyEvidence, lineEvidence } from "../causes/answer.ts";
import { NO_SUCH_ROUTE } from "../causes/cause-of-answer.ts";
import { defineCause, headersOnErrors } from "../causes/define-cause.ts";
import { meaningOf } from "../causes/status-meanings.ts";

export const actualStatusNotOk = defineCause({
  id: "actual-status-not-ok",
  title: "The server answers with an error",
  about:
    "The answer to the actual request has a status of 400 or more. Servers often leave the CORS headers out on such answers: the headers are added by a layer that the error bypasses, or only to good answers, as nginx does without `always`. The browser then hides the answer, and its console speaks of a missing header instead of the status. Look at the server's own error first, then let it send the CORS headers on errors too.",
  params: (answer) => ({ saysNoRoute: bodyEvidence(answer, NO_SUCH_ROUTE) !== null }),
  explain: (params) => {
    const { request, status, isHidden, isReadable, saysNoRoute } = params;
    const { means, action } = saysNoRoute
      ? {
          means: "Amazon API Gateway says `Missing Authentication Token` where it has no such route",
          action: "Check the path, the stage in it and the method.",
        }
      : meaningOf(status);
    return [
      `The answer to \`${request}\` has the status ${String(status)}: ${means}.`,
      `${isHidden ? "" : isReadable ? "CORS lets the page read it, so nothing is hidden. " : "The page cannot see that. "}${action}${headersOnErrors(params)}`,
    ];
  },
  evidence: (answer) => [bodyEvidence(answer, NO_SUCH_ROUTE), lineEvidence(answer, "www-authenticate")],
});
