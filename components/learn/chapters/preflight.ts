import { SAFELISTED_VALUE_MAX_BYTES } from "#lib/fetch/safelisted-request-header.ts";
import { standardRules } from "#lib/browsers/standard.ts";
import { BROWSERS_WITH_TOTAL_LIMIT } from "../browser-facts.ts";
import type { Chapter } from "../chapter.ts";

export const preflight: Chapter = {
  id: "preflight",
  title: "Simple requests, and those that ask first",
  blocks: [
    "Before CORS existed, a page could already send some requests across origins: follow a link, load an image, post a form. Servers had to live with these. Whatever stays within that is a [simple request](term:simple-request): it goes out at once, with an `Origin` line, and only the answer is judged.",
    "Anything else could surprise a server that was written for forms. So the browser first asks whether the server knows about CORS. That question is the preflight: an `OPTIONS` to the same URL, without cookies, without a body. Only if the answer agrees does the [actual request](term:actual-request) follow.",
    { heading: "What needs a preflight", id: "safelist" },
    "A request does without a preflight if **all** of this holds:",
    {
      list: [
        "The method is a [CORS-safelisted method](term:safelisted-method): `GET`, `HEAD` or `POST`.",
        "The script sets no headers but [CORS-safelisted request-headers](term:safelisted-request-header): `Accept`, `Accept-Language`, `Content-Language`, `Content-Type`, and `Range` with one simple range such as `bytes=0-499`.",
        "`Content-Type` is `text/plain`, `multipart/form-data` or `application/x-www-form-urlencoded`. `application/json` is not among them, and that is the reason for most preflights.",
        `Each of these values is at most ${SAFELISTED_VALUE_MAX_BYTES} bytes long and has none of the [bytes that could do harm](fetch:cors-unsafe-request-header-byte), such as \`"\`, \`(\`, \`<\` or \`@\`. The two language headers allow letters, digits, space and \`*,-.;=\` only, so \`en_US\` with its underscore is one too many.`,
        `All these values together have at most ${standardRules.safelistedValuesTotalMaxBytes ?? 0} bytes. ${BROWSERS_WITH_TOTAL_LIMIT}`,
        "Nobody listens for upload progress on an `XMLHttpRequest`, and the body is not a stream.",
      ],
    },
    "What the browser itself adds, such as cookies, `User-Agent`, `Referer` or `Cache-Control` for a reload, never causes a preflight. Headers that scripts [may not set](fetch:forbidden-request-header), such as `Cookie`, `Host` or `Origin`, are dropped without a word. Often a header is there that nobody remembers: `X-Requested-With` of an old library, `traceparent` of a monitoring tool, `Cache-Control: no-cache`, a `Content-Type` on a `GET` without a body.",
    { exercise: "no-preflight" },
    { heading: "What a preflight looks like", id: "preflight-on-the-wire" },
    {
      label: "A preflight, and an answer that agrees",
      code: `OPTIONS /orders/7 HTTP/1.1
Host: api.example
Accept: */*
Access-Control-Request-Method: PUT
Access-Control-Request-Headers: content-type,x-trace
Origin: https://shop.example

HTTP/1.1 204 No Content
Access-Control-Allow-Origin: https://shop.example
Access-Control-Allow-Methods: PUT
Access-Control-Allow-Headers: Content-Type, X-Trace
Access-Control-Max-Age: 7200
Vary: Origin`,
    },
    "Four things have to be right, and browsers report only the first that is wrong:",
    {
      ordered: true,
      list: [
        "The answer passes the [CORS check](term:cors-check), which is the comparison of `Access-Control-Allow-Origin` with the page's origin, and with [credentials](term:credentials) that of `Access-Control-Allow-Credentials` with `true`.",
        "Its status is from 200 to 299. A redirect is not followed. A 401 is a failure: a preflight cannot log in, since it carries neither cookies nor `Authorization`.",
        "`Access-Control-Allow-Methods` names the method, unless it is `GET`, `HEAD` or `POST`.",
        "`Access-Control-Allow-Headers` names every header that was asked for.",
      ],
    },
    "The order in which they are looked at differs. For a 404 without CORS headers Chromium and Firefox speak of the missing header and Safari's WebKit of the status. It is the same fault.",
    "The answer to the actual request is then checked as well. Lines that stand only on the answer to `OPTIONS` let the request out and still keep the answer from the page. The algorithm: [CORS-preflight fetch](fetch:cors-preflight-fetch-0).",
    { exercise: "preflight" },
  ],
};
