import { serializeRequestOrigin } from "#lib/fetch/fetch-params.ts";
import { REDIRECTS_MAX } from "#lib/fetch/location-url.ts";
import { originOfUrl } from "#lib/fetch/origin.ts";
import type { Chapter } from "../chapter.ts";

const PAGE = "https://shop.example";
const WAYS: readonly (readonly [urls: readonly [string, string], remark: string])[] = [
  [[PAGE, "https://api.example"], ""],
  [["https://api.example/orders", "https://api.example/v2/orders"], ""],
  [["http://api.example", "https://api.example"], ": another scheme is another origin"],
  [["https://api.example", "https://eu.api.example"], ""],
  [["https://api.example", PAGE], ": it has come home, and CORS still applies"],
];

/** The `Origin` line of the last request when the page asks for the first of these URLs and is redirected to the next. */
function lastOrigin(urls: readonly string[]): string {
  const urlList = urls.map((url) => new URL(url));
  return serializeRequestOrigin({ origin: originOfUrl(new URL(PAGE)), urlList });
}

export const redirects: Chapter = {
  id: "redirects",
  title: "Redirects",
  blocks: [
    `Browsers follow redirects by themselves, up to ${REDIRECTS_MAX} of them, and check every [hop](term:hop). Three rules explain nearly all of the trouble.`,
    {
      ordered: true,
      list: [
        "**A preflight must not be redirected.** From `http` to `https`, from `/orders` to `/orders/`, to the login page: each of these is [the end](finding:preflight-redirect). Request the final URL.",
        "**The redirect itself has to pass the CORS check.** A 302 without `Access-Control-Allow-Origin` is refused even if its target would agree. The message then names the first URL, and people search on the wrong server. Only a redirect on the page's own origin needs no permission.",
        "**After two foreign origins the page has no name any more.** When one foreign origin redirects to a different origin, the request is [tainted](term:tainted), and `Origin` becomes `null`. Nobody should be able to send your page's requests on in its name.",
      ],
    },
    {
      table: {
        head: [`The page \`${PAGE}\` asks for`, "and is redirected to", "which gets `Origin`"],
        rows: WAYS.map(([[first, last], remark]) => [
          `\`${first}\``,
          `\`${last}\``,
          `\`${lastOrigin([first, last])}\`${remark}`,
        ]),
      },
    },
    "The target then cannot recognise the page and an allow-list refuses it, while Chromium's message [still names the page's origin](finding:redirect-tainted-origin). `*` passes. Allowing `null` passes too and is [unwise](learn:null-origin). The way out is to call the final URL. Firefox's preflight after such a redirect still carries the page's origin, which makes the puzzle complete.",
    { exercise: "redirect" },
    "Three smaller things change on the way. `Authorization` is [removed](finding:authorization-lost-in-redirect) as soon as a hop leads to another origin. A `POST` becomes a `GET` after 301 and 302, and everything but `GET` and `HEAD` does after 303; 307 and 308 keep the method and the body. And a `Location` with a user name in it is [refused](finding:redirect-location-credentials). The algorithm: [HTTP-redirect fetch](fetch:concept-http-redirect-fetch).",
  ],
};
