import { lineEvidence } from "../causes/answer.ts";
import { defineCause, headersOnErrors } from "../causes/define-cause.ts";
import { responseHeader } from "../finding.ts";

export const tooManyRequests = defineCause({
  id: "too-many-requests",
  title: "The server asks for fewer requests",
  about:
    "The status 429 says that too many requests came in a short time. Rate limiters often sit in front of the application and leave out the CORS headers, so the page can see neither the status nor `Retry-After`. Preflights are counted too unless OPTIONS is exempt from the limit.",
  params: ({ index }, observation) => ({ retryAfter: responseHeader(observation, index, "retry-after") }),
  explain: (params) => [
    `The answer to \`${params.request}\` has the status 429: the server got too many requests in a short time${params.retryAfter === "" ? "" : ` and says \`Retry-After: ${params.retryAfter}\``}.`,
    `${params.isPreflight ? "Exempt `OPTIONS` from the limit, or wait." : "Wait, and send fewer requests."}${headersOnErrors(params)}`,
  ],
  evidence: (answer) => [lineEvidence(answer, "retry-after")],
});
