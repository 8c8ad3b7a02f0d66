import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { promisify } from "node:util";
import type { OracleCase } from "./case.ts";
import {
  byPage,
  fetchInPage,
  pageCase,
  type Observation,
  type Oracle,
  type PageCase,
  type Settled,
  type WireRequest,
} from "./oracle.ts";
import { pageUrl, startServers } from "./servers.ts";

const MARK = "@@";
const START_PAGE = { origin: "http://start.test", isSandboxed: false };

type Job = { readonly go: string } | { readonly cases: readonly PageCase[] };

/** What `executables` names: WebKitGTK's MiniBrowser and an X server without a screen. */
export interface WebkitExecutables {
  readonly miniBrowser: string;
  readonly xvfb: string;
}

/**
 * The real WebKitGTK. A page fetches its cases one at a time, because the lines of the console, which it prints
 * on standard error, do not name the case they belong to.
 */
export async function startWebkitOracle({ miniBrowser, xvfb }: WebkitExecutables): Promise<Oracle> {
  const servers = await startServers();
  const jobs = queue<Job>();
  const results = queue<[string, Settled][]>();
  servers.routes.set("/", () => RUNNER);
  servers.routes.set("/__job", async () => JSON.stringify(await jobs.next()));
  servers.routes.set("/__done", (body) => {
    results.add(JSON.parse(body) as [string, Settled][]);
    return "";
  });

  const display = await startDisplay(xvfb);
  const profile = mkdtempSync(join(tmpdir(), "preflight-webkit-"));
  const env = { ...process.env, ...environment(profile, display.name) };
  const browser = spawn(
    miniBrowser,
    [
      `--proxy=http://127.0.0.1:${String(servers.httpPort)}`,
      "--ignore-tls-errors",
      "--enable-write-console-messages-to-stdout=true",
      pageUrl(START_PAGE),
    ],
    { detached: true, stdio: ["ignore", "ignore", "pipe"], env },
  );
  const lines = consoleLines(browser.stderr);
  let page: OracleCase["page"] = START_PAGE;
  return {
    name: "webkit",
    version: await versionOf(miniBrowser, env),
    leavesOut: null,
    observe: async (cases) => {
      servers.add(cases);
      const seen = new Map<string, Observation>();
      for (const group of byPage(cases)) {
        const [first] = group;
        if (first === undefined) continue;
        if (pageUrl(first.page) !== pageUrl(page)) jobs.add({ go: pageUrl(first.page) });
        page = first.page;
        jobs.add({ cases: group.map(pageCase) });
        for (const [id, settled] of await results.next()) {
          seen.set(id, {
            ...settled,
            console: await lines.of(id),
            corsError: null,
            wire: servers.wireOf(id).map(decoded),
          });
        }
      }
      return seen;
    },
    close: async () => {
      await ended(browser);
      await ended(display.process);
      rmSync(profile, { recursive: true, force: true });
      await servers.close();
    },
  };
}

/** libsoup encodes header values that are not ASCII as UTF-8. */
function decoded({ headers, ...request }: WireRequest): WireRequest {
  return { ...request, headers: headers.map(([name, value]) => [name, Buffer.from(value, "latin1").toString()]) };
}

const RUNNER = `<!doctype html><meta charset=utf-8><title>Oracle</title><script type="module">
const fetchInPage = ${fetchInPage.toString()};
for (;;) {
  const job = await (await fetch("/__job", { cache: "no-store" })).json();
  if (job.go) { location.href = job.go; break; }
  const settled = await fetchInPage({ cases: job.cases, atOnce: 1, mark: "${MARK}" });
  await fetch("/__done", { method: "POST", body: JSON.stringify(settled) });
}
</script>`;

/** Whoever asks before something was added waits for it. */
function queue<T>() {
  const added: T[] = [];
  const waiting: ((item: T) => void)[] = [];
  return {
    add: (item: T) => {
      const resolve = waiting.shift();
      if (resolve === undefined) added.push(item);
      else resolve(item);
    },
    next: async (): Promise<T> => {
      const item = added.shift();
      return item ?? new Promise((resolve) => waiting.push(resolve));
    },
  };
}

const CONSOLE_LINE = /^(?:\S+:\d+:\d+: )?CONSOLE (?:LOG|\S+ \S+) ?(.*)$/;
const TOOLKIT_LINE = /^\((MiniBrowser|WebKit\w+):|^\*\* /;

/** The console as MiniBrowser prints it; every line up to a mark belongs to the case that the mark names. */
function consoleLines(output: Readable) {
  const waiting = new Map<string, PromiseWithResolvers<string[]>>();
  const entryOf = (id: string) => {
    const entry = waiting.get(id) ?? Promise.withResolvers<string[]>();
    waiting.set(id, entry);
    return entry;
  };
  let collected: string[] = [];
  createInterface(output).on("line", (line) => {
    const text = CONSOLE_LINE.exec(line)?.[1];
    if (text?.startsWith(MARK) === true) {
      entryOf(text.slice(MARK.length)).resolve(collected);
      collected = [];
    } else if (text !== undefined) collected.push(text);
    // A message with a line feed in it goes on.
    else if (collected.length > 0 && !TOOLKIT_LINE.test(line)) collected.push(`${collected.pop() ?? ""}\n${line}`);
  });
  return { of: async (id: string) => entryOf(id).promise };
}

async function startDisplay(xvfb: string): Promise<{ name: string; process: ChildProcess }> {
  const child = spawn(xvfb, ["-displayfd", "3", "-screen", "0", "800x600x24", "-nolisten", "tcp"], {
    detached: true,
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = (await once(child.stdio[3] as Readable, "data")) as [Buffer];
  return { name: `:${number.toString().trim()}`, process: child };
}

function environment(profile: string, display: string) {
  return {
    HOME: profile,
    XDG_DATA_HOME: join(profile, "data"),
    XDG_CACHE_HOME: join(profile, "cache"),
    XDG_CONFIG_HOME: join(profile, "config"),
    DISPLAY: display,
    GDK_BACKEND: "x11",
    NO_AT_BRIDGE: "1",
    LIBGL_ALWAYS_SOFTWARE: "1",
    LC_ALL: "C.UTF-8",
  };
}

async function versionOf(miniBrowser: string, env: NodeJS.ProcessEnv): Promise<string> {
  const { stdout } = await promisify(execFile)(miniBrowser, ["--version"], { env });
  return stdout.trim();
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const exit = once(child, "exit");
  try {
    process.kill(-child.pid, "SIGTERM");
  } catch {
    return;
  }
  await exit;
}
