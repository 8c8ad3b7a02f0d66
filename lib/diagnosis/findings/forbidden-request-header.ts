import { defineFinding } from "../finding.ts";

export const forbiddenRequestHeader = defineFinding({
  id: "forbidden-request-header",
  severity: "warning",
  title: "A script cannot set this request header",
  about:
    "Browsers keep some request headers to themselves, such as `Origin`, `Host`, `Cookie`, `Content-Length` and everything that begins with `Sec-` or `Proxy-`. `fetch()` drops them without a word, XMLHttpRequest with a line in the console.",
  explain: ({ name }: { name: string }) =>
    `The request sets \`${name}\`. Browsers drop it, so the server never sees the value.`,
  detect: ({ main }) =>
    main.outcome.droppedRequestHeaders.flatMap(({ index, name, because }) =>
      because === "no-cors" ? [] : [{ params: { name }, evidence: [{ request: "headers" as const, index }] }],
    ),
});
