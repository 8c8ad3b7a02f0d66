import { defineFinding } from "../finding.ts";

export const noCorsRequestHeaderDropped = defineFinding({
  id: "no-cors-request-header-dropped",
  severity: "warning",
  title: "The mode `no-cors` drops this request header",
  about:
    "In the mode `no-cors` only `Accept`, `Accept-Language`, `Content-Language` and the three form types of `Content-Type` are sent. Everything else is dropped without an error: a JSON body goes out as `text/plain`.",
  explain: ({ name, value }: { name: string; value: string }) =>
    `The request sets \`${name}: ${value}\`, which \`mode: "no-cors"\` drops without a word.`,
  detect: ({ request, main }) =>
    main.outcome.droppedRequestHeaders.flatMap(({ index, name, because }) =>
      because === "no-cors"
        ? [
            {
              params: { name, value: request.headers[index]?.[1] ?? "" },
              evidence: [{ request: "headers" as const, index }],
            },
          ]
        : [],
    ),
});
