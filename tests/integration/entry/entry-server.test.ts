import { describe, expect, test } from "vitest";
import { headerOf, problemOf, serve, statusOf } from "./served.ts";

describe("the entry server", () => {
  test("passes an ordinary request on, with a request id in both directions", async () => {
    const served = await serve();
    const answer = await served.send("GET /d/id?a=1");
    expect(statusOf(answer)).toBe(200);
    expect(headerOf(answer, "x-request-id")).toBe("request-1");
    expect(served.seen).toMatchObject([{ method: "GET", url: "/d/id?a=1", headers: { "x-request-id": "request-1" } }]);
  });

  test("puts the security headers on every answer, its own problems too", async () => {
    const served = await serve();
    for (const answer of [await served.send("GET /"), await served.send("TRACE /")]) {
      expect(headerOf(answer, "x-content-type-options")).toBe("nosniff");
      expect(headerOf(answer, "x-frame-options")).toBe("DENY");
      expect(headerOf(answer, "content-security-policy")).toBe("frame-ancestors 'none'");
      expect(headerOf(answer, "referrer-policy")).toBe("strict-origin-when-cross-origin");
      expect(headerOf(answer, "strict-transport-security")).toBeUndefined();
      expect(headerOf(answer, "cross-origin-resource-policy")).toBeUndefined();
    }
  });

  test("asks browsers to stay on https where the public URL is", async () => {
    const served = await serve({ publicUrl: "https://preflight.example" });
    expect(headerOf(await served.send("GET /"), "strict-transport-security")).toBe("max-age=31536000");
  });
});

describe("the Vary header", () => {
  const varying = (vary: readonly string[]) =>
    serve(
      {},
      {
        handle: (_, response) => {
          for (const line of vary) response.appendHeader("vary", line);
          response.end();
          return Promise.resolve();
        },
      },
    );

  test.each([
    { path: "/api/v1/diagnoses", vary: ["rsc, next-router-state-tree", "Accept"], want: "Accept" },
    { path: "/api/v1/diagnoses", vary: ["rsc, next-router-prefetch"], want: undefined },
    { path: "/api/v1/diagnoses", vary: [], want: undefined },
    { path: "/d/id", vary: ["rsc, Accept-Encoding"], want: "rsc, Accept-Encoding" },
  ])("of $path that is $vary becomes $want", async ({ path, vary, want }) => {
    const served = await varying(vary);
    expect(headerOf(await served.send(`GET ${path}`), "vary")).toBe(want);
  });
});

describe("forwarding headers", () => {
  const forged = {
    "x-forwarded-for": "198.51.100.7",
    "X-Forwarded-For": "198.51.100.8",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "1",
    forwarded: "for=198.51.100.9;host=evil.example",
    "x-real-ip": "198.51.100.10",
    "x-request-id": "forged",
    "X-Middleware-Subrequest": "proxy:proxy:proxy:proxy:proxy",
    "x-middleware-next": "1",
    "x-invoke-path": "/",
    "x-matched-path": "/",
    "x-now-route-matches": "1=/",
    "x-nextjs-data": "1",
    "next-resume": "1",
  };

  test("of a client are dropped, and replaced by what the socket says", async () => {
    const served = await serve();
    await served.send("GET /", { ...forged, accept: "text/plain" });
    const [request] = served.seen;
    const own = {
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-host": `127.0.0.1:${served.port}`,
      "x-forwarded-proto": "http",
      "x-request-id": "request-1",
    };
    expect(request?.headers).toEqual({
      host: `127.0.0.1:${served.port}`,
      accept: "text/plain",
      connection: "close",
      ...own,
    });
    const raw = request?.rawHeaders.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase());
    expect(raw?.toSorted()).toEqual(["accept", "connection", "host", ...Object.keys(own)].toSorted());
    expect(request?.rawHeaders.join()).not.toMatch(/198\.51\.100|evil|forged|proxy:/);
  });

  test("of one trusted proxy are believed as far as it wrote them", async () => {
    const served = await serve({ trustedProxyHops: 1, publicUrl: "https://preflight.example" });
    await served.send("GET /", {
      host: "preflight.example",
      "x-forwarded-for": "198.51.100.7, 192.0.2.1",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "http",
    });
    expect(served.seen).toMatchObject([
      {
        headers: {
          "x-forwarded-for": "192.0.2.1",
          "x-forwarded-host": "preflight.example",
          "x-forwarded-proto": "https",
        },
      },
    ]);
  });

  test("in several lines count as one list", async () => {
    const served = await serve({ trustedProxyHops: 2 });
    await served.send("GET /", { "x-forwarded-for": "198.51.100.7", "X-Forwarded-For": "192.0.2.1, 192.0.2.2" });
    expect(served.seen[0]?.headers["x-forwarded-for"]).toBe("192.0.2.1");
  });
});

