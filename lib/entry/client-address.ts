import { isIP } from "node:net";

/**
 * The address of the client, as far as it can be trusted: of the addresses in `X-Forwarded-For` and then the socket's,
 * the one that the outermost of our own proxies saw. Each proxy appends what it saw, so we count from the end: what
 * stands further left was written by the client.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxyHops: number,
): string {
  const seen = [...(forwardedFor?.split(",") ?? []).map(bareAddress), socketAddress ?? ""];
  const trusted = seen.slice(-1 - trustedProxyHops);
  return trusted.find((address) => isIP(address) !== 0) ?? "";
}

/** Some proxies write `address:port` or `[address]:port`. */
function bareAddress(entry: string): string {
  const text = entry.trim();
  return /^\[(.*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
}
