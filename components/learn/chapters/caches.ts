import { DEFAULT_MAX_AGE_SECONDS } from "#lib/fetch/preflight-max-age.ts";
import type { Chapter } from "../chapter.ts";

export const caches: Chapter = {
  id: "caches",
  title: "Caches",
  blocks: [
    "Two caches matter. They have little to do with each other.",
    { heading: "The browser's preflight cache", id: "preflight-cache" },
    `The [preflight cache](term:preflight-cache) remembers which methods and headers were allowed, for \`Access-Control-Max-Age\` or ${DEFAULT_MAX_AGE_SECONDS} s. Its key is the page's origin, the **whole URL** with its query, and whether credentials are included; the site in the address bar separates it further. So \`/items/1\` and \`/items/2\` are asked for separately, and a long time helps only those who come back to the same URL.`,
    "It remembers permissions, never refusals. Nobody is stuck with an old no. Somebody may be stuck with an old yes: a permission that the server has taken back counts until its time is up, though the actual answer is checked every time. A failed request [clears](fetch:concept-cache-clear) what was remembered for its URL.",
    { heading: "HTTP caches and CDNs", id: "http-caches" },
    "A cache that does not know that answers differ by `Origin` stores one and gives it to everybody. Three stories, all with the same ending:",
    {
      list: [
        "The first visitor comes from `https://admin.example`. Its name is in the stored answer, and `https://shop.example` is refused with [a stranger's origin](finding:cached-for-another-origin) in the message.",
        "The first request has no `Origin`: a monitor, a plain `<img>`, a crawler. The server adds CORS headers only where it sees one, so the stored answer [has none](finding:cached-without-vary).",
        "The page shows an image with `<img>` and later loads the same URL with `crossorigin` for a canvas. In Chromium the browser's own cache plays the part of the CDN.",
      ],
    },
    "The signs: it works in one place and not in another, it works after a reload, `Age` or `X-Cache: HIT` stands on the refused answer. The way out is `Vary: Origin` on **every** answer, and a CDN whose cache key really contains `Origin`. Where everybody may read, `*` on every answer is simpler and caches better. The standard has [a section on it](fetch:cors-protocol-and-http-caches).",
  ],
};
