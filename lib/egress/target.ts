import { isIP } from "node:net";
import type { EgressDenial } from "#lib/contract/terms.ts";
import { isBadPort } from "#lib/fetch/bad-port.ts";

/** A URL that passed every check which needs no address. */
export interface Target {
  readonly url: URL;
  readonly protocol: "http:" | "https:";
  readonly port: number;
  /** Without the brackets of IPv6 literals and without the dot that may end a name. */
  readonly host: string;
  readonly hostKind: "address" | "localhost" | "name";
}

export type TargetCheck =
  { readonly kind: "target"; readonly target: Target } | { readonly kind: "denied"; readonly denial: EgressDenial };

const DEFAULT_PORTS = { "http:": 80, "https:": 443 } as const;
const NAME_LENGTH_MAX = 253;
const LABEL = /^(?!-)[a-z0-9_-]{1,63}$/;

/**
 * What the URL names, or why it may not be contacted whatever its address. The URL parser has already turned every
 * spelling of an address (decimal, octal, hexadecimal, short, full-width) into the usual one.
 */
export function checkTarget(input: string): TargetCheck {
  const url = URL.parse(input);
  if (url === null) return denied("invalid-host");
  const { protocol } = url;
  if (protocol !== "http:" && protocol !== "https:") return denied("scheme");
  if (url.username !== "" || url.password !== "") return denied("credentials-in-url");
  const port = url.port === "" ? DEFAULT_PORTS[protocol] : Number(url.port);
  if (isBadPort(port)) return denied("port");
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  const hostKind = hostKindOf(host);
  if (hostKind === null) return denied("invalid-host");
  return { kind: "target", target: { url, protocol, port, host, hostKind } };
}

function hostKindOf(host: string): Target["hostKind"] | null {
  if (isIP(host) !== 0) return "address";
  if (host.length > NAME_LENGTH_MAX || !host.split(".").every((label) => LABEL.test(label))) return null;
  return host === "localhost" || host.endsWith(".localhost") ? "localhost" : "name";
}

function denied(denial: EgressDenial): TargetCheck {
  return { kind: "denied", denial };
}
