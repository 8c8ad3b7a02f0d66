import { needlessHeaders, whatHeadersDo, type NeedlessHeadersParams } from "../author-headers.ts";
import { defineFinding } from "../finding.ts";
import { isCacheHeader } from "../needless-headers.ts";

export const cacheRequestHeader = defineFinding({
  id: "cache-request-header",
  severity: "warning",
  title: "A request header about caching needs the server's permission",
  about:
    '`Cache-Control`, `Pragma` and `If-None-Match` on a request are not safelisted, so setting them by hand costs a preflight that has to allow them. The browser can do the same by itself, after CORS has had its say: `fetch(url, { cache: "no-store" })` or `"no-cache"` needs no permission. `Expires` is a response header and does nothing on a request.',
  explain: (params: NeedlessHeadersParams) =>
    `${whatHeadersDo(params)} To go around the browser's cache, \`fetch()\` has the option \`cache\`, which needs no permission.`,
  detect: (observation) => needlessHeaders(observation, (name) => isCacheHeader(name, observation.request)),
});
