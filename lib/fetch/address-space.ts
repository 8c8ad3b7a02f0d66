/** What is more private than the public Internet: this machine, and the networks that it is in. */
export type PrivateAddressSpace = "loopback" | "local";

const LOCAL_IPV4 = /^(0|10|192\.168|169\.254|172\.(1[6-9]|2\d|3[01])|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))\.[\d.]+$/;
const LOCAL_IPV6 = /^\[(f[cd]..:|fe[89a-f].:|2001:db8:|3fff:.{0,3}:)/;
const IPV4_MAPPED = /^\[::ffff:([\da-f]+):([\da-f]+)\]$/;

/** Names and addresses that stay on the machine: `localhost`, 127.0.0.0/8 and `[::1]`. */
export function isLoopbackHost(hostname: string): boolean {
  const name = hostname.replace(/\.$/, "");
  return name === "localhost" || name.endsWith(".localhost") || /^127(\.\d{1,3}){3}$/.test(name) || name === "[::1]";
}

/**
 * The private address space that a host is in as far as it tells by itself; null for public addresses, and for names
 * that have to be looked up. The ranges are those of Chromium, for which 198.18.0.0/15 is public.
 * https://wicg.github.io/local-network-access/#ip-address-space
 *
 * @param hostname As the URL parser writes it: lower case, IPv6 addresses in brackets and compressed.
 */
export function privateAddressSpace(hostname: string): PrivateAddressSpace | null {
  const host = unmapped(hostname.replace(/\.$/, ""));
  if (isLoopbackHost(host) || host === "0.0.0.0" || host === "[::]") return "loopback";
  const isLocal = host === "local" || host.endsWith(".local") || LOCAL_IPV4.test(host) || LOCAL_IPV6.test(host);
  return isLocal ? "local" : null;
}

/** The IPv4 address inside an IPv4-mapped one; anything else as it is. */
function unmapped(host: string): string {
  const groups = IPV4_MAPPED.exec(host)
    ?.slice(1)
    .map((group) => parseInt(group, 16));
  return groups?.flatMap((group) => [group >> 8, group & 0xff]).join(".") ?? host;
}
