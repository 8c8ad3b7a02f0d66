import { chromium, type Browser, type CDPSession, type Frame, type Page } from "playwright-core";
import type { PageFetch } from "./case.ts";

/** Chromium remarks on each 4xx and 5xx that a page can read, with a reason phrase that the engine is not told. */
export const STATUS_REMARK = /^Failed to load resource: the server responded with a status of /;

/** What a developer sees of it. */
export interface Observation {
  /** null when the promise was rejected. */
  readonly response: { readonly type: string; readonly status: number; readonly headers: readonly string[] } | null;
  /** What it was rejected with. */
  readonly exception: string | null;
  /** Every line of the console, in order and to the letter. */
  readonly console: readonly string[];
  /** CorsError names from the issues that DevTools shows. */
  readonly corsErrors: readonly string[];
}

export interface ChromiumOptions {
  /** By default what `CHROMIUM_PATH` names. */
  readonly executablePath?: string;
  /** Chromium's own syntax: `MAP *:80 127.0.0.1:4300`. By default only 127.0.0.1 can be reached. */
  readonly hostResolverRules?: string;
  /** Chromium's own syntax: `127.0.0.1:4300=public`. By default every loopback socket is in the space `loopback`. */
  readonly ipAddressSpaceOverrides?: string;
}

const LOOPBACK_ONLY = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";

const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts a Chromium. */
export async function launchChromium({
  executablePath = process.env.CHROMIUM_PATH ?? "",
  hostResolverRules = LOOPBACK_ONLY,
  ipAddressSpaceOverrides = "",
}: ChromiumOptions = {}): Promise<Browser> {
  const args = [
    ...FLAGS,
    `--host-resolver-rules=${hostResolverRules}`,
    `--ip-address-space-overrides=${ipAddressSpaceOverrides}`,
  ];
  return chromium.launch({ executablePath, args });
}

/** A real page, or a sandboxed frame in it, from which requests are made one at a time. */
export class ChromiumPage {
  readonly #page: Page;
  readonly #frame: Frame;
  readonly #session: CDPSession;
  #console: string[] = [];
  #corsErrors: string[] = [];

  private constructor(page: Page, frame: Frame, session: CDPSession) {
    this.#page = page;
    this.#frame = frame;
    this.#session = session;
  }

  static async open(
    browser: Browser,
    url: string,
    { opaque = false, permissions = [] }: { opaque?: boolean; permissions?: readonly string[] } = {},
  ): Promise<ChromiumPage> {
    const context = await browser.newContext({ ignoreHTTPSErrors: true, permissions: [...permissions] });
    const page = await context.newPage();
    await page.goto(url);
    const frame = opaque ? await sandboxedFrame(page) : page.mainFrame();
    // A sandboxed frame has a process, and so a session, of its own.
    const opened = new ChromiumPage(page, frame, await context.newCDPSession(opaque ? frame : page));
    await opened.#listen();
    return opened;
  }

  async close(): Promise<void> {
    await this.#page.context().close();
  }

  async fetch(request: PageFetch): Promise<Observation> {
    const settled = await this.#frame.evaluate(async ({ url, headers, ...init }) => {
      try {
        const entries = headers.map(([name, value]): [string, string] => [name, value]);
        const response = await fetch(url, { ...init, headers: entries });
        const { type, status } = response;
        return { response: { type, status, headers: [...response.headers.keys()] }, exception: null };
      } catch (error) {
        return { response: null, exception: String(error) };
      }
    }, request);
    return { ...settled, ...(await this.#reported()) };
  }

  /** Runs an expression that throws when its request fails. */
  async run(expression: string): Promise<Omit<Observation, "response" | "exception"> & { readonly failed: boolean }> {
    const failed = await this.#frame.evaluate<boolean>(
      `(async () => { try { ${expression}; return false; } catch { return true; } })()`,
    );
    return { failed, ...(await this.#reported()) };
  }

  /** What was reported since the last call. */
  async #reported(): Promise<Pick<Observation, "console" | "corsErrors">> {
    await this.#drain();
    const reported = { console: this.#console, corsErrors: this.#corsErrors };
    this.#console = [];
    this.#corsErrors = [];
    return reported;
  }

  async #listen(): Promise<void> {
    this.#session.on("Log.entryAdded", ({ entry }) => {
      this.#console.push(entry.text);
    });
    this.#session.on("Audits.issueAdded", ({ issue }) => {
      const details = issue.details.corsIssueDetails;
      if (details && !details.isWarning) this.#corsErrors.push(details.corsErrorStatus.corsError);
    });
    await this.#session.send("Runtime.enable");
    await this.#session.send("Log.enable");
    await this.#session.send("Audits.enable");
    await this.#session.send("Network.enable");
    await this.#drain();
    this.#console = [];
  }

  /** Waits for a line of our own, which the session delivers after everything that the page has caused so far. */
  async #drain(): Promise<void> {
    const arrived = Promise.withResolvers<undefined>();
    const onLine = () => {
      arrived.resolve(undefined);
    };
    this.#session.on("Runtime.consoleAPICalled", onLine);
    await this.#session.send("Runtime.evaluate", { expression: 'console.log("drained")' });
    await arrived.promise;
    this.#session.off("Runtime.consoleAPICalled", onLine);
  }
}

async function sandboxedFrame(page: Page): Promise<Frame> {
  await page.evaluate(async () => {
    const frame = document.createElement("iframe");
    frame.setAttribute("sandbox", "allow-scripts");
    frame.srcdoc = "<!doctype html><title>Sandboxed</title>";
    const loaded = new Promise((resolve) => {
      frame.addEventListener("load", resolve);
    });
    document.body.append(frame);
    await loaded;
  });
  const [, frame] = page.frames();
  if (!frame) throw new Error("The sandboxed frame is missing");
  return frame;
}
