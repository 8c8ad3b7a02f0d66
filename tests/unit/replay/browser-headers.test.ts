import { describe, expect, test } from "vitest";
import type { Initiator, RequestMode } from "#lib/contract/terms.ts";
import type { OutgoingRequest } from "#lib/fetch/exchange.ts";
import { getHeader, type HeaderLine, type HeaderList } from "#lib/fetch/header-list.ts";
import { OPAQUE_ORIGIN, type Origin } from "#lib/fetch/origin.ts";
import type { FetchRequest } from "#lib/fetch/request.ts";
import { browserHeaders, type WireContext } from "#lib/replay/browser-headers.ts";
import { isOwnUserAgent } from "#lib/replay/user-agent.ts";
import { fetchRequest, outgoing, registrableDomain } from "./scripted-engine.ts";

const tuple = (serialized: string): Origin => ({
  kind: "tuple",
  scheme: new URL(serialized).protocol.slice(0, -1),
  serialized,
});

interface Situation {
  readonly request?: Partial<FetchRequest>;
  readonly context?: Partial<WireContext>;
  /** Requests of the same run before this one. */
  readonly before?: readonly OutgoingRequest[];
}

function linesOf(sent: OutgoingRequest, { request = {}, context = {}, before = [] }: Situation = {}): HeaderList {
  return browserHeaders(sent, {
    request: fetchRequest({ url: sent.url, ...request }),
    sequence: [...before, sent],
    registrableDomain,
    cookies: null,
    publicUrl: "https://preflight.example",
    ...context,
  });
}

const namesOf = (lines: HeaderList) => lines.map(([name]) => name);
const preflightOf = (url: string): OutgoingRequest =>
  outgoing({
    role: "preflight",
    method: "OPTIONS",
    url,
    headers: [
      ["Accept", "*/*"],
      ["Access-Control-Request-Method", "PUT"],
      ["Access-Control-Request-Headers", "content-type,x-a"],
      ["Origin", "https://www.page.com"],
    ],
  });
const PUT_HEADERS: HeaderLine[] = [
  ["Content-Type", "application/json"],
  ["X-A", "1"],
  ["Origin", "https://www.page.com"],
];

// The lists are what Chromium 156 put on the wire in the same situations, less Host, Connection, Content-Length, client
// hints and Sec-Fetch-Storage-Access.
describe("the lines stand in Chromium's order", () => {
  test("of a preflight to https", () => {
    expect(namesOf(linesOf(preflightOf("https://api.other/")))).toEqual([
      "Accept",
      "Access-Control-Request-Method",
      "Access-Control-Request-Headers",
      "Origin",
      "User-Agent",
      "Sec-Fetch-Mode",
      "Sec-Fetch-Site",
      "Sec-Fetch-Dest",
      "Referer",
      "Accept-Encoding",
      "Accept-Language",
    ]);
  });

  test("of a preflight to http, which has Sec-Fetch-Mode alone", () => {
    const lines = linesOf(preflightOf("http://api.other/"), { request: { origin: tuple("http://www.page.com") } });
    expect(namesOf(lines)).toEqual([
      "Accept",
      "Access-Control-Request-Method",
      "Access-Control-Request-Headers",
      "Origin",
      "User-Agent",
      "Sec-Fetch-Mode",
      "Referer",
      "Accept-Encoding",
      "Accept-Language",
    ]);
  });

  test("of an actual request to https", () => {
    const sent = outgoing({ method: "PUT", url: "https://api.other/", headers: PUT_HEADERS, includeCredentials: true });
    expect(namesOf(linesOf(sent, { context: { cookies: "a=1" } }))).toEqual([
      "User-Agent",
      "Content-Type",
      "X-A",
      "Accept",
      "Origin",
      "Sec-Fetch-Site",
      "Sec-Fetch-Mode",
      "Sec-Fetch-Dest",
      "Referer",
      "Accept-Encoding",
      "Accept-Language",
      "Cookie",
    ]);
  });

  test("of an actual request to http, which has no Sec-Fetch at all", () => {
    const sent = outgoing({ method: "PUT", url: "http://api.other/", headers: PUT_HEADERS });
    expect(namesOf(linesOf(sent, { request: { origin: tuple("http://www.page.com") } }))).toEqual([
      "User-Agent",
      "Content-Type",
      "X-A",
      "Accept",
      "Origin",
      "Referer",
      "Accept-Encoding",
      "Accept-Language",
    ]);
  });

  test.each(["http://localhost:3000/", "http://app.localhost/", "http://127.0.0.1:3000/", "http://[::1]/"])(
    "of an actual request to %s, which is trustworthy without TLS",
    (url) => {
      expect(getHeader(linesOf(outgoing({ url })), "sec-fetch-site")).toBe("cross-site");
    },
  );
});

