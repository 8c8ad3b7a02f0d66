import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Misconfiguration } from "./situations.ts";

/** A server of ours on a free port of 127.0.0.1. */
export interface Listening {
  readonly port: number;
  close(): void;
}

const ANSWERS: Readonly<Record<string, { status: number; headers?: Record<string, string>; json: unknown }>> = {
  "GET /items": { status: 200, headers: { "X-Total-Count": "2" }, json: [{ id: 7 }, { id: 8 }] },
  "PUT /items/7": { status: 200, json: { id: 7 } },
  "GET /fails": { status: 500, json: { error: "This application fails here" } },
};

/** The application that proxies have behind them. At `/breaks` it hangs up, so that the proxy has to answer itself. */
export function startApplication(misconfiguration: Misconfiguration): Promise<Listening> {
  return listening((request, response) => {
    const { status, headers, json } = ANSWERS[`${request.method ?? ""} ${request.url ?? ""}`] ?? {
      status: 404,
      json: { error: "There is no such page" },
    };
    request.resume();
    if (request.url === "/breaks") {
      request.destroy();
      return;
    }
    response.writeHead(status, {
      "Content-Type": "application/json",
      ...headers,
      ...(misconfiguration === "wildcard" ? { "Access-Control-Allow-Origin": "*" } : {}),
    });
    response.end(JSON.stringify(json));
  });
}

/** A server whose every answer is an empty page. */
export function startPage(): Promise<Listening> {
  return listening((request, response) => {
    request.resume();
    response.writeHead(200, { "Content-Type": "text/html" });
    response.end("<!doctype html><title>A page</title>");
  });
}

async function listening(handler: Parameters<typeof createServer>[1]): Promise<Listening> {
  const server = createServer(handler);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
