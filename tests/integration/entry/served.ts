import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type Server } from "node:http";
import { connect, type AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import type { Config } from "#lib/config/env.ts";
import { createEntryServer, type EntryOptions } from "#lib/entry/entry-server.ts";

export interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
}

export interface Served {
  readonly server: Server;
  readonly port: number;
  /** The requests that got through to the inner handler. */
  readonly seen: Seen[];
  readonly errors: object[];
  /** Sends bytes over a socket of its own and gives back all that comes until the other side closes. */
  raw(bytes: string): Promise<string>;
  /** Sends a request and asks for the connection to be closed after it. */
  send(requestLine: string, headers?: Readonly<Record<string, string>>, body?: string): Promise<string>;
}

/** A port that was free a moment ago: the guards must know their port before they listen. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** An entry server on loopback in front of a handler that answers every request with 200 `inner`. */
export async function serve(
  config: Partial<Config> = {},
  options: Partial<Omit<EntryOptions, "config">> = {},
): Promise<Served> {
  const port = await freePort();
  const seen: Seen[] = [];
  const errors: object[] = [];
  let requests = 0;
  const server = createEntryServer({
    config: {
      host: "127.0.0.1",
      port,
      publicUrl: `http://127.0.0.1:${port}`,
      privateTargets: "deny",
      trustedProxyHops: 0,
      ...config,
    },
    handle: (request: IncomingMessage, response) => {
      const { method, url, headers, rawHeaders } = request;
      seen.push({ method, url, headers, rawHeaders });
      response.end("inner");
      return Promise.resolve();
    },
    log: {
      debug() {
        // Nobody reads it.
      },
      error(details) {
        errors.push(details);
      },
    },
    newRequestId: () => `request-${(requests += 1)}`,
    ...options,
  });
  server.listen(port, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });

  async function raw(bytes: string): Promise<string> {
    const socket = connect(port, "127.0.0.1");
    socket.setEncoding("latin1");
    let answer = "";
    socket.on("data", (chunk: string) => {
      answer += chunk;
    });
    socket.on("error", () => undefined);
    socket.write(bytes, "latin1");
    await once(socket, "close");
    return answer;
  }

  return {
    server,
    port,
    seen,
    errors,
    raw,
    send(requestLine, headers = {}, body = "") {
      const lines = Object.entries({
        host: `127.0.0.1:${port}`,
        ...(body === "" ? {} : { "content-length": String(body.length) }),
        ...headers,
        connection: headers["connection"] ?? "close",
      });
      return raw(
        `${requestLine} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n${body}`,
      );
    },
  };
}

export function statusOf(answer: string): number {
  return Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1]);
}

export function headerOf(answer: string, name: string): string | undefined {
  const [head = ""] = answer.split("\r\n\r\n");
  const line = head.split("\r\n").find((candidate) => candidate.toLowerCase().startsWith(`${name}:`));
  return line?.slice(name.length + 1).trim();
}

/** The last part of the problem's `type`, or undefined when the answer is no problem. */
export function problemOf(answer: string): string | undefined {
  return /"type": "[^"]*\/problems\/([^"]+)"/.exec(answer)?.[1];
}
