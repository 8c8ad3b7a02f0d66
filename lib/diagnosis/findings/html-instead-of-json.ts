import { acceptEvidence, htmlEvidence, jsonEvidence } from "../causes/answer.ts";
import { defineCause } from "../causes/define-cause.ts";

export const htmlInsteadOfJson = defineCause({
  id: "html-instead-of-json",
  title: "An HTML page comes where JSON was asked for",
  about:
    "The request asks for JSON with `Accept`, or sends JSON, and the answer is a page of HTML. With a good status the URL is usually not the API's: a site that answers every path with its start page, a development server without a proxy to the API, or a login page. With an error status the page was usually written by a proxy or firewall in front of the API. Where CORS lets the page read it, `response.json()` fails with a SyntaxError.",
  params: (answer) => ({ asksForJson: acceptEvidence(answer) !== null }),
  explain: ({ request, status, isReadable, asksForJson }) => [
    `The answer to \`${request}\` (status ${String(status)}) is a page of HTML, although the request ${asksForJson ? "asks for" : "sends"} JSON.`,
    status >= 400
      ? "It was probably written by something in front of the API, and not by the API itself."
      : `Most likely the URL is not the API's${isReadable ? ", and `response.json()` fails with a SyntaxError" : ""}. Check the host and the path.`,
  ],
  evidence: (answer) => [htmlEvidence(answer), jsonEvidence(answer)],
});
