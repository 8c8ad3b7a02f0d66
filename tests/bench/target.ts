import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A process of its own, so that its work does not count as the diagnosis': as many servers as the argument says. */
const servers = Array.from({ length: Number(process.argv[2]) }, () => createServer(answer).listen(0, "127.0.0.1"));
await Promise.all(servers.map((server) => once(server, "listening")));
process.send?.(servers.map((server) => (server.address() as AddressInfo).port));
process.once("disconnect", () => process.exit());

function answer(request: IncomingMessage, response: ServerResponse): void {
  request.resume();
  response.setHeader("Access-Control-Allow-Origin", request.headers.origin ?? "*").setHeader("Vary", "Origin");
  if (request.method === "OPTIONS") {
    response.setHeader("Access-Control-Allow-Methods", "PUT").setHeader("Access-Control-Allow-Headers", "content-type");
    response.writeHead(204).end();
  } else {
    response.setHeader("Content-Type", "application/json").end('{"stored":true}');
  }
}
