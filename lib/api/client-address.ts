import ipaddr from "ipaddr.js";

const UNKNOWN = "unknown";
const IPV6_SITE_BYTES = 8;

/**
 * What the rate limit counts by: an IPv4 address, or the /64 of an IPv6 address, since one customer has at least that.
 * The entry server overwrites `X-Forwarded-For` with one address that no header can forge.
 */
export function clientKey(headers: Headers): string {
  const address = headers.get("x-forwarded-for");
  if (address === null || !ipaddr.isValid(address)) return UNKNOWN;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  const site = parsed.toByteArray().map((byte, index) => (index < IPV6_SITE_BYTES ? byte : 0));
  return `${ipaddr.fromByteArray(site).toString()}/64`;
}
