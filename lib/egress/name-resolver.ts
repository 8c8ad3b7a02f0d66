import { lookup, Resolver } from "node:dns/promises";

/**
 * Finds the addresses of a host name: at least one, or it rejects with a `NameLookupError`. Rejects with the signal's
 * reason when that is aborted.
 */
export interface NameResolver {
  resolve(hostname: string, signal: AbortSignal): Promise<readonly string[]>;
}

export class NameLookupError extends Error {
  override readonly name = "NameLookupError";
  readonly code: "name-not-found" | "name-lookup-failed";

  constructor(code: NameLookupError["code"], options?: ErrorOptions) {
    super(code, options);
    this.code = code;
  }
}

/** What c-ares and the system call an answer that there is no such name, or no address of that family. */
const NOT_FOUND_CODES: readonly string[] = ["ENOTFOUND", "ENODATA", "ENONAME", "ENOENT", "EBADNAME"];

/**
 * Asks the name servers directly: no hosts file, no search domains, and a look-up can be cancelled. The system's own
 * look-up cannot, and blocks one of the four threads that all file access shares.
 *
 * @param servers IP addresses with optional ports; without it, those of the system's configuration.
 */
export function publicNameResolver(servers?: readonly string[]): NameResolver {
  return {
    async resolve(hostname, signal) {
      signal.throwIfAborted();
      const resolver = new Resolver();
      if (servers) resolver.setServers(servers);
      const cancel = () => {
        resolver.cancel();
      };
      signal.addEventListener("abort", cancel, { once: true });
      try {
        const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
        signal.throwIfAborted();
        const addresses = answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
        if (addresses.length > 0) return addresses;
        throw lookupError(
          answers.flatMap((answer): unknown[] => (answer.status === "rejected" ? [answer.reason] : [])),
        );
      } finally {
        signal.removeEventListener("abort", cancel);
      }
    },
  };
}

/** Looks names up as other programs on this machine do, hosts file included. Cannot be cancelled, only left alone. */
export function systemNameResolver(): NameResolver {
  return {
    async resolve(hostname, signal) {
      signal.throwIfAborted();
      try {
        const answers = await lookup(hostname, { all: true, order: "verbatim" });
        return answers.map(({ address }) => address);
      } catch (error) {
        throw lookupError([error]);
      }
    },
  };
}

function lookupError(causes: readonly unknown[]): NameLookupError {
  const isNotFound = causes.every((cause) => NOT_FOUND_CODES.includes(codeOf(cause)));
  return new NameLookupError(isNotFound ? "name-not-found" : "name-lookup-failed", { cause: causes[0] });
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}
