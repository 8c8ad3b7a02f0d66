import { lineEvidence } from "../causes/answer.ts";
import { defineCause } from "../causes/define-cause.ts";
import { responseHeader } from "../finding.ts";

export const loginRedirect = defineCause({
  id: "login-redirect",
  title: "The request is redirected to a login",
  about:
    "The server, or a gateway in front of it, sends requests without a valid session to a login page. That is made for navigation: a fetch follows the redirect, gets a page that does not allow other origins, and fails there, or at the redirect itself. Have the API answer 401 to requests that are no navigation, and let the page send the user to the login when it sees that. A preflight carries no session at all, so OPTIONS has to be answered before anybody asks for a login.",
  params: ({ index }, observation) => ({ location: responseHeader(observation, index, "location") }),
  explain: ({ request, status, location, isPreflight, isHidden }) => [
    `\`${request}\` is redirected (${String(status)}) to \`${location}\`, which looks like a login${isPreflight ? "; a preflight never carries cookies or an `Authorization` header." : ": most likely the server found no valid session in the request."}`,
    isPreflight
      ? "Have the server answer `OPTIONS` before it asks for a login."
      : `${isHidden ? "" : "The page gets the login page instead of its data. "}Have the API answer 401 instead of the redirect, and let the page itself navigate to the login.`,
  ],
  evidence: (answer) => [lineEvidence(answer, "location")],
});
