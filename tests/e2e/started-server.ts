import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";

const ROOT = join(import.meta.dirname, "../..");
const HOST = "127.0.0.1";
const PORTS = 4;

/** Below the ports that systems hand out themselves, and none that browsers refuse. */
const FIRST_PORT = 20_000;
const LAST_PORT = 30_000;

/** Where an instance lives. It outlasts the server, so that another one can be started on the same database and ports. */
export interface Place {
  readonly port: number;
  readonly origin: string;
  /** The lab's page, API and third origin. */
  readonly labOrigins: readonly [string, string, string];
  readonly environment: Readonly<Record<string, string>>;
  /** Rows of the diagnoses' table, read from the file itself; the server must have opened it before. */
  countDiagnoses(): number;
  /** The diagnoses that are stored, as they stand there. */
  readDiagnoses(): string[];
  /** All bytes of the database's files, Latin-1: also what was overwritten. */
  readDatabase(): string;
  remove(): void;
}

/** How a server ended, and all that it wrote. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface StartedServer {
  readonly origin: string;
  /** Sends the signal and waits for the process to end. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** An empty directory for the database, and four free ports in a row. */
export async function createPlace(): Promise<Place> {
  const port = await findFreePorts();
  const directory = mkdtempSync(join(tmpdir(), "preflight-server-"));
  const databaseFile = join(directory, "preflight.db");
  const query = (sql: string): unknown[] => {
    const database = new Database(databaseFile, { readonly: true, fileMustExist: true });
    try {
      return database.prepare(sql).pluck().all();
    } finally {
      database.close();
    }
  };
  const origins = [0, 1, 2, 3].map((offset) => `http://${HOST}:${port + offset}`);
  const [origin, ...labOrigins] = origins as [string, string, string, string];
  return {
    port,
    origin,
    labOrigins,
    environment: { PORT: String(port), LAB_PORT: String(port + 1), DATABASE_URL: `file:${databaseFile}` },
    countDiagnoses: () => query("select count(*) from diagnoses")[0] as number,
    readDiagnoses: () => query("select diagnosis from diagnoses where diagnosis is not null") as string[],
    readDatabase() {
      const files = readdirSync(directory).map((name) => join(directory, name));
      return files.map((file) => readFileSync(file, "latin1")).join("\n");
    },
    remove() {
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

/** Builds Preflight if there is no build of the present sources; for hooks, because it takes longer than a test may. */
export async function buildIfDue(): Promise<void> {
  const { code, stdout, stderr } = await run({}, ["--build-only"]).ended;
  if (code !== 0) throw new Error(`Preflight could not be built:\n${stdout}${stderr}`);
}

/**
 * Starts Preflight as `npm start` does, which builds it if there is no build of the present sources. Resolves when it
 * answers, database included; rejects with what it wrote when it ends before.
 */
export async function startServer(
  place: Place,
  environment: Readonly<Record<string, string>> = {},
): Promise<StartedServer> {
  const { child, ended } = run({ ...place.environment, ...environment });
  const ready = Promise.withResolvers<undefined>();
  let stdout = "";
  child.stdout.on("data", (chunk: string) => {
    stdout += chunk;
    if (stdout.includes("Preflight is ready on ")) ready.resolve(undefined);
  });
  await Promise.race([
    ready.promise,
    ended.then(({ stdout, stderr }) => {
      throw new Error(`Preflight ended before it was ready:\n${stdout}${stderr}`);
    }),
  ]);
  const health = await fetch(`${place.origin}/api/health/ready`);
  if (!health.ok) throw new Error(`Preflight is not ready: ${await health.text()}`);
  return {
    origin: place.origin,
    stop(signal = "SIGTERM") {
      child.kill(signal);
      return ended;
    },
  };
}

/** Starts Preflight where it cannot start, and says how it ended. */
export async function startInVain(environment: Readonly<Record<string, string>>): Promise<Ended> {
  return run(environment).ended;
}

function run(environment: Readonly<Record<string, string>>, options: readonly string[] = []) {
  const { PATH = "" } = process.env;
  const child = spawn(process.execPath, [join(ROOT, "bin/start.mjs"), ...options], {
    cwd: ROOT,
    env: { PATH, NODE_ENV: "production", ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const written = { stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
    written.stdout += chunk;
  });
  child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
    written.stderr += chunk;
  });
  const killWithUs = () => child.kill("SIGKILL");
  process.once("exit", killWithUs);
  const ended: Promise<Ended> = once(child, "close").then(([code, signal]) => {
    process.off("exit", killWithUs);
    return { code, signal, ...written };
  });
  return { child, ended };
}

async function findFreePorts(): Promise<number> {
  for (;;) {
    const first = FIRST_PORT + PORTS * Math.floor((Math.random() * (LAST_PORT - FIRST_PORT)) / PORTS);
    const free = await Promise.all(Array.from({ length: PORTS }, (_, offset) => isFree(first + offset)));
    if (free.every(Boolean)) return first;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const listens = once(server, "listening").then(
    () => true,
    () => false,
  );
  server.listen(port, HOST);
  if (!(await listens)) return false;
  server.close();
  await once(server, "close");
  return true;
}