describe("the host", () => {
  test.each(["evil.example", "evil.example:3000", "127.0.0.1:1", "127.0.0.1"])(
    "%s is not served here",
    async (host) => {
      const served = await serve();
      const answer = await served.send("GET /", { host });
      expect([statusOf(answer), problemOf(answer)]).toEqual([421, "misdirected-request"]);
      expect(headerOf(answer, "content-type")).toBe("application/problem+json");
      expect(served.seen).toEqual([]);
    },
  );

  test("that is missing is not served here", async () => {
    const served = await serve();
    expect(statusOf(await served.raw("GET / HTTP/1.1\r\nconnection: close\r\n\r\n"))).toBe(421);
    expect(statusOf(await served.raw("GET / HTTP/1.0\r\n\r\n"))).toBe(421);
    expect(served.seen).toEqual([]);
  });

  test("that is named twice is bad, whichever comes first", async () => {
    const served = await serve();
    const own = `127.0.0.1:${served.port}`;
    for (const [first, second] of [
      [own, "evil.example"],
      ["evil.example", own],
    ]) {
      const answer = await served.raw(
        `GET / HTTP/1.1\r\nHost: ${first}\r\nhost: ${second}\r\nconnection: close\r\n\r\n`,
      );
      expect(statusOf(answer)).toBe(400);
    }
    expect(served.seen).toEqual([]);
  });

  test("in the request line does not stand in for the header", async () => {
    const served = await serve();
    const answer = await served.send(`GET http://127.0.0.1:${served.port}/`, { host: "evil.example" });
    expect([statusOf(answer), problemOf(answer)]).toEqual([400, "bad-request"]);
    expect(served.seen).toEqual([]);
  });

  test("does not matter to health checks of a public instance, and does in local mode", async () => {
    const open = await serve();
    expect(statusOf(await open.send("GET /api/health/ready", { host: "10.1.2.3:3000" }))).toBe(200);
    expect(open.seen[0]?.headers["x-forwarded-host"]).toBe("health.invalid");
    const local = await serve({ privateTargets: "allow" });
    expect(statusOf(await local.send("GET /api/health/ready", { host: "10.1.2.3:3000" }))).toBe(421);
  });
});

