import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { exchangeSchema } from "#lib/contract/diagnosis.ts";
import { get, listen, loopbackTransport, rawServer, send } from "./loopback.ts";

const OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

async function responseTo(answer: string | Buffer, method = "GET") {
  const { port } = await rawServer((socket) => socket.end(answer));
  return send(loopbackTransport(), get(`http://127.0.0.1:${port}/`, { method }));
}

describe("response headers are kept as they came", () => {
  test("duplicates, order and case", async () => {
    const { response } = await responseTo(
      "HTTP/1.1 200 OK\r\nX-b: 1\r\nAccess-Control-Allow-Origin: *\r\naccess-control-allow-origin: https://a.example\r\n" +
        "Access-Control-Allow-Origin: *\r\nx-B: 2\r\nContent-Length: 0\r\n\r\n",
    );
    expect(response?.headers).toEqual([
      ["X-b", "1"],
      ["Access-Control-Allow-Origin", "*"],
      ["access-control-allow-origin", "https://a.example"],
      ["Access-Control-Allow-Origin", "*"],
      ["x-B", "2"],
      ["Content-Length", "0"],
    ]);
  });

  test("SP and TAB around a value are removed, those inside are not", async () => {
    const { response } = await responseTo(
      "HTTP/1.1 204 No Content\r\nA:\t  x \t y \t \r\nEmpty:\r\nBlank:  \t\r\n\r\n",
    );
    expect(response?.headers).toEqual([
      ["A", "x \t y"],
      ["Empty", ""],
      ["Blank", ""],
    ]);
  });

  test("bytes beyond ASCII are read as Latin-1", async () => {
    const { response } = await responseTo(
      Buffer.from("HTTP/1.1 204 No Content\r\nA: h\xe9\xff\x80\r\nB: \xc3\xa9\r\n\r\n", "latin1"),
    );
    expect(response?.headers).toEqual([
      ["A", "hé\xff\x80"],
      ["B", "Ã©"],
    ]);
  });

  test("interim responses are not the answer", async () => {
    const { response } = await responseTo(
      `HTTP/1.1 103 Early Hints\r\nAccess-Control-Allow-Origin: *\r\n\r\nHTTP/1.1 102 Processing\r\n\r\n${OK}`,
    );
    expect(response).toEqual({ status: 200, httpVersion: null, headers: [["Content-Length", "0"]], bodyStart: null });
  });

  test.each([300, 304, 404, 418, 599, 700, 999])("status %i is reported as it is", async (status) => {
    const { response } = await responseTo(`HTTP/1.1 ${status} X\r\nContent-Length: 0\r\n\r\n`);
    expect(response?.status).toBe(status);
  });

  test("a redirect is an answer and is not followed", async () => {
    const server = await rawServer((socket) => socket.end("HTTP/1.1 302 Found\r\nLocation: /next\r\n\r\n"));
    const { response } = await send(loopbackTransport(), get(`http://127.0.0.1:${server.port}/`));
    expect(response?.status).toBe(302);
    expect(server.requests).toHaveLength(1);
  });

  test("an HTTP/1.0 answer without length", async () => {
    const { response } = await responseTo("HTTP/1.0 403 Forbidden\r\nServer: old\r\n\r\ngo away");
    expect(response).toMatchObject({ status: 403, headers: [["Server", "old"]], bodyStart: "go away" });
  });
});

