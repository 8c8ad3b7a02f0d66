import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";
import { nodeModulesOf, SEARCH_PATH } from "./requirements.ts";
import type { ServerUnderTest, Setting } from "./server-under-test.ts";

const START_MS_MAX = 90_000;
const POLL_MS = 20;
/** How much of what a server wrote is shown when it does not start. */
const OUTPUT_SHOWN_MAX = 2_000;

export interface RunningServer {
  readonly origin: string;
  stop(): Promise<void>;
}

const kills = new Set<() => void>();
process.on("exit", () => {
  for (const kill of kills) kill();
});

/** Starts the server in a new folder on a free port; resolves when it answers, rejects with what it wrote otherwise. */
export async function startServerUnderTest(
  server: ServerUnderTest,
  { cors, upstream }: Pick<Setting, "cors" | "upstream">,
): Promise<RunningServer> {
  const directory = mkdtempSync(join(tmpdir(), `preflight-recipe-${server.recipe}-`));
  const port = await freePort();
  const { files, run, env } = server.command({ directory, port, upstream, cors });
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
  if (server.nodePackages) symlinkSync(nodeModulesOf(server.nodePackages), join(directory, "node_modules"));

  const [program, ...args] = run;
  const child = spawn(program, args, {
    cwd: directory,
    env: { ...process.env, PATH: SEARCH_PATH, ...env },
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  const ended = once(child, "close").catch((error: unknown) => {
    output += String(error);
  });
  const kill = () => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, "SIGKILL");
    } catch {
      // It has ended already.
    }
  };
  kills.add(kill);
  const stop = async () => {
    kill();
    await ended;
    kills.delete(kill);
    rmSync(directory, { recursive: true, force: true });
  };

  const origin = `http://127.0.0.1:${port}`;
  const timeout = AbortSignal.timeout(START_MS_MAX);
  const isOver = () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined;
  while (!isOver() && !timeout.aborted) {
    if (await answers(`${origin}/items`)) return { origin, stop };
    await pause(POLL_MS);
  }
  await stop();
  const how = timeout.aborted ? `did not answer within ${START_MS_MAX} ms` : "ended before it answered";
  throw new Error(`${server.recipe} ${how}:\n${output.slice(-OUTPUT_SHOWN_MAX)}`);
}

async function answers(url: string): Promise<boolean> {
  try {
    const { body } = await request(url, { reset: true });
    await body.dump();
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
