import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { describe, expect, test } from "vitest";
import { createEgress } from "#lib/egress/egress.ts";
import type { EgressDenial } from "#lib/contract/terms.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import { createReplay, type ReplayOptions, type ReplayPorts } from "#lib/replay/replay.ts";
import { createTransport } from "#lib/replay/transport.ts";
import { fetchRequest, outgoing, profile, scriptedEngines } from "#tests/unit/replay/scripted-engine.ts";
import { listen, rawServer } from "./loopback.ts";

const ENGINES = [profile("standard"), profile("chromium"), profile("firefox"), profile("webkit")];

/** Public mode: names lead to 127.0.0.1, of which only the given ports may be reached. */
function replayOver(ports: readonly number[], more: Partial<ReplayPorts> = {}) {
  const egress = createEgress({
    resolver: { resolve: () => Promise.resolve(["127.0.0.1"]) },
    exceptions: ports.map((port) => ({ address: "127.0.0.1", port })),
  });
  return createReplay({
    corsFetch,
    transport: createTransport(egress),
    publicUrl: "https://preflight.example",
    ...more,
  });
}

const options = (more: Partial<ReplayOptions> = {}): ReplayOptions => ({
  actualRequest: "always",
  signal: new AbortController().signal,
  ...more,
});

async function httpServer(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ port: number; requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    requests.push(request);
    handler(request, response);
  });
  return { port: await listen(server), requests };
}

const ALLOW = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Allow-Methods": "PUT",
  "Access-Control-Allow-Headers": "x-a",
};

describe("the real engine over the real network", () => {
  const put = (port: number) =>
    fetchRequest({
      url: `http://api.example:${port}/x`,
      origin: { kind: "tuple", scheme: "http", serialized: "http://www.page.com" },
      method: "PUT",
      headers: [["X-A", "1"]],
      body: "text",
    });

  test("a preflighted PUT: four engines, two exchanges", async () => {
    const { port, requests } = await httpServer((_request, response) => {
      response.writeHead(204, ALLOW).end();
    });
    const { exchanges, recording } = await replayOver([port])(put(port), ENGINES, options({ body: "hello" }));
    expect(exchanges.map(({ role, response }) => [role, response?.status])).toEqual([
      ["preflight", 204],
      ["actual", 204],
    ]);
    expect(requests.map(({ method }) => method)).toEqual(["OPTIONS", "PUT"]);
    expect(requests[0]?.headers).toMatchObject({
      "access-control-request-method": "PUT",
      "access-control-request-headers": "x-a",
      "sec-fetch-mode": "cors",
    });
    expect(requests[1]?.headers["content-length"]).toBe("5");
    expect(recording.map(({ exchange }) => exchange)).toEqual([0, 1]);
  });

  test("auto stops after the preflight", async () => {
    const { port, requests } = await httpServer((_request, response) => {
      response.writeHead(204, ALLOW).end();
    });
    const { exchanges, recording } = await replayOver([port])(put(port), ENGINES, options({ actualRequest: "auto" }));
    expect(requests.map(({ method }) => method)).toEqual(["OPTIONS"]);
    expect(exchanges).toHaveLength(1);
    expect(recording[1]).toMatchObject({
      exchange: null,
      answer: { kind: "not-sent", because: "actual-request-policy" },
    });
  });

  test("an endless redirect ends where the engines end it", async () => {
    const { port, requests } = await httpServer((_request, response) => {
      response.writeHead(302, { "Access-Control-Allow-Origin": "*", Location: "/x" }).end();
    });
    const request = fetchRequest({ url: `http://api.example:${port}/x`, origin: { kind: "opaque" } });
    const { exchanges } = await replayOver([port])(request, ENGINES, options());
    expect(requests).toHaveLength(21);
    expect(exchanges.at(-1)?.hop).toBe(20);
  });
});

