import { normalizeMethod } from "#lib/fetch/method.ts";
import { needlessHeaders, whatHeadersDo, type NeedlessHeadersParams } from "../author-headers.ts";
import { defineFinding } from "../finding.ts";

const ANY_METHOD = ["cache-control", "pragma", "expires"];
/** With other methods these guard against lost updates. */
const GET_ONLY = ["if-none-match", "if-modified-since"];

export const cacheRequestHeader = defineFinding({
  id: "cache-request-header",
  severity: "warning",
  title: "A request header about caching needs the server's permission",
  about:
    '`Cache-Control`, `Pragma` and `If-None-Match` on a request are not safelisted, so setting them by hand costs a preflight that has to allow them. The browser can do the same by itself, after CORS has had its say: `fetch(url, { cache: "no-store" })` or `"no-cache"` needs no permission. `Expires` is a response header and does nothing on a request.',
  explain: (params: NeedlessHeadersParams) =>
    `${whatHeadersDo(params)} To go around the browser's cache, \`fetch()\` has the option \`cache\`, which needs no permission.`,
  detect: (observation) => {
    const isGet = ["GET", "HEAD"].includes(normalizeMethod(observation.request.method));
    const names = isGet ? [...ANY_METHOD, ...GET_ONLY] : ANY_METHOD;
    return needlessHeaders(observation, (name) => names.includes(name));
  },
});
