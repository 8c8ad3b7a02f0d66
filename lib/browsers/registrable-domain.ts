import { getDomain } from "tldts";

/** The registrable domain of a host by the public suffix list, private suffixes included; null where it has none. */
export function registrableDomain(host: string): string | null {
  return getDomain(host, { allowPrivateDomains: true });
}
