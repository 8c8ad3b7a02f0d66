import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import {
  API_BODY_MAX_BYTES,
  REQUEST_HEADERS_MAX_BYTES,
  REQUEST_HEADERS_TIMEOUT_MS,
  REQUEST_TIMEOUT_MS,
} from "#lib/config/defaults.ts";
import type { HeaderList } from "#lib/fetch/header-list.ts";
import { labResponse, type LabResponse } from "./answer.ts";
import { labPage } from "./page.ts";
import { LAB_SITES, type LabOrigins, type LabSite } from "./scenario.ts";

export interface LabOptions {
  /** The ports of the page's, the API's and the third origin; 0 for any free one. */
  readonly ports: readonly [number, number, number];
  readonly host: string;
  /** The public origins, where a proxy stands in front. */
  readonly origins?: LabOrigins;
}

export interface Lab {
  readonly origins: LabOrigins;
  /** The ports that are listened on. */
  readonly ports: readonly [number, number, number];
  close(): Promise<void>;
}

/**
 * Starts the three example servers. Their answers are fixed: nothing that a caller sends comes back, except an `Origin`
 * that is one of the lab's own. Rejects with the error of the socket when a port cannot be had.
 */
export async function startLab({ ports, host, origins }: LabOptions): Promise<Lab> {
  const servers = LAB_SITES.map(() => createServer({ maxHeaderSize: REQUEST_HEADERS_MAX_BYTES, ...TIMEOUTS }));
  const close = async () => {
    await Promise.all(servers.filter((server) => server.listening).map(closed));
  };
  const started = await Promise.allSettled(servers.map((server, index) => listening(server, ports[index] ?? 0, host)));
  const failed = started.find((result) => result.status === "rejected");
  if (failed) {
    await close();
    throw failed.reason as Error;
  }
  const bound = servers.map((server) => (server.address() as AddressInfo).port) as unknown as Lab["ports"];
  const own = bound.map((port) => `http://${host.includes(":") ? `[${host}]` : host}:${String(port)}`);
  const published = origins ?? (own as unknown as LabOrigins);
  for (const [index, site] of LAB_SITES.entries()) {
    servers[index]?.on("request", (request: IncomingMessage, response: ServerResponse) => {
      answerRequest(request, response, site, published);
    });
  }
  return { origins: published, ports: bound, close };
}

const TIMEOUTS = { headersTimeout: REQUEST_HEADERS_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS };

async function listening(server: Server, port: number, host: string): Promise<void> {
  server.listen(port, host);
  await once(server, "listening");
}

async function closed(server: Server): Promise<void> {
  server.close();
  server.closeAllConnections();
  await once(server, "close");
}

function answerRequest(request: IncomingMessage, response: ServerResponse, site: LabSite, origins: LabOrigins): void {
  discardBody(request);
  const { pathname: path, search } = URL.parse(request.url ?? "", "http://lab.invalid") ?? { pathname: "", search: "" };
  if (site === "page" && path === "/") {
    send(response, { status: 200, headers: PAGE_HEADERS, body: labPage(origins) });
    return;
  }
  const { origin } = request.headers;
  const asksForMethod = "access-control-request-method" in request.headers;
  const asksForHeaders = "access-control-request-headers" in request.headers;
  const { method = "" } = request;
  const question = { site, path, hasQuery: search !== "", method, origin, asksForMethod, asksForHeaders };
  send(response, labResponse(question, origins));
}

/** Bodies are of no interest, but a connection is reused only after its request was read to the end. */
function discardBody(request: IncomingMessage): void {
  let bytes = 0;
  request.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > API_BODY_MAX_BYTES) request.destroy();
  });
}

const PAGE_HEADERS: HeaderList = [
  ["Content-Type", "text/html; charset=utf-8"],
  ["Content-Security-Policy", "script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'"],
  ["Cache-Control", "no-store"],
  ["X-Content-Type-Options", "nosniff"],
];

function send(response: ServerResponse, { status, headers, body }: LabResponse): void {
  // A flat array keeps repeated lines apart, and their order and case.
  // The same scenario gives the same bytes every time.
  response.sendDate = false;
  response.writeHead(
    status,
    status === 204 ? headers.flat() : [...headers.flat(), "Content-Length", String(Buffer.byteLength(body))],
  );
  response.end(body);
}
