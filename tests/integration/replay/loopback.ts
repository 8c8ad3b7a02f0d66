import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";
import { createEgress, type EgressOptions } from "#lib/egress/egress.ts";
import { createTransport, type Transport, type TransportLimits } from "#lib/replay/transport.ts";
import type { WireExchange, WireRequest } from "#lib/replay/wire-observation.ts";

export interface RawServer {
  readonly port: number;
  /** Head and body of each request as it was received, Latin-1. */
  readonly requests: string[];
  readonly sockets: Socket[];
}

/** A TCP server on 127.0.0.1 that answers, or does not, once the head of a request is complete. */
export async function rawServer(respond: (socket: Socket) => void): Promise<RawServer> {
  const requests: string[] = [];
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    const index = requests.push("") - 1;
    sockets.push(socket);
    let hasResponded = false;
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      const received = (requests[index] ?? "") + chunk.toString("latin1");
      requests[index] = received;
      if (hasResponded || !received.includes("\r\n\r\n")) return;
      hasResponded = true;
      respond(socket);
    });
  });
  return { port: await listen(server, sockets), requests, sockets };
}

/** Listens on a free port of 127.0.0.1 until the test is over. */
export async function listen(server: Server, sockets: Iterable<Socket> = []): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return (server.address() as AddressInfo).port;
}

/** A transport that may reach this machine only by the names and sockets that a test gives it. */
export function loopbackTransport({
  egress = {},
  limits = {},
}: { egress?: Partial<EgressOptions>; limits?: Partial<TransportLimits> } = {}): Transport {
  const resolver = { resolve: () => Promise.resolve(["127.0.0.1"]) };
  return createTransport(createEgress({ resolver, allowPrivate: true, ...egress }), limits);
}

export function get(url: string, request: Partial<WireRequest> = {}): WireRequest {
  return { method: "GET", url, headers: [], body: null, ...request };
}

/** Sends with a deadline that no test should reach. */
export function send(transport: Transport, request: WireRequest, deadlineMs = 5_000): Promise<WireExchange> {
  return transport.send(request, { signal: new AbortController().signal, deadlineMs });
}
