import { findProgram } from "../../bin/programs.mjs";
import { ChromiumPage, launchChromium } from "#tests/oracle/chromium.ts";
import { startApplication, startPage } from "./application.ts";
import { startPreflight, type Preflight } from "./preflight.ts";
import type { Misconfiguration } from "./situations.ts";

/** What there is around a server under test. */
export interface Surroundings {
  readonly preflight: Preflight;
  /** A page in the real Chromium, and its origin, which is to be let in. */
  readonly page: ChromiumPage;
  readonly origin: string;
  /** Ports of the applications behind proxies. */
  readonly upstream: Readonly<Record<Misconfiguration, number>>;
  close(): Promise<void>;
}

export async function startSurroundings(): Promise<Surroundings> {
  const preflight = await startPreflight();
  const browser = await launchChromium({ executablePath: findProgram("chromium") ?? "" });
  const listeners = await Promise.all([startPage(), startApplication("none"), startApplication("wildcard")]);
  const [home, none, wildcard] = listeners;
  const origin = `http://127.0.0.1:${home.port}`;
  return {
    preflight,
    page: await ChromiumPage.open(browser, `${origin}/`),
    origin,
    upstream: { none: none.port, wildcard: wildcard.port },
    async close() {
      for (const listener of listeners) listener.close();
      await browser.close();
      await preflight.close();
    },
  };
}
