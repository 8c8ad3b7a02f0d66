import type { Server } from "node:http";

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: "another program listens there already",
  EACCES: "this user may not listen on a port below 1024",
  EADDRNOTAVAIL: "it is not an address of this machine",
  ENOTFOUND: "it is not an address of this machine",
};

/** Resolves when the server listens; rejects with node's error when it cannot. */
export async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

/** A sentence for the operator about why nothing can listen on `address`, which the environment variable `setting` chose. */
export function describeListenError(error: NodeJS.ErrnoException, address: string, setting: string): string {
  return `cannot listen on ${address}: ${REASONS[error.code ?? ""] ?? error.message}. ${setting} chooses another.`;
}
