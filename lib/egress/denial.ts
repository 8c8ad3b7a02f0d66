import type { EgressDenial } from "#lib/contract/terms.ts";

/** One sentence for people about each reason for which a target is not contacted. */
export const DENIAL_SENTENCES: Readonly<Record<EgressDenial, string>> = {
  scheme: "Only http and https URLs are contacted.",
  port: "This port belongs to another protocol, and browsers refuse to contact it.",
  "credentials-in-url": "The URL contains a user name or password; browsers refuse such URLs in fetch().",
  "invalid-host": "The URL does not name a host that could be contacted.",
  unspecified: "The host is the unspecified address, which stands for this machine itself.",
  loopback: "The host is a loopback address: it means the machine that Preflight runs on, not yours.",
  private: "The host has an address in a private network, which only machines inside that network can reach.",
  "link-local": "The host has a link-local address, which only its neighbours in the same network can reach.",
  "carrier-grade-nat": "The host has an address that providers use inside their own networks (100.64.0.0/10).",
  "unique-local": "The host has a unique local IPv6 address, which only machines inside its network can reach.",
  multicast: "The host has a multicast address, which stands for a group of machines.",
  broadcast: "The host has the broadcast address, which stands for a whole network.",
  reserved: "The host has an address from a range that is reserved and not part of the public Internet.",
  "ipv4-embedding": "The host has an IPv6 address that carries an IPv4 address inside, which could lead anywhere.",
  "cloud-metadata": "The host has the address of a cloud provider's metadata service.",
  "own-address": "The host has an address of this Preflight instance itself.",
};
