import type { Socket } from "node:net";
import type { ConnectionOptions } from "node:tls";
import { buildConnector } from "undici";
import { MAX_DIALLED_ADDRESSES } from "#lib/config/limits.ts";
import { canonicalAddress, classifyAddress } from "./address.ts";
import { admit, type AdmissionRules } from "./admission.ts";
import { ConnectionError } from "./connection-error.ts";
import { checkTarget, type Target } from "./target.ts";

/** Opens sockets: the one place through which the process reaches another machine. */
export type Dialler = (how: { readonly timeoutMs: number; readonly signal: AbortSignal }) => buildConnector.connector;

/** The phases of a connection as they end. */
export type ConnectionProgress =
  | { readonly phase: "dns"; readonly durationMs: number }
  | { readonly phase: "connect"; readonly durationMs: number; readonly remoteAddress: string }
  | { readonly phase: "tls"; readonly durationMs: number };

export interface ConnectorContext {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: ConnectionProgress) => void;
}

export interface ConnectorRules extends AdmissionRules {
  readonly dialler: Dialler;
  readonly connectTimeoutMs: number;
}

/** undici's own connector, HTTP/1.1 only, with nothing carried over from one connection to the next. */
export function undiciDialler(tls: Pick<ConnectionOptions, "ca">): Dialler {
  return ({ timeoutMs, signal }) =>
    buildConnector({ ...tls, allowH2: false, maxCachedSessions: 0, timeout: timeoutMs, signal });
}

/**
 * A connector for one undici client and one connection to the host of that URL. What undici asks it for is not looked
 * at, so no option of a request can lead it elsewhere; and undici's lookup hook is of no use here, because it is not
 * called for IP literals.
 */
export function connectorFor(url: string, rules: ConnectorRules, context: ConnectorContext): buildConnector.connector {
  let isUsed = false;
  return (_options, callback) => {
    if (isUsed) {
      // A lost connection must not make undici send the request again.
      callback(new ConnectionError({ stage: "connect", systemCode: "ECONNRESET" }), null);
      return;
    }
    isUsed = true;
    open(url, rules, context).then(
      (socket) => {
        callback(null, socket);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error("No connection", { cause: error }), null);
      },
    );
  };
}

async function open(url: string, rules: ConnectorRules, context: ConnectorContext): Promise<Socket> {
  const { signal, onProgress } = context;
  const checked = checkTarget(url);
  if (checked.kind === "denied") throw new ConnectionError({ stage: "egress", denial: checked.denial });
  const { target } = checked;

  const lookupStartedAt = performance.now();
  const admission = await admit(target, rules, signal);
  if (target.hostKind === "name") onProgress({ phase: "dns", durationMs: performance.now() - lookupStartedAt });
  if (admission.kind === "denied") throw new ConnectionError({ stage: "egress", denial: admission.denial });
  if (admission.kind === "unresolved") throw new ConnectionError({ stage: "name-lookup", code: admission.code });

  const connectStartedAt = performance.now();
  const endsAt = connectStartedAt + rules.connectTimeoutMs;
  const { socket, address } = await dialFirst(target, admission.addresses, endsAt, rules, signal);
  onProgress({ phase: "connect", durationMs: performance.now() - connectStartedAt, remoteAddress: address });
  if (target.protocol === "http:") return socket;

  const tlsStartedAt = performance.now();
  const tlsSocket = await startTls(socket, target, address, endsAt, rules, signal);
  onProgress({ phase: "tls", durationMs: performance.now() - tlsStartedAt });
  return tlsSocket;
}

/** Dials the addresses in turn, each with an equal share of the time that is left. The first failure is reported. */
async function dialFirst(
  target: Target,
  addresses: readonly string[],
  endsAt: number,
  { dialler }: ConnectorRules,
  signal: AbortSignal,
): Promise<{ socket: Socket; address: string }> {
  const candidates = addresses.slice(0, MAX_DIALLED_ADDRESSES);
  const failures: unknown[] = [];
  for (const [index, address] of candidates.entries()) {
    const timeoutMs = Math.ceil(timeLeftMs(endsAt) / (candidates.length - index));
    const options = { protocol: "http:", hostname: address, port: String(target.port) };
    try {
      const socket = await connected(dialler({ timeoutMs, signal }), options);
      verifyPeer(socket, address);
      return { socket, address };
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof ConnectionError) throw error;
      failures.push(error);
    }
  }
  throw new ConnectionError({ stage: "connect", systemCode: systemCodeOf(failures[0]) }, { cause: failures[0] });
}

/** The socket must have reached the address that was checked, before a byte is written to it. */
function verifyPeer(socket: Socket, address: string): void {
  const { remoteAddress } = socket;
  if (remoteAddress !== undefined && canonicalAddress(remoteAddress) === canonicalAddress(address)) return;
  socket.destroy();
  if (remoteAddress === undefined) throw new ConnectionError({ stage: "connect", systemCode: "ECONNRESET" });
  throw new ConnectionError({ stage: "egress", denial: classifyAddress(remoteAddress) ?? "invalid-host" });
}

async function startTls(
  httpSocket: Socket,
  target: Target,
  address: string,
  endsAt: number,
  { dialler }: ConnectorRules,
  signal: AbortSignal,
): Promise<Socket> {
  const servername = target.hostKind === "address" ? {} : { servername: target.host };
  const options = { protocol: "https:", hostname: address, port: String(target.port), httpSocket, ...servername };
  try {
    return await connected(dialler({ timeoutMs: timeLeftMs(endsAt), signal }), options);
  } catch (error) {
    httpSocket.destroy();
    signal.throwIfAborted();
    // Node gives an orderly end of the connection the code of a reset, but no system call.
    const endedByPeer = systemCodeOf(error) === "ECONNRESET" && !(error instanceof Error && "syscall" in error);
    throw new ConnectionError({ stage: "tls", systemCode: systemCodeOf(error), endedByPeer }, { cause: error });
  }
}

function connected(dial: buildConnector.connector, options: buildConnector.Options): Promise<Socket> {
  return new Promise((resolve, reject) => {
    dial(options, (error, socket) => {
      if (error === null) resolve(socket);
      else reject(error);
    });
  });
}

/** Whole milliseconds, at least one: zero would mean no limit. */
function timeLeftMs(endsAt: number): number {
  return Math.max(1, Math.ceil(endsAt - performance.now()));
}

function systemCodeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
