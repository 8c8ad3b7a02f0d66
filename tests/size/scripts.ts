import { readFileSync } from "node:fs";
import type { Browser, Page } from "playwright-core";

/** Paths below the root of the project of the scripts that a browser loads, each list without those before it. */
export interface Scripts {
  /** Around a page with nothing on it, beyond what the framework loads on every page. */
  readonly frame: readonly string[];
  /** On the home page, as soon as it is there. */
  readonly arrival: readonly string[];
  /** On the home page, from the first paste until the plan of a preflighted request is shown. */
  readonly filledIn: readonly string[];
}

/** Loads an empty page and the home page of a running Preflight, fills the form in, and notes which scripts come. */
export async function measureScripts(browser: Browser, origin: string): Promise<Scripts> {
  const empty = await loadedBy(browser, `${origin}/no/such/page`, async () => []);
  const home = await loadedBy(browser, `${origin}/`, fillIn);
  const framework: readonly string[] = readManifest().rootMainFiles.map((file) => `.next/${file}`);
  const without = (scripts: readonly string[], known: readonly string[]) =>
    scripts.filter((script) => !known.includes(script));
  return {
    frame: without(empty.onArrival, framework),
    arrival: without(home.onArrival, empty.onArrival),
    filledIn: without(home.later, home.onArrival),
  };
}

async function loadedBy(
  browser: Browser,
  url: string,
  act: (page: Page) => Promise<unknown>,
): Promise<{ onArrival: readonly string[]; later: readonly string[] }> {
  const page = await browser.newPage();
  const loaded: string[] = [];
  page.on("requestfinished", (request) => {
    const { pathname } = new URL(request.url());
    if (request.resourceType() === "script") loaded.push(pathname.replace(/^\/_next\//, ".next/"));
  });
  await page.goto(url, { waitUntil: "networkidle" });
  const onArrival = [...loaded];
  await act(page);
  await page.waitForLoadState("networkidle");
  await page.close();
  return { onArrival, later: loaded };
}

async function fillIn(page: Page): Promise<void> {
  const box = page.getByLabel("Start from what you have");
  await box.fill("https://api.example/items");
  await box.press("Enter");
  await page.getByText("Read as a URL").waitFor();
  await page.getByLabel("Page that makes it").fill("https://app.example");
  await page.getByLabel("Method").fill("PUT");
  await page.getByRole("region", { name: "What the browser will send" }).getByText("OPTIONS /items").waitFor();
}

function readManifest(): { rootMainFiles: string[] } {
  const file = new URL("../../.next/build-manifest.json", import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as { rootMainFiles: string[] };
}
