import { defineCause, headersOnErrors } from "../causes/define-cause.ts";

export const payloadTooLarge = defineCause({
  id: "payload-too-large",
  title: "The body is larger than the server accepts",
  about:
    "The status 413 says that the request's body is over a limit. The limit is often one of a proxy, which answers before the application and its CORS headers: `client_max_body_size` in nginx (1 MB unless it is set), `maxAllowedContentLength` in IIS, 10 MB in Amazon API Gateway, 6 MB for AWS Lambda, 100 MB in Cloudflare's free plan. The application may have one of its own, such as the `limit` of Express's body parsers (100 kB).",
  params: () => ({}),
  explain: (params) => [
    `The answer to \`${params.request}\` has the status 413: the body is larger than the server, or a proxy in front of it, accepts.`,
    `Raise the limit there, or send less at a time.${headersOnErrors(params)}`,
  ],
  evidence: () => [],
});
