import { createServer, type Socket } from "node:net";
import { describe, expect, test } from "vitest";
import { undiciDialler, type Dialler } from "#lib/egress/connector.ts";
import { createEgress, type EgressOptions } from "#lib/egress/egress.ts";
import { NameLookupError } from "#lib/egress/name-resolver.ts";
import { createTransport } from "#lib/replay/transport.ts";
import { get, listen, rawServer, send } from "#tests/integration/replay/loopback.ts";

const OK = "HTTP/1.1 204 No Content\r\n\r\n";
const PUBLIC = "93.184.215.14";

function transportWith(addresses: readonly string[], options: Partial<EgressOptions> = {}) {
  return createTransport(createEgress({ resolver: { resolve: () => Promise.resolve(addresses) }, ...options }));
}

/** The real dialler, with the addresses that it was asked for. */
function recordingDialler(): { dialled: string[]; dialler: Dialler } {
  const dialled: string[] = [];
  const dialler: Dialler = (how) => (options, callback) => {
    dialled.push(options.hostname);
    undiciDialler({})(how)(options, callback);
  };
  return { dialled, dialler };
}

async function closedPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("the connector", () => {
  test("reaches an excepted socket in public mode, and Host stays the name", async () => {
    const server = await rawServer((socket) => socket.end(OK));
    const exceptions = [{ address: "127.0.0.1", port: server.port }];
    const { response } = await send(
      transportWith(["127.0.0.1"], { exceptions }),
      get(`http://lab.example:${server.port}/`),
    );
    expect(response?.status).toBe(204);
    expect(server.requests[0]).toContain(`\r\nhost: lab.example:${server.port}\r\n`);
  });

  test("tries the next address when one refuses", async () => {
    const { dialled, dialler } = recordingDialler();
    const server = await rawServer((socket) => socket.end(OK));
    const transport = transportWith(["127.0.0.2", "127.0.0.1"], { allowPrivate: true, dialler });
    const { response, remoteAddress } = await send(transport, get(`http://two.example:${server.port}/`));
    expect({ status: response?.status, remoteAddress }).toEqual({ status: 204, remoteAddress: "127.0.0.1" });
    expect(dialled).toEqual(["127.0.0.2", "127.0.0.1"]);
  });

  test("reports the first address's failure, and tries four at most", async () => {
    const { dialled, dialler } = recordingDialler();
    const addresses = [1, 2, 3, 4, 5, 6].map((last) => `127.0.0.${last}`);
    const transport = transportWith(addresses, { allowPrivate: true, dialler });
    const { failure } = await send(transport, get(`http://many.example:${await closedPort()}/`));
    expect(failure).toMatchObject({ phase: "connect", code: "connection-refused" });
    expect(dialled).toEqual(addresses.slice(0, 4));
  });

  test("reaches localhost over IPv4 when nothing listens on IPv6, and Host stays localhost", async () => {
    const server = await rawServer((socket) => socket.end(OK));
    const transport = transportWith([], { allowPrivate: true });
    const { response, timingMs } = await send(transport, get(`http://app.localhost:${server.port}/`));
    expect(response?.status).toBe(204);
    expect(timingMs?.dns).toBeNull();
    expect(server.requests[0]).toContain(`\r\nhost: app.localhost:${server.port}\r\n`);
  });

  test("denies when the socket has reached another address than the one that was checked", async () => {
    const server = await rawServer((socket) => socket.end(OK));
    const astray: Dialler = (how) => (options, callback) => {
      undiciDialler({})(how)({ ...options, hostname: "127.0.0.1" }, callback);
    };
    const { failure } = await send(
      transportWith([PUBLIC], { dialler: astray }),
      get(`http://public.example:${server.port}/`),
    );
    expect(failure).toMatchObject({ phase: "egress", code: "loopback" });
    expect(server.requests.join("")).toBe("");
    await expect.poll(() => server.sockets.every(({ destroyed }) => destroyed)).toBe(true);
  });

  test("sends a request once, even when the connection is lost before the answer", async () => {
    const server = await rawServer((socket) => socket.resetAndDestroy());
    const transport = transportWith(["127.0.0.1"], { allowPrivate: true });
    for (const method of ["GET", "POST"]) await send(transport, get(`http://lost.example:${server.port}/`, { method }));
    expect(server.requests.map((request) => request.split(" ")[0])).toEqual(["GET", "POST"]);
  });

  test("connects only once, whatever undici asks for", async () => {
    const server = await rawServer((socket) => socket.end(OK));
    const egress = createEgress({ resolver: { resolve: () => Promise.resolve(["127.0.0.1"]) }, allowPrivate: true });
    const url = `http://once.example:${server.port}/`;
    const connector = egress.connector(url, { signal: new AbortController().signal, onProgress: () => undefined });
    const elsewhere = { protocol: "http:", hostname: "elsewhere.example", port: "9" };
    const connect = () =>
      new Promise<Socket>((resolve, reject) => {
        connector(elsewhere, (error, socket) => {
          if (error === null) resolve(socket);
          else reject(error);
        });
      });
    const socket = await connect();
    expect(socket.remotePort).toBe(server.port);
    socket.destroy();
    await expect(connect()).rejects.toMatchObject({ failure: { stage: "connect", systemCode: "ECONNRESET" } });
  });
});

describe("a check", () => {
  test.each(["name-not-found", "name-lookup-failed"] as const)("says why there is no address: %s", async (code) => {
    const egress = createEgress({ resolver: { resolve: () => Promise.reject(new NameLookupError(code)) } });
    expect(await egress.check("http://a.example/", new AbortController().signal)).toEqual({ kind: "unresolved", code });
  });

  test("says that the look-up took too long", async () => {
    const egress = createEgress({ resolver: { resolve: () => new Promise(() => undefined) }, lookupTimeoutMs: 30 });
    expect(await egress.check("http://a.example/", new AbortController().signal)).toEqual({
      kind: "unresolved",
      code: "timeout",
    });
  });

  test("rejects with the reason of the signal", async () => {
    const controller = new AbortController();
    const reason = new Error("The user left");
    const egress = createEgress({
      resolver: {
        resolve: () => {
          controller.abort(reason);
          return new Promise(() => undefined);
        },
      },
    });
    await expect(egress.check("http://a.example/", controller.signal)).rejects.toBe(reason);
  });
});
