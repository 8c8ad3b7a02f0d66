import type { EgressDenial } from "#lib/contract/terms.ts";
import type { NameLookupError } from "./name-resolver.ts";

/** Why there is no connection. A time-out of `connect` covers the TLS handshake too. */
export type ConnectionFailure =
  | { readonly stage: "egress"; readonly denial: EgressDenial }
  | { readonly stage: "name-lookup"; readonly code: NameLookupError["code"] | "timeout" }
  | { readonly stage: "connect"; readonly systemCode: string }
  /** `endedByPeer`: the other side closed the connection, in order, before the handshake was through. */
  | { readonly stage: "tls"; readonly systemCode: string; readonly endedByPeer: boolean };

/** How the connector reports a failure through undici, whose port for it is an `Error`. */
export class ConnectionError extends Error {
  override readonly name = "ConnectionError";
  readonly failure: ConnectionFailure;

  constructor(failure: ConnectionFailure, options?: ErrorOptions) {
    super(`No connection: ${failure.stage}`, options);
    this.failure = failure;
  }
}
