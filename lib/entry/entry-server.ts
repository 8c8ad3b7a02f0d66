import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { apiCorsHeaders } from "#lib/api/api-cors.ts";
import { allowedMethods } from "#lib/api/api-methods.ts";
import type { Problem } from "#lib/api/problems.ts";
import {
  CONNECTIONS_CHECK_INTERVAL_MS,
  KEEP_ALIVE_TIMEOUT_MS,
  REQUEST_HEADERS_MAX_BYTES,
  REQUEST_HEADERS_TIMEOUT_MS,
  REQUEST_TIMEOUT_MS,
  SOCKET_IDLE_TIMEOUT_MS,
} from "#lib/config/defaults.ts";
import type { Config } from "#lib/config/env.ts";
import { keepRouterOutOfVary } from "./api-vary.ts";
import { clientAddress } from "./client-address.ts";
import { isForeign } from "./cross-site-check.ts";
import { headerPairs, replaceForwardingHeaders } from "./forwarding-headers.ts";
import { createHostCheck, type ServedHost } from "./host-check.ts";
import { pathnameOf } from "./request-target.ts";
import { securityHeaders } from "./security-headers.ts";
import { sendProblem, writeProblem } from "./send-problem.ts";
import { methodNotAllowed, problemOfUnreadable, type UnreadableRequest } from "./unreadable-request.ts";

export interface EntryTimeouts {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly idleMs: number;
  readonly keepAliveMs: number;
  readonly checkIntervalMs: number;
}

export interface EntryOptions {
  readonly config: Pick<Config, "host" | "port" | "publicUrl" | "privateTargets" | "trustedProxyHops">;
  /** Gets the requests that the guards let through, with forwarding headers that it can trust. */
  readonly handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** Gets WebSocket handshakes of our own pages. Without it they are ordinary requests. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly log: { debug(details: object, message: string): void; error(details: object, message: string): void };
  readonly newRequestId: () => string;
  readonly timeouts?: EntryTimeouts;
}

const DEFAULT_TIMEOUTS: EntryTimeouts = {
  headersMs: REQUEST_HEADERS_TIMEOUT_MS,
  requestMs: REQUEST_TIMEOUT_MS,
  idleMs: SOCKET_IDLE_TIMEOUT_MS,
  keepAliveMs: KEEP_ALIVE_TIMEOUT_MS,
  checkIntervalMs: CONNECTIONS_CHECK_INTERVAL_MS,
};

/** Orchestrators ask these by address, with whatever `Host` they like; the answers tell nothing. */
const HEALTH_PATH = /^\/api\/health\/(?:live|ready)$/;

const API_PATH = /^\/api\//;

type Admission = { readonly served: ServedHost; readonly problem: null } | { readonly problem: Problem };

/** The server that the world talks to. It is not listening yet. */
export function createEntryServer(options: EntryOptions): Server {
  const { config, handle, upgrade, log, newRequestId, timeouts = DEFAULT_TIMEOUTS } = options;
  const localMode = config.privateTargets === "allow";
  const checkHost = createHostCheck(config);
  const commonHeaders = Object.entries(securityHeaders(config.publicUrl, localMode));

  function admit(request: IncomingMessage): Admission {
    const { method = "", url = "", headers } = request;
    const pathname = pathnameOf(url);
    const hosts = headerPairs(request.rawHeaders).filter(([name]) => name.toLowerCase() === "host");
    if (pathname === null || hosts.length > 1) return { problem: { code: "bad-request" } };
    const served =
      checkHost(headers.host) ??
      (!localMode && HEALTH_PATH.test(pathname) ? ({ host: "health.invalid", protocol: "http" } as const) : null);
    if (!served) return { problem: { code: "misdirected-request" } };
    if (localMode && isForeign({ method, pathname, headers, ownOrigin: `${served.protocol}://${served.host}` })) {
      return { problem: { code: "forbidden", detail: "Another web page made this request." } };
    }
    if (!allowedMethods(pathname).includes(method)) return { problem: methodNotAllowed(url) };
    return { served, problem: null };
  }

  function trustHeaders(request: IncomingMessage, { host, protocol }: ServedHost, requestId: string): void {
    const forwardedFor = request.headers["x-forwarded-for"];
    replaceForwardingHeaders(request, {
      "x-forwarded-for": clientAddress(
        request.socket.remoteAddress,
        Array.isArray(forwardedFor) ? forwardedFor.join(",") : forwardedFor,
        config.trustedProxyHops,
      ),
      "x-forwarded-host": host,
      "x-forwarded-proto": protocol,
      "x-request-id": requestId,
    });
  }

  const server = createServer(
    {
      maxHeaderSize: REQUEST_HEADERS_MAX_BYTES,
      headersTimeout: timeouts.headersMs,
      requestTimeout: timeouts.requestMs,
      keepAliveTimeout: timeouts.keepAliveMs,
      connectionsCheckingInterval: timeouts.checkIntervalMs,
      requireHostHeader: false,
    },
    (request, response) => {
      const requestId = newRequestId();
      const place = { publicUrl: config.publicUrl, requestId };
      for (const [name, value] of commonHeaders) response.setHeader(name, value);
      response.setHeader("x-request-id", requestId);
      const { method, url = "" } = request;
      response.once("close", () => {
        log.debug({ requestId, method, path: pathnameOf(url), status: response.statusCode }, "A request was answered");
      });
      response.once("finish", () => {
        // What arrives late of a body that nobody reads is neither collected by Next nor in the way of the next request.
        request.removeAllListeners("data").removeAllListeners("readable").resume();
      });

      const isApiCall = API_PATH.test(url);
      const admission = admit(request);
      if (admission.problem) {
        for (const [name, value] of Object.entries(isApiCall ? apiCorsHeaders(localMode) : {})) {
          response.setHeader(name, value);
        }
        sendProblem(response, admission.problem, place);
        return;
      }
      trustHeaders(request, admission.served, requestId);
      if (isApiCall) keepRouterOutOfVary(response);
      handle(request, response).catch((error: unknown) => {
        log.error({ err: error, requestId }, "A request could not be handled");
        if (response.headersSent) response.destroy();
        else sendProblem(response, { code: "internal" }, place);
      });
    },
  );
  server.setTimeout(timeouts.idleMs);

  server.on("clientError", (error: UnreadableRequest, socket) => {
    const place = { publicUrl: config.publicUrl, requestId: newRequestId() };
    writeProblem(socket, problemOfUnreadable(error), place);
  });
  server.on("connect", (request: IncomingMessage, socket: Duplex) => {
    const place = { publicUrl: config.publicUrl, requestId: newRequestId() };
    writeProblem(socket, methodNotAllowed(request.url ?? "/"), place);
  });
  if (upgrade) {
    server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      const requestId = newRequestId();
      const admission = admit(request);
      const { origin } = request.headers;
      if (admission.problem) {
        writeProblem(socket, admission.problem, { publicUrl: config.publicUrl, requestId });
      } else if (origin !== undefined && origin !== `${admission.served.protocol}://${admission.served.host}`) {
        writeProblem(socket, { code: "forbidden" }, { publicUrl: config.publicUrl, requestId });
      } else {
        trustHeaders(request, admission.served, requestId);
        upgrade(request, socket, head);
      }
    });
  }
  return server;
}
