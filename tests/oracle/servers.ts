import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { getHeader } from "#lib/fetch/header-list.ts";
import { selfSigned } from "#tests/self-signed.ts";
import { answerTo, caseIdIn, isPreflight, type OracleCase } from "./case.ts";
import { serveConnection, type RawRequest, type RawResponse } from "./http-connection.ts";
import type { WireRequest } from "./oracle.ts";

type Route = (body: string) => string | Promise<string>;

/**
 * The loopback servers of all cases: any host is answered, by http on one port and by https on the other. The former is
 * a proxy too, which leads to itself for http and to the latter for https.
 */
export interface OracleServers {
  readonly httpPort: number;
  readonly httpsPort: number;
  /** By path: documents and data that belong to no case. */
  readonly routes: Map<string, Route>;
  add(cases: readonly OracleCase[]): void;
  /** The requests of a case so far, in order. */
  wireOf(id: string): readonly WireRequest[];
  close(): Promise<void>;
}

const PAGE = "<!doctype html><meta charset=utf-8><title>Oracle</title>";

/** The address of the page from which a case is made; profiles know no other path. */
export function pageUrl({ origin, isSandboxed }: OracleCase["page"]): string {
  return `${origin}/${isSandboxed ? "?sandbox" : ""}`;
}

export async function startServers(): Promise<OracleServers> {
  const cases = new Map<string, { oracleCase: OracleCase; wire: WireRequest[]; actualRequests: number }>();
  const routes = new Map<string, Route>([["/", () => PAGE]]);

  const answer = (scheme: string, request: RawRequest): RawResponse | Promise<RawResponse> => {
    const { method, target, headers } = request;
    const base = `${scheme}://${getHeader(headers, "host") ?? ""}`;
    // Chromium accepts hosts that are none by the URL standard.
    const url = URL.parse(target, base) ?? new URL(target, "http://invalid.test");
    const route = routes.get(url.pathname);
    if (route !== undefined) return routed(route, request, url);
    const state = cases.get(caseIdIn(url.search) ?? "");
    if (state === undefined) return { status: 404, headers: [], body: "" };
    // Proxies are told the userinfo too.
    url.username = "";
    url.password = "";
    state.wire.push({ method, url: url.href, headers });
    const asked = { isPreflight: isPreflight(method, headers), headers, actualRequests: state.actualRequests };
    if (!asked.isPreflight) state.actualRequests += 1;
    return { ...answerTo(state.oracleCase, asked), body: "ok" };
  };

  const secure = createTlsServer(selfSigned("DNS:*.test"), (socket) => {
    serveConnection(socket, (request) => answer("https", request));
  });
  const plain = createServer((socket) => {
    serveConnection(socket, (request) => {
      if (request.method !== "CONNECT") return answer("http", request);
      tunnel(socket, (secure.address() as AddressInfo).port);
      return null;
    });
  });
  const servers = [plain, secure];
  const sockets = new Set<Socket>();
  for (const server of servers) {
    server.on("connection", (socket: Socket) => sockets.add(socket));
  }
  const [httpPort = 0, httpsPort = 0] = await Promise.all(servers.map(listening));
  return {
    httpPort,
    httpsPort,
    routes,
    add: (added) => {
      for (const oracleCase of added) cases.set(oracleCase.id, { oracleCase, wire: [], actualRequests: 0 });
    },
    wireOf: (id) => cases.get(id)?.wire ?? [],
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(servers.map(closed));
    },
  };
}

async function routed(route: Route, { body }: RawRequest, { search }: URL): Promise<RawResponse> {
  // A document with this policy has an opaque origin.
  const sandbox = search === "?sandbox" ? [["Content-Security-Policy", "sandbox allow-scripts"] as const] : [];
  return {
    status: 200,
    headers: [["Content-Type", "text/html; charset=utf-8"], ["Access-Control-Allow-Origin", "*"], ...sandbox],
    body: Buffer.from(await route(body)).toString("latin1"),
  };
}

function tunnel(client: Socket, port: number): void {
  const server = connect({ port, host: "127.0.0.1", noDelay: true }, () => {
    client.write("HTTP/1.1 200 OK\r\n\r\n");
    server.pipe(client).pipe(server);
  });
  server.on("error", () => client.destroy());
  client.on("close", () => server.destroy());
}

async function listening(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

async function closed(server: Server): Promise<void> {
  server.close();
  await once(server, "close");
}
