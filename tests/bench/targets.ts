import { fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** A request that needs a preflight and is answered well: two exchanges, no probes. */
export function preflightedRequest(port: number, save: boolean) {
  return {
    url: `http://127.0.0.1:${port}/items/1`,
    origin: "http://page.example",
    method: "PUT",
    headers: [["Content-Type", "application/json"]],
    body: '{"name":"preflight"}',
    actualRequest: "always",
    probes: false,
    save,
  };
}

export interface Targets {
  readonly ports: readonly number[];
  stop(): Promise<void>;
}

/** Starts servers to diagnose, all in one other process. */
export async function startTargets(count: number): Promise<Targets> {
  const child = fork(join(import.meta.dirname, "target.ts"), [String(count)], { stdio: ["ignore", 2, 2, "ipc"] });
  const [ports] = (await once(child, "message")) as [number[]];
  return {
    ports,
    async stop() {
      const exited = once(child, "exit");
      child.disconnect();
      await exited;
    },
  };
}
