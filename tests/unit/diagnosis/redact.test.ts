import { describe, expect, test } from "vitest";
import type { Exchange } from "#lib/contract/diagnosis.ts";
import { Redactor } from "#lib/diagnosis/redact.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";

const url = (text: string) => new Redactor().url(text);
const header = (name: string, value: string) => new Redactor().headers([[name, value]])[0]?.[1];

function exchange({ url, headers = [], bodyStart }: { url?: string; headers?: HeaderLine[]; bodyStart?: string }) {
  const request = { method: "GET", url: url ?? "https://api.example/", headers };
  const response = { status: 403, httpVersion: null, headers: [], bodyStart: bodyStart ?? null };
  const whole: Exchange = {
    role: "actual",
    hop: 0,
    request,
    response,
    failure: null,
    remoteAddress: null,
    timingMs: null,
  };
  return new Redactor().exchange(whole);
}

describe("URLs", () => {
  test.each([
    ["https://user:password@api.example/", "https://REDACTED@api.example/"],
    ["//user:password@api.example/", "//REDACTED@api.example/"],
    ["https:user:password@api.example/", "https:REDACTED@api.example/"],
    ["https:\\\\user:pass@word@api.example/", "https:\\\\REDACTED@api.example/"],
    [" ht\ntps:/\t/user:password@api.example/", "https://REDACTED@api.example/"],
    ["https://api.example/?token=abc", "https://api.example/?token=REDACTED"],
    ["https://api.example/?a=1&X-Amz-Signature=abc#b", "https://api.example/?a=1&X-Amz-Signature=REDACTED#b"],
    ["https://api.example/?a=1;token=abc", "https://api.example/?a=1;token=REDACTED"],
    ["https://api.example/?token=abc;def?ghi&a=1", "https://api.example/?token=REDACTED&a=1"],
    ["https://api.example/x;jsessionid=abc?a=1", "https://api.example/x;jsessionid=REDACTED?a=1"],
    ["https://api.example/?accessToken=abc", "https://api.example/?accessToken=REDACTED"],
    ["https://api.example/?user[password]=abc", "https://api.example/?user[password]=REDACTED"],
    ["https://api.example/?user%5Bpassword%5D=abc", "https://api.example/?user%5Bpassword%5D=REDACTED"],
    ["https://api.example/#access_token=abc&state=1", "https://api.example/#access_token=REDACTED&state=1"],
    ["/login?key=abc", "/login?key=REDACTED"],
    ["?key=abc", "?key=REDACTED"],
    ["/login?next=%2Fcb%3Fa%3D1%26code%3Dabc", "/login?next=%2Fcb%3Fa%3D1%26code%3DREDACTED"],
    ["/login?next=https://a.example/?code=abc", "/login?next=https://a.example/?code=REDACTED"],
    ["/login?next=https%3A%2F%2Fuser%3Apw%40a.example", "/login?next=https%3A%2F%2FREDACTED%40a.example"],
    ["/proxy/https://user:pw@a.example/", "/proxy/https://REDACTED@a.example/"],
  ])("%j becomes %j", (text, redacted) => {
    expect(url(text)).toBe(redacted);
  });

  test.each([
    "https://api.example/orders/7?page=2&sort=-name#top",
    "https://api.example/@user/mail@example.com",
    "https://api.example/?monkey=1&postcode=2&tokens=3&author=4",
    "https://api.example/?token=&token",
    "https://api.example/?next=%2Forders%3Fpage%3D2&q=%E0%A4%A",
    "https://:@api.example/",
    "/orders?page=2",
    "not a url",
    "",
  ])("%j stays as it is", (text) => {
    expect(url(text)).toBe(text);
  });

  test("equal secrets get equal placeholders, different ones different placeholders", () => {
    const redactor = new Redactor();
    expect(redactor.url("https://a.example/?token=one&key=two&sig=one")).toBe(
      "https://a.example/?token=REDACTED&key=REDACTED-2&sig=REDACTED",
    );
    expect(redactor.url("/?token=two")).toBe("/?token=REDACTED-2");
  });

  test("a secret is the same one in a Location and in the URL it resolves to", () => {
    const redactor = new Redactor();
    for (const value of ["a b", "a+b", `"a"`, "<a>", "%41", "ä"]) {
      const resolved = new URL(`https://a.example/?token=${value}`).href;
      const latin1 = Buffer.from(value).toString("latin1");
      const [line] = redactor.headers([["Location", `/?token=${latin1}`]]);
      expect(new URL(line?.[1] ?? "", "https://a.example/").href).toBe(redactor.url(resolved));
    }
  });

  test("a placeholder that was sent, because a stored request is run again, is told from the secrets it meets", () => {
    const redactor = new Redactor();
    expect(redactor.url("/?token=REDACTED")).toBe("/?token=REDACTED");
    expect(redactor.url("/?token=fresh")).toBe("/?token=REDACTED-2");
    expect(redactor.url("/?token=REDACTED-2")).toBe("/?token=REDACTED-3");
  });
});

