import { randomUUID } from "node:crypto";
import { Server, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";
import { SHUTDOWN_GRACE_MS } from "#lib/config/defaults.ts";
import { parseProcessEnv, type Config } from "#lib/config/env.ts";
import { createEntryServer } from "#lib/entry/entry-server.ts";
import { closeGracefully } from "#lib/entry/graceful-close.ts";
import { describeListenError, listen } from "#lib/entry/listen.ts";
import { startLab } from "#lib/lab/server.ts";
import { createLog } from "#lib/telemetry/log.ts";

const dev = process.argv.includes("--dev");
const LAB_HOST = "127.0.0.1";

async function start(config: Config): Promise<void> {
  const log = createLog(config.logLevel);
  const lab = await startLab({ ports: config.labPorts, host: LAB_HOST, origins: config.labOrigins }).catch(
    (error: unknown) => {
      throw new Error(describeListenError(error as Error, `the lab's ports ${config.labPorts.join(", ")}`, "LAB_PORT"));
    },
  );

  // Next would answer upgrades of whatever server it finds, past the guards: it is given one that never listens.
  const upgrades = new Server();
  const app = next({ dev, dir: import.meta.dirname, hostname: config.host, port: config.port, httpServer: upgrades });
  await app.prepare();
  const passOn = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    // Next listens from its first request on; a page that asks earlier asks again.
    if (!upgrades.emit("upgrade", request, socket, head)) socket.destroy();
  };
  const server = createEntryServer({
    config,
    handle: app.getRequestHandler(),
    log,
    newRequestId: randomUUID,
    ...(dev ? { upgrade: passOn } : {}),
  });
  await listen(server, config.port, config.host).catch((error: unknown) => {
    throw new Error(describeListenError(error as Error, `${config.host}, port ${config.port}`, "HOST or PORT"));
  });
  process.stdout.write(`Preflight is ready on ${config.publicUrl}\n`);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info({ signal }, "Preflight stops as soon as running requests have ended");
    const outcome = await closeGracefully(server, dev ? 0 : SHUTDOWN_GRACE_MS);
    await Promise.allSettled([app.close(), lab.close()]);
    log.info({ requests: outcome }, "Preflight has stopped");
    process.exit(0);
  };
  process.on("SIGTERM", (signal) => void stop(signal));
  process.on("SIGINT", (signal) => void stop(signal));
}

const env = parseProcessEnv();
if (env.ok) {
  start(env.config).catch((error: unknown) => {
    process.stderr.write(`Preflight could not start: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
} else {
  const problems = env.problems.map(({ key, message }) => `  ${key} ${message}\n`);
  process.stderr.write(`Preflight cannot start with this configuration:\n${problems.join("")}`);
  process.exitCode = 1;
}
