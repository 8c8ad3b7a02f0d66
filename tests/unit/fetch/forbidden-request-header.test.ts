import { describe, expect, test } from "vitest";
import { isForbiddenRequestHeader } from "#lib/fetch/forbidden-request-header.ts";

test.each([
  "Accept-Charset",
  "accept-encoding",
  "Access-Control-Request-Headers",
  "access-control-request-method",
  "CONNECTION",
  "Content-Length",
  "Cookie",
  "Cookie2",
  "Date",
  "DNT",
  "Expect",
  "Host",
  "Keep-Alive",
  "Origin",
  "Referer",
  "Set-Cookie",
  "TE",
  "Trailer",
  "Transfer-Encoding",
  "Upgrade",
  "Via",
  "Proxy-",
  "Proxy-Authorization",
  "Sec-",
  "sec-fetch-mode",
])("%s is forbidden", (name) => {
  expect(isForbiddenRequestHeader([name, "1"])).toBe(true);
});

test.each([
  "Accept",
  "Access-Control-Allow-Origin",
  "Access-Control-Request-Private-Network",
  "Authorization",
  "Content-Encoding",
  "Content-Type",
  "Cookies",
  "Proxy",
  "Range",
  "Referrer",
  "Sec",
  "Secret",
  "User-Agent",
  "X-Origin",
])("%s is not forbidden", (name) => {
  expect(isForbiddenRequestHeader([name, "TRACE"])).toBe(false);
});

describe.each(["X-HTTP-Method", "x-http-method-override", "X-METHOD-OVERRIDE"])("%s", (name) => {
  test.each(["TRACE", "trace", " Track\t", "CONNECT", "GET, TRACE", "DELETE,,track", '"a", TRACE'])(
    "with %j is forbidden",
    (value) => {
      expect(isForbiddenRequestHeader([name, value])).toBe(true);
    },
  );

  test.each(["DELETE", "PUT, PATCH", "", "TRACER", "TRACE GET", '"a,TRACE,b"', '"\\",TRACE,"', "\u00a0TRACE"])(
    "with %j is an ordinary header",
    (value) => {
      expect(isForbiddenRequestHeader([name, value])).toBe(false);
    },
  );
});
