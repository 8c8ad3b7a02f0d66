import { defineFinding } from "../finding.ts";

export const forbiddenRequestHeader = defineFinding({
  id: "forbidden-request-header",
  severity: "warning",
  title: "A script cannot set this request header",
  about:
    "Browsers keep some request headers to themselves, such as `Origin`, `Host`, `Cookie`, `Content-Length` and everything that begins with `Sec-` or `Proxy-`. `fetch()` drops them without an error.",
  explain: ({ name }: { name: string }) =>
    `The request sets \`${name}\`. Browsers drop it without a word, so the server never sees the value.`,
  detect: ({ main }) =>
    main.outcome.droppedRequestHeaders.flatMap(({ index, name, because }) =>
      because === "no-cors" ? [] : [{ params: { name }, evidence: [{ request: "headers" as const, index }] }],
    ),
});