describe("the start of a body", () => {
  const body = (text: string | Buffer, status = 403, headers = "") => {
    const bytes = Buffer.from(text);
    return Buffer.concat([
      Buffer.from(`HTTP/1.1 ${status} X\r\nContent-Length: ${bytes.length}\r\n${headers}\r\n`),
      bytes,
    ]);
  };

  test.each([
    { name: "is kept when the answer is an error", answer: body("Just a moment"), expected: "Just a moment" },
    { name: "is not kept when the status is 2xx", answer: body("secret", 200), expected: null },
    {
      name: "is kept when the answer is a redirect",
      answer: body("Moved", 302, "Location: /x\r\n"),
      expected: "Moved",
    },
    { name: "is null when there is none", answer: body(""), expected: null },
    { name: "is null when it is binary", answer: body("a\0b"), expected: null },
    {
      name: "is null when it is encoded",
      answer: body("\x1f\x8b\x08", 403, "Content-Encoding: gzip\r\n"),
      expected: null,
    },
    { name: "ends at 2 KiB", answer: body("x".repeat(10_000)), expected: "x".repeat(2_048) },
    {
      name: "does not end in half a character",
      answer: body("é".repeat(2_000).replace("é", "xé")),
      expected: "x" + "é".repeat(1_023),
    },
    {
      name: "survives bytes that are not UTF-8",
      answer: body(Buffer.from("caf\xe9 \xa9", "latin1")),
      expected: "caf\ufffd \ufffd",
    },
    {
      name: "is read out of chunks",
      answer: Buffer.from("HTTP/1.1 500 X\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"),
      expected: "abcde",
    },
    {
      name: "is what came before the connection broke",
      answer: Buffer.from("HTTP/1.1 500 X\r\nContent-Length: 100\r\n\r\nhalf"),
      expected: "half",
    },
  ])("$name", async ({ answer, expected }) => {
    const { response, failure } = await responseTo(answer);
    expect(failure).toBeNull();
    expect(response?.bodyStart).toBe(expected);
  });

  test("is null for a HEAD request", async () => {
    const { response } = await responseTo("HTTP/1.1 404 X\r\nContent-Length: 5\r\n\r\n", "HEAD");
    expect(response).toMatchObject({ status: 404, bodyStart: null });
  });

  test("is waited for no longer than its own limit", async () => {
    const { port } = await rawServer((socket) => socket.write("HTTP/1.1 500 X\r\nContent-Length: 100\r\n\r\nslow"));
    const transport = loopbackTransport({ limits: { bodyStartTimeoutMs: 100 } });
    const { response, timingMs } = await send(transport, get(`http://127.0.0.1:${port}/`));
    expect(response?.bodyStart).toBe("slow");
    expect(timingMs?.total).toBeLessThan(2_000);
  });
});

describe("the request", () => {
  test.each([
    { method: "GET", body: null },
    { method: "HEAD", body: null },
    { method: "OPTIONS", body: null },
    { method: "DELETE", body: null },
    { method: "POST", body: null },
    { method: "PATCH", body: null },
    { method: "PUT", body: "{}" },
    { method: "DELETE", body: "é" },
    { method: "patch", body: null },
    { method: "CHICKEN", body: "x" },
  ])("the lines reported for $method with body $body are the lines on the wire", async ({ method, body }) => {
    const server = await rawServer((socket) => socket.end(OK));
    const { request } = await send(
      loopbackTransport(),
      get(`http://api.example:${server.port}/p%20a?q=1`, {
        method,
        headers: [
          ["X-Twice", "1"],
          ["aCCept", "*/*"],
          ["X-Twice", "h\xe9"],
          ["Empty", ""],
        ],
        body: body === null ? null : Buffer.from(body),
      }),
    );
    const lines = request.headers.map(([name, value]) => `${name}: ${value}\r\n`).join("");
    const sentBody = Buffer.from(body ?? "").toString("latin1");
    expect(server.requests).toEqual([`${method} /p%20a?q=1 HTTP/1.1\r\n${lines}\r\n${sentBody}`]);
    expect(request.headers[0]).toEqual(["host", `api.example:${server.port}`]);
    expect(request.url).toBe(`http://api.example:${server.port}/p%20a?q=1`);
  });

  test("the connection is closed after the answer, though the server would keep it", { timeout: 2_000 }, async () => {
    const server = createServer((_request, response) => response.end("ok"));
    const port = await listen(server);
    const closed = new Promise((resolve) => server.on("connection", (socket) => socket.on("close", resolve)));
    await send(loopbackTransport(), get(`http://127.0.0.1:${port}/`));
    expect(await closed).toBe(false);
  });

  test("an endless body of a 2xx answer is not read", async () => {
    const server = await rawServer((socket) => {
      socket.write("HTTP/1.1 200 OK\r\n\r\n");
      const pour = () => {
        while (!socket.destroyed && socket.write("x".repeat(65_536)));
      };
      socket.on("drain", pour);
      pour();
    });
    const { response } = await send(loopbackTransport(), get(`http://127.0.0.1:${server.port}/`));
    expect(response?.status).toBe(200);
    await expect.poll(() => server.sockets[0]?.destroyed).toBe(true);
  });

  test("the exchange has the shape of the contract, with its timing and address", async () => {
    const { port } = await rawServer((socket) => socket.end(OK));
    const exchange = await send(loopbackTransport(), get(`http://api.example:${port}/`));
    expect(exchangeSchema.parse({ role: "actual", hop: 0, ...exchange })).toMatchObject({
      remoteAddress: "127.0.0.1",
      timingMs: { dns: expect.any(Number) as number, connect: expect.any(Number) as number, tls: null },
    });
    expect(exchange.timingMs?.firstByte).toEqual(expect.any(Number));
    expect(exchange.timingMs?.total).toBeGreaterThanOrEqual(exchange.timingMs?.connect ?? Infinity);
  });
});
