import type { Chapter } from "../chapter.ts";

export const prevention: Chapter = {
  id: "prevention",
  title: "How not to have them",
  blocks: [
    "The best CORS is none. Serve the page and the API from one origin, with a path such as `/api` that your proxy forwards, and this whole guide does not concern you. Where there have to be two origins:",
    {
      ordered: true,
      list: [
        "**Decide in one layer.** The CDN, the proxy or the application, not two of them. Two layers make two header lines, and two lines are refused.",
        "**Put it outermost.** Before authentication, before routing, before rate limits, so that `OPTIONS` is answered without a login and a 401, 404, 429 or 500 has the headers as well. An error that the page cannot read is an error that nobody finds. In nginx that takes the word `always` after `add_header`; in most frameworks, that the CORS middleware wraps the error handler.",
        "**Keep a list and echo.** Compare `Origin` with full origins, exactly. No `endsWith`, no pattern without anchors: `https://evilshop.example` ends with `shop.example` too. Answer with the origin that matched. If none did, send no header.",
        "**Say `Vary: Origin`** on every answer of that resource, whether `Origin` was there or not.",
        "**Ask for credentials only where you need them.** Public data gets `*` and no cookies.",
        "**Name methods and headers** that you use. `*` is fine for public data; it does nothing with credentials.",
        "**Expose what scripts read:** paging, `ETag`, `Retry-After`, `Content-Disposition`.",
        "**Do not redirect an API.** Canonical URLs, `https` from the start, a 401 rather than a way to the login page.",
        "**Set `Access-Control-Max-Age`** and let each browser cut it to what it likes.",
      ],
    },
    "Preflight writes the configuration for the server that it recognises: nginx, Express, Spring, S3 and many more. It is part of every diagnosis that ends with a [remedy](term:remedy).",
    { heading: "Test it, where it runs", id: "ci" },
    "Unit tests of the application do not see the proxy in front of it. Ask the deployed URL, for the pages that have to work and for one that must not:",
    {
      label: "A step of a pipeline; it fails with status 417 when the expectation is not met",
      code: `curl --fail -sG "$PREFLIGHT/api/v1/diagnoses" \\
  --data-urlencode url=https://api.example/orders \\
  --data-urlencode origin=https://shop.example \\
  -d method=PUT -d header=content-type:application/json \\
  -d credentials=include -d expect=allowed -d format=text

curl --fail -sG "$PREFLIGHT/api/v1/diagnoses" \\
  --data-urlencode url=https://api.example/orders \\
  --data-urlencode origin=https://stranger.example \\
  -d credentials=include -d expect=blocked -d format=text`,
    },
    "`$PREFLIGHT` is the address of this Preflight, or of your own if the API is not public. Asked this way it sends `OPTIONS`, `GET` and `HEAD` only, and a `PUT` ends at its preflight.",
  ],
};
