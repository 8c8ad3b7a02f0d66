import { createSecureServer } from "node:http2";
import { createServer as createHttpServer } from "node:http";
import { createServer, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from "node:tls";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { EgressOptions } from "#lib/egress/egress.ts";
import { selfSigned, type KeyPair } from "#tests/self-signed.ts";
import { get, listen, loopbackTransport, send } from "./loopback.ts";

let pair: KeyPair;
beforeAll(() => {
  pair = selfSigned("DNS:api.example,IP:127.0.0.1");
});

/** An HTTPS server on 127.0.0.1 that keeps the sockets whose handshake succeeded. */
async function tlsServer(options: TlsOptions): Promise<{ port: number; sockets: TLSSocket[] }> {
  const sockets: TLSSocket[] = [];
  const server = createTlsServer({ ALPNProtocols: ["h2", "http/1.1"], ...options }, (socket) => {
    sockets.push(socket);
    socket.on("error", () => undefined);
    socket.on("data", () => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
  });
  server.on("tlsClientError", () => undefined);
  return { port: await listen(server), sockets };
}

async function attempt(url: string, egress: Partial<EgressOptions> = {}) {
  return send(loopbackTransport({ egress }), get(url));
}

describe("a good handshake", () => {
  test("names the host, offers HTTP/1.1 alone and is timed", async () => {
    const { port, sockets } = await tlsServer(pair);
    const { response, remoteAddress, timingMs } = await attempt(`https://api.example:${port}/`, {
      tls: { ca: pair.cert },
    });
    expect(response?.status).toBe(204);
    expect(remoteAddress).toBe("127.0.0.1");
    expect(timingMs?.tls).toEqual(expect.any(Number));
    expect(sockets.map(({ alpnProtocol }) => alpnProtocol)).toEqual(["http/1.1"]);
    expect(sockets.map((socket) => (socket as TLSSocket & { servername: unknown }).servername)).toEqual([
      "api.example",
    ]);
  });

  test("the dot that may end a name is neither sent nor compared", async () => {
    const { port, sockets } = await tlsServer(pair);
    const { response, request } = await attempt(`https://api.example.:${port}/`, { tls: { ca: pair.cert } });
    expect(response?.status).toBe(204);
    expect(request.headers[0]).toEqual(["host", `api.example.:${port}`]);
    expect(sockets.map((socket) => (socket as TLSSocket & { servername: unknown }).servername)).toEqual([
      "api.example",
    ]);
  });

  test("an address is compared with the addresses in the certificate, and is not sent as a name", async () => {
    const { port, sockets } = await tlsServer(pair);
    const { response } = await attempt(`https://127.0.0.1:${port}/`, { tls: { ca: pair.cert } });
    expect(response?.status).toBe(204);
    expect(sockets.map((socket) => (socket as TLSSocket & { servername: unknown }).servername)).toEqual([false]);
  });
});

describe("a bad certificate has a name, and no request is sent", () => {
  test("signed by itself", async () => {
    const { port } = await tlsServer(pair);
    const { failure, remoteAddress } = await attempt(`https://api.example:${port}/`);
    expect(failure).toMatchObject({ phase: "tls", code: "certificate-authority-unknown" });
    expect(remoteAddress).toBe("127.0.0.1");
  });

  test("for another name", async () => {
    const { port } = await tlsServer(pair);
    const { failure } = await attempt(`https://other.example:${port}/`, { tls: { ca: pair.cert } });
    expect(failure).toMatchObject({ phase: "tls", code: "certificate-name-mismatch" });
  });

  test("expired", async () => {
    const expired = selfSigned("DNS:api.example", -1);
    const { port } = await tlsServer(expired);
    const { failure } = await attempt(`https://api.example:${port}/`, { tls: { ca: expired.cert } });
    expect(failure).toMatchObject({ phase: "tls", code: "certificate-expired" });
  });
});

describe("a failed handshake has a name", () => {
  test("the server speaks HTTP without TLS", async () => {
    const port = await listen(createHttpServer());
    const { failure } = await attempt(`https://api.example:${port}/`);
    expect(failure).toMatchObject({ phase: "tls", code: "protocol-error" });
  });

  test("no version of TLS in common", async () => {
    const { port } = await tlsServer({
      ...pair,
      minVersion: "TLSv1.3",
      maxVersion: "TLSv1.3",
      ciphers: "TLS_AES_128_CCM_SHA256",
    });
    const { failure } = await attempt(`https://api.example:${port}/`);
    expect(failure).toMatchObject({ phase: "tls", code: "protocol-error" });
  });

  test("the server speaks HTTP/2 only", async () => {
    const server = createSecureServer({ ...pair, allowHTTP1: false });
    server.on("tlsClientError", () => undefined);
    const port = await listen(server);
    const { failure } = await attempt(`https://api.example:${port}/`, { tls: { ca: pair.cert } });
    expect(failure).toMatchObject({ phase: "tls", code: "http2-only" });
  });

  test.each<{ name: string; onHello: (socket: Socket) => void; phase: string; code: string }>([
    { name: "closes the connection", onHello: (socket) => socket.end(), phase: "connect", code: "connection-closed" },
    {
      name: "resets the connection",
      onHello: (socket) => socket.resetAndDestroy(),
      phase: "connect",
      code: "connection-reset",
    },
    { name: "stays silent", onHello: () => undefined, phase: "timeout", code: "connect" },
  ])("the server $name: $phase/$code", async ({ onHello, phase, code }) => {
    const server = createServer((socket) => {
      onTestFinished(() => {
        socket.destroy();
      });
      socket.on("error", () => undefined);
      socket.once("data", () => {
        onHello(socket);
      });
    });
    const port = await listen(server);
    const { failure } = await attempt(`https://api.example:${port}/`, { connectTimeoutMs: 300 });
    expect(failure).toMatchObject({ phase, code });
  });
});
