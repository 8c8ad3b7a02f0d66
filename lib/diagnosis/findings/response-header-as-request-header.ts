import { authorHeaders } from "../author-headers.ts";
import { defineFinding } from "../finding.ts";
import { isCorsResponseHeader } from "../needless-headers.ts";

export const responseHeaderAsRequestHeader = defineFinding({
  id: "response-header-as-request-header",
  severity: "warning",
  title: "A CORS response header is sent with the request",
  about:
    "`Access-Control-Allow-Origin` and its kin are answers: only the server can give them, and only in a response. On a request they allow nothing. They even get in the way, because a header that is not safelisted needs a preflight that allows it. Remove them from the page's code and set them on the server.",
  explain: ({ names, arePreflighted, refused }: { names: string[]; arePreflighted: boolean; refused: string[] }) => {
    const effect =
      refused.length > 0
        ? "The answer to the preflight does not allow it, so it is itself a reason for the block."
        : arePreflighted
          ? "All it does is to need a preflight."
          : "It does nothing.";
    return `The request sends ${names.map((name) => `\`${name}\``).join(", ")}, which only a response can say. ${effect} Remove it from the page's code.`;
  },
  detect: (observation) => {
    const headers = authorHeaders(observation, isCorsResponseHeader);
    if (headers === null) return [];
    const { names, arePreflighted, refused, evidence } = headers;
    const severity = arePreflighted ? ("warning" as const) : ("info" as const);
    return [{ params: { names, arePreflighted, refused }, evidence, severity }];
  },
});
