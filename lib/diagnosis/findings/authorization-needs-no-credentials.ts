import { authorHeaders } from "../author-headers.ts";
import { defineFinding } from "../finding.ts";
import { rerun } from "../rerun.ts";

export const authorizationNeedsNoCredentials = defineFinding({
  id: "authorization-needs-no-credentials",
  severity: "info",
  title: "`Authorization` needs no credentials mode",
  about:
    "The credentials mode `include` is about what the browser adds by itself: cookies, client certificates, remembered passwords. A token that the page's code puts into `Authorization` is a header like others; it needs `Access-Control-Allow-Headers: Authorization` and nothing more. Without `include`, `Access-Control-Allow-Origin: *` is enough.",
  explain: () =>
    "The request sends `Authorization` by itself and has the credentials mode `include`, for which the answer does not suffice. If the server needs no cookies, leave the credentials mode out: the same answers then get the request past this point.",
  detect: (observation) => {
    const { main, request } = observation;
    const headers = authorHeaders(observation, (name) => name === "authorization");
    if (headers === null || main.outcome.error === null || request.credentials !== "include") return [];
    if (rerun(main, { ...request, credentials: "same-origin" }).error !== null) return [];
    return [{ params: {}, evidence: [{ request: "credentials" as const }, ...headers.evidence] }];
  },
});