describe("a redirect cannot lead where the first URL could not", () => {
  test.each<{ location: string; denial: EgressDenial }>([
    { location: "http://127.0.0.1:PORT/", denial: "loopback" },
    { location: "http://other.example:PORT/", denial: "loopback" },
    { location: "http://localhost:PORT/", denial: "loopback" },
    { location: "http://[::1]:PORT/", denial: "loopback" },
    { location: "http://2130706433:PORT/", denial: "loopback" },
    { location: "http://[::ffff:7f00:1]:PORT/", denial: "loopback" },
    { location: "http://10.0.0.1/", denial: "private" },
    { location: "http://169.254.169.254/latest/meta-data/", denial: "cloud-metadata" },
    { location: "http://[fd00:ec2::254]/", denial: "cloud-metadata" },
    { location: "http://[64:ff9b::7f00:1]/", denial: "ipv4-embedding" },
    { location: "http://0.0.0.0:PORT/", denial: "unspecified" },
    { location: "http://user:password@other.example/", denial: "credentials-in-url" },
    { location: "http://other.example:6379@other.example/", denial: "credentials-in-url" },
    { location: "http://other.example:25/", denial: "port" },
    { location: "file:///etc/passwd", denial: "scheme" },
    { location: "gopher://127.0.0.1:PORT/_FLUSHALL", denial: "scheme" },
  ])("$location: $denial", async ({ location, denial }) => {
    const victim = await rawServer((socket) => socket.end());
    const target = location.replace("PORT", String(victim.port));
    const { port } = await httpServer((_request, response) => response.writeHead(302, { Location: target }).end());
    // An engine that follows whatever it is told, as a defence that does not rely on the engine's own rules must assume.
    const { corsFetch: gullible, fed } = scriptedEngines({
      standard: [outgoing({ url: `http://api.example:${port}/` }), outgoing({ hop: 1, url: target })],
    });
    const { exchanges } = await replayOver([port], { corsFetch: gullible })(
      fetchRequest(),
      [profile("standard")],
      options(),
    );
    expect(fed.standard?.[1]).toEqual({ kind: "failure", phase: "egress", code: denial });
    expect(exchanges[1]).toMatchObject({ remoteAddress: null, failure: { phase: "egress", code: denial } });
    expect(victim.sockets).toHaveLength(0);
  });
});

describe("the whole diagnosis has one deadline", () => {
  test("a server that drips for ever takes the rest of the time, and nothing is sent after it", async () => {
    const { port, sockets } = await rawServer((socket) => {
      const timer = setInterval(() => socket.write("A: b\r\n"), 20);
      socket.on("close", () => {
        clearInterval(timer);
      });
      socket.write("HTTP/1.1 200 OK\r\n");
    });
    const url = `http://api.example:${port}`;
    const { corsFetch: stubborn, fed } = scriptedEngines({
      standard: [outgoing({ url: `${url}/1` }), outgoing({ url: `${url}/2` })],
    });
    const replay = replayOver([port], { corsFetch: stubborn, deadlineMs: 200 });
    const { exchanges } = await replay(fetchRequest(), [profile("standard")], options());
    expect(fed.standard).toEqual([
      { kind: "failure", phase: "timeout", code: "deadline" },
      { kind: "not-sent", because: "limit", limit: "deadline" },
    ]);
    expect(exchanges).toHaveLength(1);
    expect(sockets).toHaveLength(1);
  });

  test("aborting ends the replay with the signal's reason and closes the connection", async () => {
    const controller = new AbortController();
    const reason = new Error("The user left");
    const { port, sockets } = await rawServer(() => {
      controller.abort(reason);
    });
    const request = fetchRequest({ url: `http://api.example:${port}/`, origin: { kind: "opaque" } });
    const replay = replayOver([port])(request, ENGINES, options({ signal: controller.signal }));
    await expect(replay).rejects.toBe(reason);
    await expect.poll(() => sockets[0]?.destroyed).toBe(true);
    expect(sockets).toHaveLength(1);
  });
});
