import { isSameOrigin, originOfUrl } from "#lib/fetch/origin.ts";
import type { Chapter } from "../chapter.ts";

const PAGE = "https://shop.example";
const COMPARED: readonly (readonly [url: string, because: string])[] = [
  ["https://shop.example/cart?id=7", "path and query do not count"],
  ["https://shop.example:443", "443 is the port of `https`"],
  ["http://shop.example", "another scheme, and with it another port"],
  ["https://www.shop.example", "another host"],
  ["https://shop.example:8443", "another port"],
];

function isOfThePage(url: string): boolean {
  return isSameOrigin(originOfUrl(new URL(url)), originOfUrl(new URL(PAGE)));
}

export const origin: Chapter = {
  id: "origin",
  title: "What an origin is",
  blocks: [
    "An [origin](term:origin) is three things taken together: a scheme, a host and a port. `https://shop.example` is one. Its port is 443, which goes without saying; a default port is never written. There is no path in it and no slash at the end.",
    {
      table: {
        head: [`Compared with \`${PAGE}\``, "Same origin?", "Because"],
        rows: COMPARED.map(([url, because]) => [`\`${url}\``, isOfThePage(url) ? "yes" : "no", because]),
      },
    },
    "So `http://localhost:3000` and `http://localhost:8080` are two origins, and `http://127.0.0.1:3000` is a third, although all of it runs on one desk.",
    "A [site](term:site) is coarser: the scheme and the registrable domain. `https://shop.example` and `https://api.shop.example` are two origins of one site. Cookies look at sites. [CORS](term:cors), which this guide is about, looks at origins and at nothing else.",
    "Some pages have an [opaque origin](term:opaque-origin), which equals nothing but itself and is written `null`. [A later chapter](learn:null-origin) is about them. The standards: [origin](html:browsers.html#concept-origin), [same origin](html:browsers.html#same-origin), [origin of a URL](https://url.spec.whatwg.org/#concept-url-origin).",
    { exercise: "same-origin" },
  ],
};
