import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { createServer as createTcpServer, type AddressInfo, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { onTestFinished } from "vitest";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { createEgress, type EgressOptions } from "#lib/egress/egress.ts";
import { corsFetch } from "#lib/fetch/cors-fetch.ts";
import type { HeaderLine } from "#lib/fetch/header-list.ts";
import { createProbing, type ProbingPorts } from "#lib/replay/probing.ts";
import { createReplay, type ReplayPorts } from "#lib/replay/replay.ts";
import { createTransport, type TransportLimits } from "#lib/replay/transport.ts";
import { createServices } from "#lib/service/create-services.ts";
import type { DiagnoseOptions, DiagnoseResult, Services } from "#lib/service/services.ts";
import { createTargetSlots, startSystemTimer } from "#lib/service/target-slots.ts";
import { openDiagnosisStore } from "#lib/store/open-diagnosis-store.ts";

/** A page of this machine over http: what it requests here is no mixed content and needs no permission. */
export const PAGE = "http://shop.localhost";
/** All names lead to 127.0.0.1. */
export const HOST = "api.example";
export const PUBLIC_URL = "https://preflight.example";

const DAY_MS = 86_400_000;
export const RETENTION_DAYS = 30;
export const RETENTION_MS = RETENTION_DAYS * DAY_MS;

export interface ServiceOptions {
  /** Loopback ports that may be contacted; all other sockets of this machine are denied. */
  readonly ports?: readonly number[];
  readonly egress?: Partial<EgressOptions>;
  readonly limits?: Partial<TransportLimits>;
  readonly replay?: Partial<Pick<ReplayPorts, "deadlineMs" | "maxExchanges">>;
  readonly probing?: Partial<Pick<ProbingPorts, "timeMs" | "maxProbes">>;
  readonly slotsPerHost?: number;
}

export interface Service {
  readonly services: Services;
  /** Diagnoses, and fails the test when the result is something else. */
  diagnose(input: object, options?: Partial<DiagnoseOptions>): Promise<Diagnosis>;
  result(input: object, options?: Partial<DiagnoseOptions>): Promise<DiagnoseResult>;
  /** Everything that is stored, as it stands in the database. */
  rows(): string[];
  /** What the clock says; tests turn it. */
  readonly clock: { now: number };
  /** Makes the database fail from now on. */
  closeStore(): Promise<void>;
}

/** The verbs over a real database, a real transport and the real guard. */
export async function startService(options: ServiceOptions = {}): Promise<Service> {
  const directory = mkdtempSync(join(tmpdir(), "preflight-service-"));
  const file = join(directory, "preflight.db");
  const clock = { now: Date.UTC(2026, 10, 22) };
  const store = await openDiagnosisStore(`file:${file}`, () => clock.now);
  onTestFinished(async () => {
    await store.close();
    rmSync(directory, { recursive: true });
  });
  const egress = createEgress({
    resolver: { resolve: () => Promise.resolve(["127.0.0.1"]) },
    exceptions: (options.ports ?? []).map((port) => ({ address: "127.0.0.1", port })),
    ...options.egress,
  });
  const ports = { transport: createTransport(egress, options.limits), publicUrl: PUBLIC_URL };
  const services = createServices({
    store,
    egress,
    replay: createReplay({ corsFetch, ...ports, ...options.replay }),
    startProbing: createProbing({ ...ports, ...options.probing }),
    targetSlots: createTargetSlots({ startTimer: startSystemTimer, slotsPerHost: options.slotsPerHost ?? 2 }),
    now: () => clock.now,
    randomBytes,
    publicUrl: PUBLIC_URL,
    retentionDays: RETENTION_DAYS,
  });
  const result: Service["result"] = (input, more = {}) =>
    services.diagnose(input, { signal: new AbortController().signal, ...more });
  return {
    services,
    result,
    async diagnose(input, more) {
      const answer = await result(input, more);
      if (answer.kind !== "diagnosis") throw new Error(JSON.stringify(answer));
      return answer.diagnosis;
    },
    rows() {
      const database = new Database(file, { readonly: true });
      const rows = database.prepare("select * from diagnoses").all();
      database.close();
      return rows.map((row) => JSON.stringify(row));
    },
    clock,
    closeStore: () => store.close(),
  };
}

export interface Target {
  readonly port: number;
  readonly url: string;
  /** Method, path, headers and body of each request that arrived, in order. */
  readonly requests: { readonly method: string; readonly path: string; readonly headers: IncomingMessage["headers"] }[];
  readonly sockets: Set<Socket>;
}

/** An HTTP server on a free port of 127.0.0.1. */
export async function httpTarget(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Target> {
  const requests: Target["requests"] = [];
  const server = createServer((request, response) => {
    requests.push({ method: request.method ?? "", path: request.url ?? "", headers: request.headers });
    request.resume();
    handler(request, response);
  });
  return { requests, ...(await listening(server)) };
}

/** Answers every request with this status and these lines. */
export function answering(status: number, ...lines: readonly HeaderLine[]): Promise<Target> {
  return httpTarget((_request, response) => {
    response.writeHead(status, lines.flat());
    response.end();
  });
}

/** A TCP server that does with a connection what it likes, once bytes arrive. */
export async function tcpTarget(respond: (socket: Socket) => void): Promise<Target> {
  const server = createTcpServer((socket) => {
    socket.on("error", () => undefined);
    socket.once("data", () => {
      respond(socket);
    });
  });
  return { requests: [], ...(await listening(server)) };
}

/** Writes the same bytes again and again until the connection ends. */
export function writeForEver(socket: Socket, bytes: string, everyMs = 5): void {
  const timer = setInterval(() => socket.write(bytes), everyMs);
  socket.on("close", () => {
    clearInterval(timer);
  });
}

async function listening(server: Server): Promise<Pick<Target, "port" | "url" | "sockets">> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  const { port } = server.address() as AddressInfo;
  return { port, url: `http://${HOST}:${String(port)}/orders`, sockets };
}
