import type { Chapter } from "../chapter.ts";

export const credentials: Chapter = {
  id: "credentials",
  title: "Cookies and other credentials",
  blocks: [
    "Credentials are what the browser adds by itself: cookies, a remembered HTTP login, a client certificate. The [credentials mode](term:credentials-mode) decides whether they go along. With `fetch()` the default is `same-origin`, so nothing goes to another origin and any `Set-Cookie` from there is ignored. `include` sends them; in `XMLHttpRequest` that is `withCredentials`.",
    'A token in an `Authorization` header that your script sets is **not** a credential in this sense. It needs a preflight and its name in `Access-Control-Allow-Headers`. It needs no `credentials: "include"`, which only [makes things harder](finding:authorization-needs-no-credentials).',
    "With `include` the server has to be explicit:",
    {
      list: [
        "`Access-Control-Allow-Origin` is the page's origin. `*` is [refused](finding:allow-origin-wildcard-with-credentials), also beside `Access-Control-Allow-Credentials: true`.",
        "`Access-Control-Allow-Credentials` is `true`.",
        "In the other three lists `*` loses its meaning. There it [names](fetch:cors-protocol-and-credentials) a method or a header that happens to be called `*`.",
        "All of that is true for the preflight's answer too, although the preflight itself carries no cookies.",
      ],
    },
    { exercise: "credentials" },
    { heading: "The check passes, and still no cookie", id: "cookies" },
    "Then it is not CORS, and there is no message about it. Go through this in order:",
    {
      ordered: true,
      list: [
        "The mode is not `include`. The cookie is never sent, and never stored.",
        "The page and the API belong to different sites, and the cookie is `SameSite=Lax`, which is also what Chromium takes it for when it says nothing. It has to be `SameSite=None; Secure`.",
        "The user's browser blocks or partitions third-party cookies. No header changes that. Serve the API from the same site: between `https://shop.example` and `https://api.shop.example` even `Lax` cookies travel.",
        "`Domain` or `Path` of the cookie do not cover the URL, or it is `Secure` and the URL is not.",
      ],
    },
    "Sharing with credentials is a strong promise: every script on that origin can act as the user. Never answer `true` together with whatever `Origin` [happens to ask](finding:origin-reflected).",
  ],
};