// What Chromium 156 sent from one https page to another site, between User-Agent and Referer.
describe("what asks has headers of its own", () => {
  const metadata = (mode: string, destination: string): HeaderLine[] => [
    ["Sec-Fetch-Site", "cross-site"],
    ["Sec-Fetch-Mode", mode],
    ["Sec-Fetch-Dest", destination],
  ];
  const accept = (value: string): HeaderLine => ["Accept", value];
  const IMAGES = accept("image/jxl,image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8");
  const ORIGIN: HeaderLine = ["Origin", "https://www.page.com"];

  test.each<[Initiator, RequestMode, HeaderLine[]]>([
    ["xhr", "cors", [accept("*/*"), ORIGIN, ...metadata("cors", "empty")]],
    ["image", "cors", [ORIGIN, IMAGES, ...metadata("cors", "image")]],
    ["image", "no-cors", [IMAGES, ...metadata("no-cors", "image")]],
    ["script", "cors", [ORIGIN, accept("*/*"), ...metadata("cors", "script")]],
    ["script", "no-cors", [accept("*/*"), ...metadata("no-cors", "script")]],
    ["module", "cors", [ORIGIN, accept("*/*"), ...metadata("cors", "script")]],
    ["font", "cors", [ORIGIN, accept("*/*"), ...metadata("cors", "font")]],
    ["stylesheet", "cors", [ORIGIN, accept("text/css,*/*;q=0.1"), ...metadata("cors", "style")]],
    ["stylesheet", "no-cors", [accept("text/css,*/*;q=0.1"), ...metadata("no-cors", "style")]],
    [
      "eventsource",
      "cors",
      [
        ["Pragma", "no-cache"],
        ["Cache-Control", "no-cache"],
        accept("text/event-stream"),
        ORIGIN,
        ...metadata("cors", "empty"),
      ],
    ],
  ])("%s in the mode %s", (initiator, mode, expected) => {
    const sent = outgoing({ url: "https://api.other/", headers: mode === "cors" ? [ORIGIN] : [] });
    const lines = linesOf(sent, { request: { initiator, mode } });
    expect(lines.slice(1, 1 + expected.length)).toEqual(expected);
    expect(lines[1 + expected.length]?.[0]).toBe("Referer");
  });

  test("a beacon names the type of its Blob before all others", () => {
    const headers: HeaderLine[] = [["Content-Type", "application/json"], ORIGIN];
    const sent = outgoing({ method: "POST", url: "https://api.other/", headers });
    expect(linesOf(sent, { request: { initiator: "beacon" } }).slice(1, 6)).toEqual([
      ["Content-Type", "application/json"],
      accept("*/*"),
      ORIGIN,
      ...metadata("cors", "empty").slice(0, 2),
    ]);
  });
});

describe("what the author has set is not overwritten", () => {
  test("Accept and Accept-Language stay where the author put them", () => {
    const sent = outgoing({
      headers: [
        ["accept-language", "de"],
        ["accept", "text/x"],
        ["Origin", "https://www.page.com"],
      ],
    });
    const lines = linesOf(sent);
    expect(namesOf(lines).slice(1, 4)).toEqual(["accept-language", "accept", "Origin"]);
    expect([getHeader(lines, "accept"), getHeader(lines, "accept-language")]).toEqual(["text/x", "de"]);
  });

  test("an author's User-Agent is kept, and still recognised as ours", () => {
    const value = getHeader(linesOf(outgoing({ headers: [["User-Agent", "me/1"]] })), "user-agent");
    expect(value).toBe("me/1 Preflight/0.1 (+https://preflight.example)");
    expect(isOwnUserAgent(value ?? "")).toBe(true);
  });
});

describe("User-Agent", () => {
  test("looks like a browser and names us", () => {
    const value = getHeader(linesOf(preflightOf("https://api.other/")), "user-agent");
    expect(value).toBe(
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 " +
        "Preflight/0.1 (+https://preflight.example)",
    );
    expect(isOwnUserAgent(value ?? "")).toBe(true);
  });

  test.each(["Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0", "curl/8", "NotPreflight/1", "Preflight", ""])(
    "%j is somebody else's",
    (value) => {
      expect(isOwnUserAgent(value)).toBe(false);
    },
  );
});

