import type { IncomingMessage } from "node:http";

/**
 * What only a proxy or Next itself may say. Next keeps a client's own `X-Forwarded-For`, and some of its internal headers
 * have let clients skip its middleware (CVE-2025-29927).
 */
const NOT_FROM_CLIENTS =
  /^(?:forwarded|x-forwarded-.+|x-real-ip|x-request-id|x-middleware-.+|x-invoke-.+|x-now-.+|x-matched-path|x-nextjs-data|x-next-resume-.+|next-resume|x-http-method-override)$/;

export type ForwardingHeaders = Readonly<
  Record<"x-forwarded-for" | "x-forwarded-host" | "x-forwarded-proto" | "x-request-id", string>
>;

/** Removes what a client may not say from a request, and puts what the entry server found out in its place. */
export function replaceForwardingHeaders(request: IncomingMessage, headers: ForwardingHeaders): void {
  const kept = Object.entries(request.headers).filter(([name]) => !NOT_FROM_CLIENTS.test(name));
  request.headers = { ...Object.fromEntries(kept), ...headers };
  request.rawHeaders = [
    ...headerPairs(request.rawHeaders).filter(([name]) => !NOT_FROM_CLIENTS.test(name.toLowerCase())),
    ...Object.entries(headers),
  ].flat();
}

/** The lines of node:http's flat list of names and values. */
export function headerPairs(rawHeaders: readonly string[]): [name: string, value: string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    pairs.push([rawHeaders[index] ?? "", rawHeaders[index + 1] ?? ""]);
  }
  return pairs;
}
