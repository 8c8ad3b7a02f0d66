import { isForbiddenRequestHeader } from "#lib/fetch/forbidden-request-header.ts";
import { defineFinding } from "../finding.ts";

export const forbiddenRequestHeader = defineFinding({
  id: "forbidden-request-header",
  severity: "warning",
  title: "A script cannot set this request header",
  about:
    "Browsers keep some request headers to themselves, such as `Origin`, `Host`, `Cookie`, `Content-Length` and everything that begins with `Sec-` or `Proxy-`. `fetch()` drops them without an error.",
  explain: ({ name }: { name: string }) =>
    `The request sets \`${name}\`. Browsers drop it without a word, so the server never sees the value.`,
  detect: ({ request, main }) =>
    request.headers.flatMap((header, index) =>
      main.outcome.droppedRequestHeaders.includes(header[0]) &&
      (request.mode !== "no-cors" || isForbiddenRequestHeader(header))
        ? [{ params: { name: header[0] }, evidence: [{ request: "headers" as const, index }] }]
        : [],
    ),
});
