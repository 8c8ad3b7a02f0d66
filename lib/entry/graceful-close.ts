import type { Server } from "node:http";

const IDLE_CHECK_INTERVAL_MS = 50;

/**
 * Takes no new connections, lets running requests end, and resolves when none is left. What has not ended after `graceMs`
 * is cut off; the answer says whether anything was.
 */
export async function closeGracefully(server: Server, graceMs: number): Promise<"ended" | "cut-off"> {
  return new Promise((resolve) => {
    const stop = (outcome: "ended" | "cut-off") => {
      clearTimeout(deadline);
      clearInterval(idleCheck);
      resolve(outcome);
    };
    const deadline = setTimeout(() => {
      server.closeAllConnections();
      // Not waiting for `close`, which upgraded connections would hold back for ever.
      stop("cut-off");
    }, graceMs);
    // `close` ends the connections that are idle now; those whose request ends later would be kept alive.
    const idleCheck = setInterval(() => {
      server.closeIdleConnections();
    }, IDLE_CHECK_INTERVAL_MS);
    server.close(() => {
      stop("ended");
    });
  });
}
