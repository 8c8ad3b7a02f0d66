import type { EgressDenial } from "#lib/contract/terms.ts";
import { canonicalAddress, classifyAddress } from "./address.ts";
import { NameLookupError, type NameResolver } from "./name-resolver.ts";
import type { Target } from "./target.ts";

/** Whether a target may be contacted, and at which addresses. */
export type Admission =
  | { readonly kind: "admitted"; readonly addresses: readonly string[] }
  | { readonly kind: "denied"; readonly denial: EgressDenial }
  | { readonly kind: "unresolved"; readonly code: NameLookupError["code"] | "timeout" };

export interface SocketAddress {
  readonly address: string;
  readonly port: number;
}

export interface AdmissionRules {
  readonly resolver: NameResolver;
  /** The local mode: every address may be contacted. */
  readonly allowPrivate: boolean;
  /** Sockets that may be contacted although their address may not. */
  readonly exceptions: readonly SocketAddress[];
  readonly ownAddresses: ReadonlySet<string>;
  readonly lookupTimeoutMs: number;
}

/** As browsers do, whatever a name server says. https://www.rfc-editor.org/rfc/rfc6761#section-6.3 */
const LOCALHOST_ADDRESSES = ["::1", "127.0.0.1"];

/** Resolves the target and checks every address; rejects only with the reason of an aborted signal. */
export async function admit(target: Target, rules: AdmissionRules, signal: AbortSignal): Promise<Admission> {
  switch (target.hostKind) {
    case "address":
      return judge([target.host], target.port, rules);
    case "localhost":
      return judge(LOCALHOST_ADDRESSES, target.port, rules);
    case "name": {
      const answer = await lookUp(target.host, rules, signal);
      return Array.isArray(answer) ? judge(answer, target.port, rules) : { kind: "unresolved", code: answer };
    }
  }
}

/** One address that may not be contacted denies them all: the name's owner could choose which one is dialled. */
function judge(addresses: readonly string[], port: number, rules: AdmissionRules): Admission {
  if (addresses.length === 0) return { kind: "unresolved", code: "name-not-found" };
  for (const address of addresses) {
    const denial = denialOf(address, port, rules);
    if (denial !== null) return { kind: "denied", denial };
  }
  return { kind: "admitted", addresses };
}

/** Why a socket at that address may not be contacted; null when it may. */
function denialOf(address: string, port: number, rules: AdmissionRules): EgressDenial | null {
  const canonical = canonicalAddress(address);
  if (canonical === null) return "invalid-host";
  const isException = rules.exceptions.some(
    (exception) => exception.port === port && canonicalAddress(exception.address) === canonical,
  );
  return rules.allowPrivate || isException ? null : classifyAddress(address, rules.ownAddresses);
}

async function lookUp(
  hostname: string,
  { resolver, lookupTimeoutMs }: AdmissionRules,
  signal: AbortSignal,
): Promise<string[] | NameLookupError["code"] | "timeout"> {
  const timeout = AbortSignal.timeout(lookupTimeoutMs);
  const stop = AbortSignal.any([signal, timeout]);
  try {
    return [...(await orAborted(resolver.resolve(hostname, stop), stop))];
  } catch (error) {
    signal.throwIfAborted();
    if (timeout.aborted) return "timeout";
    if (error instanceof NameLookupError) return error.code;
    throw error;
  }
}

/** Some look-ups cannot be cancelled; then their answer is no longer waited for. */
async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => {
    aborted.reject(signal.reason as Error);
  };
  if (signal.aborted) abort();
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener("abort", abort);
  }
}
