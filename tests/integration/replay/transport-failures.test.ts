import { createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { undiciDialler, type Dialler } from "#lib/egress/connector.ts";
import type { EgressOptions } from "#lib/egress/egress.ts";
import { NameLookupError } from "#lib/egress/name-resolver.ts";
import { get, listen, loopbackTransport, rawServer, send } from "./loopback.ts";

const HTTP2_SETTINGS = Buffer.from("\0\0\x12\x04\0\0\0\0\0\0\x03\0\0\0\x64", "latin1");

/** Writes again and again, as fast as it is read, until the connection is closed. */
function pour(socket: Socket, text: string): void {
  const write = () => {
    while (!socket.destroyed && socket.write(text));
  };
  socket.on("drain", write);
  write();
}

/** Writes a little now and then, for ever. */
function drip(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 20);
  socket.on("close", () => {
    clearInterval(timer);
  });
}

describe("what a server does wrong has a name", () => {
  test.each<{ name: string; respond: (socket: Socket) => void; phase: string; code: string }>([
    {
      name: "closes without an answer",
      respond: (socket) => socket.end(),
      phase: "response",
      code: "connection-closed",
    },
    {
      name: "closes in the middle of a header",
      respond: (socket) => socket.end("HTTP/1.1 200 OK\r\nContent-"),
      phase: "response",
      code: "connection-closed",
    },
    {
      name: "resets the connection",
      respond: (socket) => socket.resetAndDestroy(),
      phase: "response",
      code: "connection-reset",
    },
    {
      name: "greets like a mail server",
      respond: (socket) => socket.end("220 mail.example ESMTP\r\n"),
      phase: "response",
      code: "not-http",
    },
    {
      name: "answers with bare text",
      respond: (socket) => socket.end("<h1>hello</h1>"),
      phase: "response",
      code: "not-http",
    },
    {
      name: "answers with random bytes",
      respond: (socket) => socket.end(Buffer.from([0x15, 3, 3, 0, 2, 2, 0x46])),
      phase: "response",
      code: "not-http",
    },
    {
      name: "speaks HTTP/2 only, in the clear",
      respond: (socket) => socket.end(HTTP2_SETTINGS),
      phase: "tls",
      code: "http2-only",
    },
    {
      name: "sends a header name with a space",
      respond: (socket) => socket.end("HTTP/1.1 200 OK\r\nBad Name: 1\r\n\r\n"),
      phase: "response",
      code: "malformed-response",
    },
    {
      name: "sends a NUL in a value",
      respond: (socket) => socket.end("HTTP/1.1 200 OK\r\nA: b\0c\r\n\r\n"),
      phase: "response",
      code: "malformed-response",
    },
    {
      name: "sends both lengths",
      respond: (socket) =>
        socket.end("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
      phase: "response",
      code: "malformed-response",
    },
    {
      name: "sends a status that is no number",
      respond: (socket) => socket.end("HTTP/1.1 abc OK\r\n\r\n"),
      phase: "response",
      code: "malformed-response",
    },
    {
      name: "switches protocols unasked",
      respond: (socket) => socket.end("HTTP/1.1 101 X\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"),
      phase: "response",
      code: "malformed-response",
    },
    {
      name: "asks to continue although nothing waits",
      respond: (socket) => socket.end("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 X\r\n\r\n"),
      phase: "response",
      code: "malformed-response",
    },
    {
      name: "sends one header without end",
      respond: (socket) => {
        socket.write("HTTP/1.1 200 OK\r\nA: ");
        pour(socket, "a".repeat(4_096));
      },
      phase: "response",
      code: "headers-too-large",
    },
    {
      name: "sends headers without end",
      respond: (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        pour(socket, "Access-Control-Allow-Origin: *\r\n");
      },
      phase: "response",
      code: "headers-too-large",
    },
    {
      name: "sends headers a little too large",
      respond: (socket) => socket.end(`HTTP/1.1 200 OK\r\nA: ${"a".repeat(65_536)}\r\nContent-Length: 0\r\n\r\n`),
      phase: "response",
      code: "headers-too-large",
    },
  ])("$name: $phase/$code", async ({ respond, phase, code }) => {
    const { port } = await rawServer(respond);
    const { response, failure } = await send(loopbackTransport(), get(`http://127.0.0.1:${port}/`));
    expect(response).toBeNull();
    expect(failure).toEqual({ phase, code, message: expect.stringMatching(/^[A-Z].*\.$/) as string });
  });

  test("headers just below the limit are read", async () => {
    const value = "a".repeat(65_000);
    const { port } = await rawServer((socket) => socket.end(`HTTP/1.1 204 X\r\nA: ${value}\r\n\r\n`));
    const { response } = await send(loopbackTransport(), get(`http://127.0.0.1:${port}/`));
    expect(response?.headers).toEqual([["A", value]]);
  });
});

describe("what never ends hits a limit", () => {
  test.each<{ name: string; respond: (socket: Socket) => void }>([
    { name: "silence", respond: () => undefined },
    { name: "half an answer", respond: (socket) => socket.write("HTTP/1.1 200 OK\r\nA: b\r\n") },
    {
      name: "headers dripping in",
      respond: (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        drip(socket, "A: b\r\n");
      },
    },
    {
      name: "interim responses without end",
      respond: (socket) => {
        drip(socket, "HTTP/1.1 102 Processing\r\n\r\n");
      },
    },
    {
      name: "a status line without end",
      respond: (socket) => {
        socket.write("HTTP/1.1 200 ");
        drip(socket, "OK");
      },
    },
  ])("$name: the deadline", async ({ respond }) => {
    const { port, sockets } = await rawServer(respond);
    const { failure, timingMs } = await send(loopbackTransport(), get(`http://127.0.0.1:${port}/`), 200);
    expect(failure).toMatchObject({ phase: "timeout", code: "deadline" });
    expect(timingMs?.total).toBeLessThan(2_000);
    await expect.poll(() => sockets[0]?.destroyed).toBe(true);
  });

  test("a body dripping in: the deadline ends it, and what has come is the answer", async () => {
    const { port, sockets } = await rawServer((socket) => {
      socket.write("HTTP/1.1 500 X\r\n\r\n");
      drip(socket, "x");
    });
    const { response, timingMs } = await send(loopbackTransport(), get(`http://127.0.0.1:${port}/`), 200);
    expect(response).toMatchObject({ status: 500, bodyStart: expect.stringMatching(/^x*$/) as string });
    expect(timingMs?.total).toBeLessThan(2_000);
    await expect.poll(() => sockets[0]?.destroyed).toBe(true);
  });

  test("a server that accepts and stays silent: the response's own limit, when it is shorter", async () => {
    const { port } = await rawServer(() => undefined);
    const transport = loopbackTransport({ limits: { responseTimeoutMs: 100 } });
    const { failure } = await send(transport, get(`http://127.0.0.1:${port}/`));
    expect(failure).toMatchObject({ phase: "timeout", code: "response" });
  });
});

describe("without a connection", () => {
  const attempt = (url: string, egress: Partial<EgressOptions>, deadlineMs?: number) =>
    send(loopbackTransport({ egress }), get(url), deadlineMs);

  test("nothing listens: refused", async () => {
    const server = createServer();
    const port = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    const { failure, remoteAddress, timingMs } = await attempt(`http://127.0.0.1:${port}/`, {});
    expect(failure).toMatchObject({ phase: "connect", code: "connection-refused" });
    expect({ remoteAddress, connect: timingMs?.connect }).toEqual({ remoteAddress: null, connect: null });
  });

  test.each<{ name: string; code: NameLookupError["code"] }>([
    { name: "no such name", code: "name-not-found" },
    { name: "the name servers fail", code: "name-lookup-failed" },
  ])("$name: dns/$code", async ({ code }) => {
    const resolver = { resolve: () => Promise.reject(new NameLookupError(code)) };
    const { failure } = await attempt("http://nowhere.example/", { resolver });
    expect(failure).toMatchObject({ phase: "dns", code });
  });

  test("a name without addresses: dns/name-not-found", async () => {
    const { failure } = await attempt("http://nowhere.example/", { resolver: { resolve: () => Promise.resolve([]) } });
    expect(failure).toMatchObject({ phase: "dns", code: "name-not-found" });
  });

  const silentResolver = { resolve: () => new Promise<never>(() => undefined) };

  test("a resolver that never answers: timeout/name-lookup", async () => {
    const { failure } = await attempt("http://slow.example/", { resolver: silentResolver, lookupTimeoutMs: 50 });
    expect(failure).toMatchObject({ phase: "timeout", code: "name-lookup" });
  });

  test("a resolver that outlasts the deadline: timeout/deadline", async () => {
    const { failure } = await attempt("http://slow.example/", { resolver: silentResolver }, 50);
    expect(failure).toMatchObject({ phase: "timeout", code: "deadline" });
  });

  test("a host that answers no handshake: timeout/connect", async () => {
    const { failure } = await attempt("http://93.184.215.14/", {
      dialler: () => (_options, callback) => {
        callback(Object.assign(new Error("slow"), { code: "ETIMEDOUT" }), null);
      },
    });
    expect(failure).toMatchObject({ phase: "timeout", code: "connect" });
  });

  test.each([
    { systemCode: "EHOSTUNREACH", code: "host-unreachable" },
    { systemCode: "ENETUNREACH", code: "host-unreachable" },
    { systemCode: "ECONNRESET", code: "connection-reset" },
  ])("$systemCode: connect/$code", async ({ systemCode, code }) => {
    const { failure } = await attempt("http://93.184.215.14/", {
      dialler: () => (_options, callback) => {
        callback(Object.assign(new Error("x"), { code: systemCode }), null);
      },
    });
    expect(failure).toMatchObject({ phase: "connect", code });
  });
});

describe("a request that cannot be sent", () => {
  test.each([
    { name: "CONNECT", method: "CONNECT", headers: [] },
    { name: "a method that is no token", method: "B AD", headers: [] },
    { name: "a control character in a value", method: "GET", headers: [["A", "b\x01"]] as const },
    { name: "a line break in a value", method: "GET", headers: [["A", "b\r\nHost: other.example"]] as const },
    { name: "a line break in a name", method: "GET", headers: [["A\r\nB", "c"]] as const },
    { name: "a character beyond Latin-1", method: "GET", headers: [["A", "€"]] as const },
    { name: "a header that HTTP uses itself", method: "GET", headers: [["Transfer-Encoding", "chunked"]] as const },
  ])("$name: request/request-not-representable, and no connection", async ({ method, headers }) => {
    const { port, sockets } = await rawServer((socket) => socket.end());
    const { failure } = await send(loopbackTransport(), get(`http://127.0.0.1:${port}/`, { method, headers }));
    expect(failure).toMatchObject({ phase: "request", code: "request-not-representable" });
    expect(sockets).toHaveLength(0);
  });
});

describe("cancellation by the user is no failure of the server", () => {
  const reason = new Error("The user left");

  test("before anything was sent", async () => {
    const sent = loopbackTransport().send(get("http://127.0.0.1:9999/"), {
      signal: AbortSignal.abort(reason),
      deadlineMs: 1_000,
    });
    await expect(sent).rejects.toBe(reason);
  });

  test("during the name look-up", async () => {
    const controller = new AbortController();
    const resolver = {
      resolve: () => {
        controller.abort(reason);
        return new Promise<never>(() => undefined);
      },
    };
    const sent = loopbackTransport({ egress: { resolver } }).send(get("http://slow.example/"), {
      signal: controller.signal,
      deadlineMs: 5_000,
    });
    await expect(sent).rejects.toBe(reason);
  });

  test.each<{ name: string; prefix: string }>([
    { name: "while waiting for the answer", prefix: "" },
    { name: "in the middle of the headers", prefix: "HTTP/1.1 200 OK\r\n" },
  ])("$name", async ({ prefix }) => {
    const controller = new AbortController();
    const { port, sockets } = await rawServer((socket) => {
      socket.write(prefix, () => {
        setImmediate(() => {
          controller.abort(reason);
        });
      });
    });
    const sent = loopbackTransport().send(get(`http://127.0.0.1:${port}/`), {
      signal: controller.signal,
      deadlineMs: 5_000,
    });
    await expect(sent).rejects.toBe(reason);
    await expect.poll(() => sockets[0]?.destroyed).toBe(true);
  });

  test("in the middle of the body, when the headers have been read", async () => {
    const controller = new AbortController();
    const { port } = await rawServer((socket) => socket.write("HTTP/1.1 500 X\r\nContent-Length: 9\r\n\r\nabc"));
    const dialler: Dialler = (how) => (options, callback) => {
      undiciDialler({})(how)(options, (...result) => {
        result[1]?.once("readable", () => {
          setImmediate(() => {
            controller.abort(reason);
          });
        });
        callback(...result);
      });
    };
    const sent = loopbackTransport({ egress: { dialler } }).send(get(`http://127.0.0.1:${port}/`), {
      signal: controller.signal,
      deadlineMs: 5_000,
    });
    await expect(sent).rejects.toBe(reason);
  });
});