describe("a request that Next cannot answer", () => {
  test.each([
    { line: "TRACE /", allow: "GET, HEAD, POST" },
    { line: "TRACE /api/v1/diagnoses?url=x", allow: "GET, HEAD, POST, OPTIONS" },
    { line: "PUT /api/v1/diagnoses/some-id", allow: "GET, HEAD, DELETE, OPTIONS" },
    { line: "DELETE /api/v1/%64iagnoses", allow: "GET, HEAD, POST, OPTIONS" },
    { line: "PROPFIND /", allow: "GET, HEAD, POST" },
    { line: "QUERY /api/v1/evaluations", allow: "POST, OPTIONS" },
    { line: "FOO /api/v1/evaluations", allow: "POST, OPTIONS" },
    { line: "get /", allow: "GET, HEAD, POST" },
    { line: "CONNECT evil.example:443", allow: "GET, HEAD, POST" },
  ])("$line is a 405 with the methods that are allowed", async ({ line, allow }) => {
    const served = await serve();
    const answer = await served.send(line);
    expect([statusOf(answer), problemOf(answer)]).toEqual([405, "method-not-allowed"]);
    expect(headerOf(answer, "allow")).toBe(allow);
    expect(headerOf(answer, "content-type")).toBe("application/problem+json");
    expect(served.seen).toEqual([]);
  });

  test("may be read by the script that made it, where the API is for every origin", async () => {
    const open = await serve();
    expect(headerOf(await open.send("PUT /api/v1/diagnoses"), "access-control-allow-origin")).toBe("*");
    expect(headerOf(await open.send("PUT /"), "access-control-allow-origin")).toBeUndefined();
    const local = await serve({ privateTargets: "allow" });
    expect(headerOf(await local.send("PUT /api/v1/diagnoses"), "access-control-allow-origin")).toBeUndefined();
  });

  test.each([
    { name: "is no HTTP", bytes: "\x16\x03\x01\x02\x00\x01\x00\r\n\r\n", status: 400, problem: "bad-request" },
    {
      name: "has a header with a space in its name",
      bytes: "GET / HTTP/1.1\r\na b: c\r\n\r\n",
      status: 400,
      problem: "bad-request",
    },
    {
      name: "has two framings of its body",
      bytes: "POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 4\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
      status: 400,
      problem: "bad-request",
    },
    {
      name: "has too large headers",
      bytes: `GET / HTTP/1.1\r\nx: ${"a".repeat(20_000)}\r\n\r\n`,
      status: 431,
      problem: "header-fields-too-large",
    },
    {
      name: "has a path that cannot be decoded",
      bytes: "GET /%ff HTTP/1.1\r\nconnection: close\r\n\r\n",
      status: 400,
      problem: "bad-request",
    },
  ])("because it $name is a $status", async ({ bytes, status, problem }) => {
    const served = await serve();
    const answer = await served.raw(bytes);
    expect([statusOf(answer), problemOf(answer)]).toEqual([status, problem]);
    expect(served.seen).toEqual([]);
  });
});

describe("time-outs", () => {
  const timeouts = { headersMs: 50, requestMs: 100, idleMs: 1_000, keepAliveMs: 50, checkIntervalMs: 10 };

  test.each([
    { name: "headers that never end", bytes: "GET / HTTP/1.1\r\nhost: a\r\n" },
    { name: "a body that never ends", bytes: "POST / HTTP/1.1\r\nhost: HOST\r\ncontent-length: 10\r\n\r\n1" },
  ])("cut $name off", async ({ bytes }) => {
    const served = await serve({}, { timeouts, handle: () => new Promise(() => undefined) });
    const answer = await served.raw(bytes.replace("HOST", `127.0.0.1:${served.port}`));
    expect([statusOf(answer), problemOf(answer)]).toEqual([408, "request-timeout"]);
  });

  test("end a connection on which nothing happens any more", async () => {
    const served = await serve({}, { timeouts });
    expect(statusOf(await served.send("GET /", { connection: "keep-alive" }))).toBe(200);
  });

  test("end a request that is never answered", async () => {
    const served = await serve(
      {},
      { timeouts: { ...timeouts, idleMs: 50 }, handle: () => new Promise(() => undefined) },
    );
    expect(await served.send("GET /")).toBe("");
  });
});

describe("a handler that fails", () => {
  test("before it answers is a 500 that shows nothing, and is logged", async () => {
    const failure = new Error("at /srv/app.js:1");
    const served = await serve({}, { handle: () => Promise.reject(failure) });
    const answer = await served.send("GET /");
    expect([statusOf(answer), problemOf(answer)]).toEqual([500, "internal"]);
    expect(answer).not.toContain("/srv");
    expect(served.errors).toEqual([{ err: failure, requestId: "request-1" }]);
  });

  test("in the middle of its answer cuts the connection, so that nobody takes half for the whole", async () => {
    const served = await serve(
      {},
      {
        handle: (_, response) => {
          response.writeHead(200, { "content-length": "10" });
          response.write("half");
          return new Promise((_resolve, reject) => {
            setImmediate(() => {
              reject(new Error("broken"));
            });
          });
        },
      },
    );
    const answer = await served.send("GET /");
    expect(answer.split("\r\n\r\n")[1]?.length ?? 0).toBeLessThan(10);
    expect(served.errors).toHaveLength(1);
  });
});