describe("headers", () => {
  test.each([
    "Authorization",
    "Proxy-Authorization",
    "X-Forwarded-Authorization",
    "Authentication-Info",
    "Cookie",
    "Set-Cookie",
    "X-Api-Key",
    "apikey",
    "X-Auth-Token",
    "X-CSRF-Token",
    "Ocp-Apim-Subscription-Key",
    "X-Hub-Signature-256",
    "X-Session",
    "X_Auth",
    "DPoP",
  ])("the value of %s is secret", (name) => {
    expect(header(name, "abc")).toBe("REDACTED");
    expect(header(name.toUpperCase(), "abc")).toBe("REDACTED");
  });

  test.each([
    ["Access-Control-Allow-Credentials", "true"],
    ["Access-Control-Allow-Headers", "authorization, x-api-key"],
    ["WWW-Authenticate", 'Basic realm="orders"'],
    ["Sec-Fetch-Mode", "cors"],
    ["Content-Security-Policy", "script-src 'nonce-abc'"],
    ["Content-Type", "application/json"],
    ["ETag", '"abc"'],
    ["X-Request-Id", "4d1b8f0c"],
    ["Authorization", ""],
  ])("%s: %s stays as it is", (name, value) => {
    expect(header(name, value)).toBe(value);
  });

  test("a URL in a header is treated like any URL", () => {
    expect(header("Link", "</next?token=abc>; rel=next")).not.toContain("abc");
    expect(header("Location", "https://user:password@a.example/?page=2")).toBe("https://REDACTED@a.example/?page=2");
  });
});

describe("what repeats a secret", () => {
  test.each<{ name: string; header: HeaderLine; body: string; redacted: string }>([
    {
      name: "a token without its scheme",
      header: ["Authorization", "Bearer abcdef0123"],
      body: "token abcdef0123 has expired",
      redacted: "token REDACTED has expired",
    },
    {
      name: "the password inside Basic credentials",
      header: ["Authorization", `Basic ${btoa("admin:hunter-2-hunter")}`],
      body: '{"password":"hunter-2-hunter"}',
      redacted: '{"password":"REDACTED"}',
    },
    {
      name: "one cookie of several",
      header: ["Cookie", 'a=1; sid="abcdef0123"'],
      body: "sid abcdef0123",
      redacted: "sid REDACTED",
    },
    {
      name: "a key, percent-encoded and as JSON",
      header: ["X-Api-Key", 'ab"cd/ef+gh'],
      body: 'ab%22cd%2Fef%2Bgh and "ab\\"cd/ef+gh"',
      redacted: 'REDACTED and "REDACTED"',
    },
  ])("$name", ({ header, body, redacted }) => {
    expect(exchange({ headers: [header], bodyStart: body }).response?.bodyStart).toBe(redacted);
  });

  test("a secret of the URL in the body", () => {
    const { response } = exchange({ url: "https://a.example/?token=abc%20def%20ghi", bodyStart: "abc def ghi" });
    expect(response?.bodyStart).toBe("REDACTED");
  });

  test("a cookie's attributes and a scheme's name are no secrets", () => {
    const text = "Bearer SameSite=Strict Path=/account/settings Max-Age=31536000";
    const headers: HeaderLine[] = [
      ["Authorization", "Bearer abcdef0123"],
      ["Set-Cookie", "a=abcdef; SameSite=Strict; Path=/account/settings; Max-Age=31536000"],
    ];
    expect(exchange({ headers, bodyStart: text }).response?.bodyStart).toBe(text);
  });

  test("a short secret is not looked for: it could be any word", () => {
    expect(exchange({ headers: [["Cookie", "a=orders"]], bodyStart: "orders" }).response?.bodyStart).toBe("orders");
  });

  test("the host of a URL is never touched, even when a cookie has its name for a value", () => {
    const redactor = new Redactor();
    redactor.headers([["Cookie", "tenant=shop.example"]]);
    expect(redactor.url("https://shop.example/shop.example")).toBe("https://shop.example/REDACTED");
  });
});
