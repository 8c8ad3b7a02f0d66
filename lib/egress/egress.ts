import type { ConnectionOptions } from "node:tls";
import type { buildConnector } from "undici";
import { CONNECT_TIMEOUT_MS, NAME_LOOKUP_TIMEOUT_MS } from "#lib/config/limits.ts";
import { canonicalAddress } from "./address.ts";
import { admit, type Admission, type SocketAddress } from "./admission.ts";
import { connectorFor, undiciDialler, type ConnectorContext, type ConnectorRules, type Dialler } from "./connector.ts";
import type { NameResolver } from "./name-resolver.ts";
import { checkTarget } from "./target.ts";

export interface EgressOptions {
  readonly resolver: NameResolver;
  /** The local mode, for people who debug servers on their own machine: no address is denied. */
  readonly allowPrivate?: boolean;
  /** Sockets of our own that may be contacted all the same. */
  readonly exceptions?: readonly SocketAddress[];
  /** Public addresses of this instance. */
  readonly ownAddresses?: readonly string[];
  readonly connectTimeoutMs?: number;
  readonly lookupTimeoutMs?: number;
  /** Certificate authorities to trust instead of Node's. */
  readonly tls?: Pick<ConnectionOptions, "ca">;
  readonly dialler?: Dialler;
}

/** The guard between this process and all other machines. Each of its answers holds for one connection only. */
export interface Egress {
  /** Whether the URL may be contacted now. Opens no connection; rejects only with the signal's reason. */
  check(url: string, signal: AbortSignal): Promise<Admission>;
  /** A connector for one connection of an undici client to that URL's host; it fails with a `ConnectionError`. */
  connector(url: string, context: ConnectorContext): buildConnector.connector;
}

export function createEgress(options: EgressOptions): Egress {
  const rules: ConnectorRules = {
    resolver: options.resolver,
    allowPrivate: options.allowPrivate ?? false,
    exceptions: options.exceptions ?? [],
    ownAddresses: new Set(options.ownAddresses?.map((address) => canonicalAddress(address) ?? address)),
    lookupTimeoutMs: options.lookupTimeoutMs ?? NAME_LOOKUP_TIMEOUT_MS,
    connectTimeoutMs: options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS,
    dialler: options.dialler ?? undiciDialler(options.tls ?? {}),
  };
  return {
    async check(url, signal) {
      const checked = checkTarget(url);
      return checked.kind === "denied" ? checked : admit(checked.target, rules, signal);
    },
    connector: (url, context) => connectorFor(url, rules, context),
  };
}
