import { bodyEvidence, lineEvidence } from "../causes/answer.ts";
import { NO_SUCH_ROUTE } from "../causes/cause-of-answer.ts";
import { defineCause } from "../causes/define-cause.ts";
import { responseHeader } from "../finding.ts";

export const preflightNotRouted = defineCause({
  id: "preflight-not-routed",
  title: "Nothing answers the preflight at this URL",
  about:
    "The status 404, 405 or 501 on OPTIONS means that no route of the server takes this method here. Either the path is wrong for every method, or the route exists for GET or POST only and the CORS layer does not see OPTIONS. Amazon API Gateway says the same with the status 403 and `Missing Authentication Token`. Have the CORS layer run before the routes, for all paths.",
  params: (answer, observation) => ({
    allow: responseHeader(observation, answer.index, "allow"),
    saysNoRoute: bodyEvidence(answer, NO_SUCH_ROUTE) !== null,
  }),
  explain: ({ request, status, method, allow, saysNoRoute }) => [
    `The answer to \`${request}\` has the status ${String(status)}${saysNoRoute ? " and says `Missing Authentication Token`, which is Amazon API Gateway's way to say that there is no such route" : `: nothing answers \`OPTIONS\` at this URL${allow === "" ? "" : ` (it says that it takes \`${allow}\`)`}`}. So the browser never sends the \`${method}\` request.`,
    `Check the path; if it is right, have the server answer \`OPTIONS\` there.`,
  ],
  evidence: (answer) => [bodyEvidence(answer, NO_SUCH_ROUTE), lineEvidence(answer, "allow")],
});
