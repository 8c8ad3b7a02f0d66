import type { Socket } from "node:net";
import type { HeaderLine } from "#lib/fetch/header-list.ts";

/** A request with its method and lines as they were sent: Node's own parser refuses methods that browsers send. */
export interface RawRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly HeaderLine[];
  /** Latin-1. */
  readonly body: string;
}

export interface RawResponse {
  readonly status: number;
  /** Values are Latin-1; sent as they are. */
  readonly headers: readonly HeaderLine[];
  readonly body: string;
}

/** Answers the requests of a connection one after the other; `null` leaves the socket to the caller. */
export function serveConnection(
  socket: Socket,
  answer: (request: RawRequest, socket: Socket) => RawResponse | Promise<RawResponse> | null,
): void {
  let received = Buffer.alloc(0);
  let isBusy = false;
  const next = async (): Promise<void> => {
    const parsed = isBusy ? null : parseRequest(received);
    if (parsed === null) return;
    received = received.subarray(parsed.bytes);
    const answered = answer(parsed.request, socket);
    if (answered === null) {
      socket.off("data", onData);
      return;
    }
    isBusy = true;
    socket.write(serialize(await answered, parsed.request.method), "latin1");
    isBusy = false;
    await next();
  };
  const onData = (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    void next();
  };
  socket.setNoDelay(true);
  socket.on("data", onData);
  socket.on("error", () => socket.destroy());
}

function parseRequest(bytes: Buffer): { request: RawRequest; bytes: number } | null {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return null;
  const [requestLine = "", ...lines] = bytes.toString("latin1", 0, headEnd).split("\r\n");
  const headers = lines.map((line): HeaderLine => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon), line.slice(colon + 1).trim()];
  });
  const length = Number(headers.find(([name]) => name.toLowerCase() === "content-length")?.[1] ?? 0);
  const end = headEnd + 4 + length;
  if (bytes.length < end) return null;
  const [method = "", target = ""] = requestLine.split(" ");
  return { request: { method, target, headers, body: bytes.toString("latin1", headEnd + 4, end) }, bytes: end };
}

function serialize({ status, headers, body }: RawResponse, method: string): string {
  const isBodyAllowed = ![204, 304].includes(status);
  const lines = isBodyAllowed ? [...headers, ["Content-Length", String(body.length)] as const] : headers;
  const head = [`HTTP/1.1 ${String(status)} Reason`, ...lines.map(([name, value]) => `${name}: ${value}`)];
  return `${head.join("\r\n")}\r\n\r\n${isBodyAllowed && method !== "HEAD" ? body : ""}`;
}
