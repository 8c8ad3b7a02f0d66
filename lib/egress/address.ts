import { isIP, isIPv6 } from "node:net";
import ipaddr from "ipaddr.js";
import type { EgressDenial } from "#lib/contract/terms.ts";

/** Services that hand out credentials to whoever can reach them; some have addresses that look public. */
const METADATA_ADDRESSES: ReadonlySet<string> = new Set([
  "169.254.169.254", // most clouds
  "169.254.170.2", // credentials of containers
  "169.254.170.23", // credentials of pods
  "169.254.42.42",
  "169.254.0.23",
  "100.100.100.200",
  "168.63.129.16", // public by its range
  "192.0.0.192",
  "fd00:ec2::254",
  "fd00:ec2::23",
  "fd00:42::42",
  "fd20:ce::254",
]);

const IPV4_DENIALS: Readonly<Record<string, EgressDenial>> = {
  unspecified: "unspecified",
  broadcast: "broadcast",
  multicast: "multicast",
  linkLocal: "link-local",
  loopback: "loopback",
  carrierGradeNat: "carrier-grade-nat",
  private: "private",
};

const IPV6_DENIALS: Readonly<Record<string, EgressDenial>> = {
  unspecified: "unspecified",
  loopback: "loopback",
  linkLocal: "link-local",
  multicast: "multicast",
  uniqueLocal: "unique-local",
  deprecatedSiteLocal: "private",
  rfc6145: "ipv4-embedding",
  rfc6052: "ipv4-embedding",
  "6to4": "ipv4-embedding",
  teredo: "ipv4-embedding",
};

const GLOBAL_UNICAST: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("2000::"), 3];
const IPV4_COMPATIBLE: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse("::"), 96];

/**
 * Why an IP address may not be contacted, null when it may: only what is known to be the public Internet may.
 *
 * @param address Without brackets, in any form that name look-ups and sockets give.
 * @param ownAddresses Addresses of this instance, as `canonicalAddress` writes them.
 */
export function classifyAddress(address: string, ownAddresses: ReadonlySet<string> = new Set()): EgressDenial | null {
  const canonical = canonicalAddress(address);
  if (canonical === null) return "invalid-host";
  if (METADATA_ADDRESSES.has(canonical)) return "cloud-metadata";
  if (ownAddresses.has(canonical)) return "own-address";
  const parsed = ipaddr.parse(canonical);
  const denial = parsed instanceof ipaddr.IPv4 ? classifyIpv4(parsed) : classifyIpv6(parsed);
  // No name server has a reason to answer with a mapped address, so even one of a public address is refused.
  return denial ?? (isMapped(address) ? "ipv4-embedding" : null);
}

/** One spelling per address; IPv4-mapped IPv6 addresses become the IPv4 address inside. Null when it is no address. */
export function canonicalAddress(address: string): string | null {
  return isIP(address) === 0 || !ipaddr.isValid(address) ? null : ipaddr.process(address).toString();
}

function isMapped(address: string): boolean {
  return isIPv6(address) && ipaddr.IPv6.parse(address).isIPv4MappedAddress();
}

function classifyIpv4(address: ipaddr.IPv4): EgressDenial | null {
  const range = address.range();
  return range === "unicast" ? null : (IPV4_DENIALS[range] ?? "reserved");
}

function classifyIpv6(address: ipaddr.IPv6): EgressDenial | null {
  const range = address.range();
  if (range !== "unicast") return IPV6_DENIALS[range] ?? "reserved";
  if (address.match(IPV4_COMPATIBLE) || isIsatap(address)) return "ipv4-embedding";
  const isZoned = address.zoneId !== undefined;
  return address.match(GLOBAL_UNICAST) && !isZoned ? null : "reserved";
}

/** Interface identifiers `::5efe:a.b.c.d` and `::200:5efe:a.b.c.d`. https://www.rfc-editor.org/rfc/rfc5214#section-6.1 */
function isIsatap(address: ipaddr.IPv6): boolean {
  const [, , , , group4 = 0, group5] = address.parts;
  return (group4 & 0xfdff) === 0 && group5 === 0x5efe;
}
