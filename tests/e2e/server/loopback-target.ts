import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";

/** A TCP server on 127.0.0.1 that a diagnosis is pointed at. */
export interface LoopbackTarget {
  readonly origin: string;
  readonly connections: number;
  /** The request line of each request of which the head arrived. */
  readonly requestLines: readonly string[];
  /** Resolves when as many connections were made, since the start. */
  connected(count: number): Promise<void>;
  close(): Promise<void>;
}

/** What it does with a connection: `head` is the request line and the headers of its first request. */
export type Respond = (socket: Socket, head: string) => void;

export async function startTarget(respond: Respond): Promise<LoopbackTarget> {
  const sockets = new Set<Socket>();
  const requestLines: string[] = [];
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => sockets.delete(socket));
    let received = "";
    const onData = (chunk: Buffer) => {
      received += chunk.toString("latin1");
      const end = received.indexOf("\r\n\r\n");
      if (end < 0) return;
      socket.off("data", onData).resume();
      requestLines.push(received.slice(0, received.indexOf("\r\n")));
      respond(socket, received.slice(0, end));
    };
    socket.on("data", onData);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get connections() {
      return connections;
    },
    requestLines,
    async connected(count) {
      while (connections < count) await once(server, "connection");
    },
    async close() {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, "close");
    },
  };
}

/** Writes a whole answer and closes the connection. */
export function answerWith(status: string, headers: readonly string[] = [], body = ""): Respond {
  const lines = [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${body.length}`, "Connection: close"];
  return (socket) => {
    socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
  };
}
