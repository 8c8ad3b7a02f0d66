import { lineEvidence } from "../causes/answer.ts";
import { defineCause } from "../causes/define-cause.ts";

export const preflightNeedsLogin = defineCause({
  id: "preflight-needs-login",
  title: "The preflight is refused for want of a login",
  about:
    "The status 401 or 403 on OPTIONS usually means that the server checks who is asking before its CORS layer gets a say. A preflight never carries cookies, an `Authorization` header or an API key, whatever the page sends with the request itself, so it cannot pass such a check. Put the CORS layer outside authentication and access rules, so that OPTIONS is answered first.",
  params: () => ({}),
  explain: ({ request, status, method }) => [
    `The answer to \`${request}\` has the status ${String(status)}: ${status === 401 ? "the server asks for a login before it answers the preflight" : "the server forbids the preflight, most often because it checks a login or an access rule first"}, but a preflight never carries cookies or an \`Authorization\` header. So the browser never sends the \`${method}\` request.`,
    `Have the server answer \`OPTIONS\` before it asks for a login${status === 401 ? "" : " or checks access rules"}.`,
  ],
  evidence: (answer) => [lineEvidence(answer, "www-authenticate")],
});
