import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { createPlace, startServer, type StartedServer } from "#tests/e2e/started-server.ts";

/** A server of the visitor's own. It allows any page, or as its path says. */
const ANSWERS: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  "/allowed": (_, response) => {
    response.setHeader("x-total-count", "7");
    response.setHeader("content-type", "application/json");
    response.end('{"items":[1,2,3]}');
  },
  "/no-allow-origin": (_, response) => {
    response.removeHeader("access-control-allow-origin");
    response.end("hidden");
  },
  "/put": (request, response) => {
    response.setHeader("access-control-allow-methods", "PUT");
    response.writeHead(request.method === "OPTIONS" ? 204 : 200).end();
  },
  "/with-cookies": (request, response) => {
    response.setHeader("access-control-allow-origin", request.headers.origin ?? "");
    response.setHeader("access-control-allow-credentials", "true");
    response.end(request.headers.cookie ?? "none");
  },
  "/redirect": (_, response) => {
    response.writeHead(302, { location: "/allowed" }).end();
  },
  "/not-to-preflight": (request, response) => {
    if (isPreflight(request)) response.removeHeader("access-control-allow-origin");
    response.end("for you alone");
  },
  "/hostile": (_, response) => {
    response.setHeader("access-control-expose-headers", "*");
    response.setHeader("x-evil", "<img src=x onerror=document.title='owned'>");
    response.setHeader("content-type", "text/html");
    response.end("<script>document.title='owned'</script>\u202Etxt.exe");
  },
  "/silent": () => undefined,
};

const isPreflight = ({ headers }: IncomingMessage) => headers["user-agent"]?.includes("Preflight/") === true;

/** What a target was asked, by whom. */
export interface Asked {
  readonly by: "browser" | "preflight";
  readonly method: string;
  readonly path: string;
}

export interface Target {
  readonly server: Server;
  readonly origin: string;
  /** Empty it between tests. */
  readonly asked: Asked[];
  close(): void;
}

export async function startTarget(): Promise<Target> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    asked.push({ by: isPreflight(request) ? "preflight" : "browser", method: request.method ?? "", path });
    response.setHeader("access-control-allow-origin", "*");
    ANSWERS[path]?.(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    server,
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** A Preflight for strangers, which contacts no private address, and one of the visitor's own. */
export interface Preflights {
  readonly strict: StartedServer;
  readonly local: StartedServer;
  close(): Promise<void>;
}

export async function startPreflights(): Promise<Preflights> {
  const places = [await createPlace(), await createPlace()] as const;
  const options = { RATE_LIMIT_PER_MINUTE: "100000", LOG_LEVEL: "error" };
  const [strict, local] = await Promise.all([
    startServer(places[0], options),
    startServer(places[1], { ...options, PRIVATE_TARGETS: "allow" }),
  ]);
  return {
    strict,
    local,
    async close() {
      await Promise.all([strict.stop(), local.stop()]);
      for (const place of places) place.remove();
    },
  };
}

export interface Visit {
  readonly page: Page;
  /** The lines with which Chromium refuses a request. */
  readonly corsLines: readonly string[];
  /** Every address that the page requests. */
  readonly requested: readonly string[];
}

const REFUSALS = /^(Access to|Fetch API cannot load) /;

/** Opens the page with a request of the target in its fragment, and waits until it is alive. */
export async function openIn(
  browser: Browser,
  origin: string,
  fields: Readonly<Record<string, string>> = {},
  { pauseClock = false } = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const corsLines: string[] = [];
  const errors: string[] = [];
  const requested: string[] = [];
  page.on("request", (request) => requested.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() !== "error" || message.text().startsWith("Failed to load resource")) return;
    (REFUSALS.test(message.text()) ? corsLines : errors).push(message.text());
  });
  onTestFinished(async () => {
    await context.close();
    expect(errors).toEqual([]);
  });
  if (pauseClock) await page.clock.install();
  await page.goto(`${origin}/in-my-browser#${new URLSearchParams(fields).toString()}`);
  // Only the page itself knows where it was loaded from.
  await page.waitForFunction((own) => document.querySelector<HTMLInputElement>("[name=origin]")?.value === own, origin);
  return { page, corsLines, requested };
}

export const pageField = (page: Page) => page.getByLabel("Page that makes it");
export const runButton = (page: Page) => page.getByRole("form").getByRole("button", { name: "Run in my browser" });
export const dialog = (page: Page) => page.getByRole("alertdialog");
export const headline = (page: Page) =>
  page.getByRole("region", { name: /^Your browser|^No answer/ }).getByRole("heading", { level: 2 });
export const said = (page: Page) => page.getByRole("region", { name: "What this page’s script was told" });
export const predicted = (page: Page) => page.getByRole("region", { name: "Predicted for Chromium" });
export const status = (page: Page) => page.getByRole("form").getByRole("status");

/** The comparison as lines of text: `Status: 200, 200, as predicted`. */
export async function compared(page: Page): Promise<string[]> {
  const items = await page.getByRole("region", { name: "Field by field" }).locator("> ul > li").all();
  return Promise.all(
    items.map(async (item) => {
      const what = await item.getByRole("heading").innerText();
      const values = await item.getByRole("definition").allInnerTexts();
      const agreement = await item.locator("p").innerText();
      return `${what}: ${values.map((value) => value.replace(/\s+/g, " ").trim()).join(" | ")} | ${agreement}`;
    }),
  );
}

/** Presses the button and waits for what comes of it. */
export async function run(page: Page): Promise<void> {
  await runButton(page).click();
  await headline(page).waitFor();
}

/** For what is asked again and again: a browser on a busy machine takes its time. */
export const PATIENCE = { timeout: 15_000 } as const;
