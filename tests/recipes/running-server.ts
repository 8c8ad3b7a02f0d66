import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { request } from "undici";
import { nodeModulesOf, SEARCH_PATH } from "./requirements.ts";
import type { Command, ServerUnderTest, Setting } from "./server-under-test.ts";

const START_MS_MAX = 90_000;
const POLL_MS = 20;
/** How much of what a server wrote is shown when it does not start. */
const OUTPUT_SHOWN_MAX = 2_000;

export interface RunningServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** What is left of servers that are still running when this process ends. */
const cleanUps = new Set<() => void>();
process.on("exit", () => {
  for (const cleanUp of cleanUps) cleanUp();
});

/** Starts the server in a new folder on a free port; resolves when it answers, rejects with what it wrote otherwise. */
export async function startServerUnderTest(
  server: ServerUnderTest,
  { cors, upstream }: Pick<Setting, "cors" | "upstream">,
): Promise<RunningServer> {
  const directory = mkdtempSync(join(tmpdir(), `preflight-recipe-${server.recipe}-`));
  const port = await freePort();
  const command = server.command({ directory, port, upstream, cors });
  writeFiles(directory, command.files);
  if (server.nodePackages) symlinkSync(nodeModulesOf(server.nodePackages), join(directory, "node_modules"));
  const group = startGroup(command, directory);
  const cleanUp = () => {
    group.kill();
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  };
  cleanUps.add(cleanUp);
  const stop = async () => {
    group.kill();
    await group.ended;
    cleanUp();
    cleanUps.delete(cleanUp);
  };

  const origin = `http://127.0.0.1:${port}`;
  const timeout = AbortSignal.timeout(START_MS_MAX);
  while (!group.isOver() && !timeout.aborted) {
    if (await answers(`${origin}/items`)) return { origin, stop };
    await pause(POLL_MS);
  }
  await stop();
  const how = timeout.aborted ? `did not answer within ${START_MS_MAX} ms` : "ended before it answered";
  throw new Error(`${server.recipe} ${how}:\n${group.output().slice(-OUTPUT_SHOWN_MAX)}`);
}

function writeFiles(directory: string, files: Command["files"]): void {
  for (const [name, text] of Object.entries(files)) {
    const file = join(directory, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Starts a program as the leader of a process group, so that what it starts ends with it. */
function startGroup({ run: [program, ...args], env }: Command, cwd: string) {
  const child = spawn(program, args, {
    cwd,
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
  return {
    ended,
    output: () => output,
    isOver: () => child.exitCode !== null || child.signalCode !== null || child.pid === undefined,
    kill() {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
      } catch {
        // It has ended already.
      }
    },
  };
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