describe("Referer", () => {
  test.each<{ name: string; origin: Origin; url: string; referer: string | null }>([
    {
      name: "https to https",
      origin: tuple("https://www.page.com"),
      url: "https://api.other/",
      referer: "https://www.page.com/",
    },
    {
      name: "http to https",
      origin: tuple("http://www.page.com"),
      url: "https://api.other/",
      referer: "http://www.page.com/",
    },
    {
      name: "http to http",
      origin: tuple("http://page.test:81"),
      url: "http://api.other/",
      referer: "http://page.test:81/",
    },
    { name: "https to http", origin: tuple("https://www.page.com"), url: "http://api.other/", referer: null },
    {
      name: "https to http on localhost",
      origin: tuple("https://www.page.com"),
      url: "http://localhost/",
      referer: null,
    },
    { name: "an opaque origin", origin: OPAQUE_ORIGIN, url: "https://api.other/", referer: null },
    { name: "an extension", origin: tuple("chrome-extension://abc"), url: "https://api.other/", referer: null },
  ])("$name: $referer", ({ origin, url, referer }) => {
    expect(getHeader(linesOf(outgoing({ url }), { request: { origin } }), "referer")).toBe(referer);
    expect(getHeader(linesOf(preflightOf(url), { request: { origin } }), "referer")).toBe(referer);
  });
});

describe("Sec-Fetch-Site", () => {
  const site = (lines: HeaderList) => getHeader(lines, "sec-fetch-site");
  const other = outgoing({ url: "https://api.other/" });

  test("of an actual request counts every URL that it has been to", () => {
    const sent = outgoing({ hop: 1, url: "https://www.page.com/" });
    expect(site(linesOf(sent))).toBe("same-origin");
    expect(site(linesOf(sent, { before: [other] }))).toBe("cross-site");
  });

  test("of a preflight counts its own URL alone", () => {
    const sent = preflightOf("https://api.page.com/");
    expect(site(linesOf(sent, { before: [other] }))).toBe("same-site");
  });

  test("of a preflighted request counts its own URL alone, and the next hop counts from there", () => {
    const sent = outgoing({ hop: 1, url: "https://api.page.com/", preflighted: true });
    expect(site(linesOf(sent, { before: [other, preflightOf(sent.url)] }))).toBe("same-site");
    const next = outgoing({ hop: 2, url: "https://www.page.com/" });
    expect(site(linesOf(next, { before: [other, preflightOf(sent.url), sent] }))).toBe("same-site");
  });

  test("Sec-Fetch-Mode is the request's mode, and cors for a preflight", () => {
    const situation = { request: { mode: "no-cors" } } as const;
    expect(getHeader(linesOf(other, situation), "sec-fetch-mode")).toBe("no-cors");
    expect(getHeader(linesOf(preflightOf(other.url), situation), "sec-fetch-mode")).toBe("cors");
  });
});

describe("cookies go where the credentials mode sends them, and to the host that they were given for", () => {
  const cookie = (given: string, sent: Partial<OutgoingRequest>) =>
    getHeader(
      linesOf(outgoing({ includeCredentials: true, ...sent }), {
        request: { url: given },
        context: { cookies: "a=1" },
      }),
      "cookie",
    );

  test.each<{ name: string; given: string; sent: Partial<OutgoingRequest>; expected: string | null }>([
    { name: "the first request", given: "https://a.example/", sent: { url: "https://a.example/" }, expected: "a=1" },
    { name: "another port", given: "https://a.example/", sent: { url: "https://a.example:8443/" }, expected: "a=1" },
    { name: "an upgrade to https", given: "http://a.example/", sent: { url: "https://a.example/" }, expected: "a=1" },
    { name: "a downgrade to http", given: "https://a.example/", sent: { url: "http://a.example/" }, expected: null },
    { name: "another host", given: "https://a.example/", sent: { url: "https://b.example/" }, expected: null },
    { name: "a host below", given: "https://a.example/", sent: { url: "https://x.a.example/" }, expected: null },
    {
      name: "without credentials",
      given: "https://a.example/",
      sent: { url: "https://a.example/", includeCredentials: false },
      expected: null,
    },
  ])("$name: $expected", ({ given, sent, expected }) => {
    expect(cookie(given, sent)).toBe(expected);
  });

  test("a preflight never carries them", () => {
    const sent = { ...preflightOf("https://a.example/"), includeCredentials: true };
    expect(getHeader(linesOf(sent, { context: { cookies: "a=1" } }), "cookie")).toBeNull();
  });
});
