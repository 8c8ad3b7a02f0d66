import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { caseIdIn, type OracleCase } from "./case.ts";
import { byPage, fetchInPage, pageCase, type Oracle } from "./oracle.ts";
import { pageUrl, startServers } from "./servers.ts";

const FETCHES_AT_ONCE = 6;
const OPEN_ATTEMPTS = 5;

/** WebDriver BiDi tells of errors only, and not of this one. */
const UNREPORTED = /^(Cross-Origin Request Warning: |Redirecting to data: URI not allowed )/;

/** The real Firefox, read through WebDriver BiDi. `executablePath` is that of a stock Firefox. */
export async function startFirefoxOracle(executablePath: string): Promise<Oracle> {
  const servers = await startServers();
  const http = String(servers.httpPort);
  const https = String(servers.httpsPort);
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    acceptInsecureCerts: true,
    extraPrefsFirefox: {
      ...PREFERENCES,
      "network.socket.forcePort": `443=${https};8443=${https};80=${http};8080=${http}`,
    },
  });
  const log = createLog();
  const pages = new Map<string, Page>();
  const pageFor = async (url: string) => {
    const page = pages.get(url) ?? (await openPage(browser, url));
    if (!pages.has(url)) log.listen(page);
    pages.set(url, page);
    return page;
  };
  let sentinels = 0;
  return {
    name: "firefox",
    version: await browser.version(),
    leavesOut: UNREPORTED,
    observe: async (cases) => {
      servers.add(cases);
      const settled = [];
      for (const group of byPage(cases)) {
        const [first] = group;
        if (first === undefined) continue;
        const last = sentinel(first, `last-${String(++sentinels)}`);
        servers.add([last]);
        const page = await pageFor(pageUrl(first.page));
        const fetches = { cases: group.map(pageCase), atOnce: FETCHES_AT_ONCE, mark: null };
        settled.push(...(await page.evaluate(fetchInPage, fetches)));
        await page.evaluate(fetchInPage, { cases: [pageCase(last)], atOnce: 1, mark: null });
        await log.lineOf(last.id);
      }
      return new Map(
        settled.map(([id, result]) => [
          id,
          { ...result, console: log.linesOf(id), corsError: null, wire: servers.wireOf(id) },
        ]),
      );
    },
    close: async () => {
      await browser.close();
      await servers.close();
    },
  };
}

/** Scripts cannot run yet in a page that is on its way from one process to another. */
async function openPage(browser: Browser, url: string, attempts = OPEN_ATTEMPTS): Promise<Page> {
  const page = await browser.newPage();
  await page.goto(url);
  try {
    await page.evaluate(() => location.href);
    return page;
  } catch (error) {
    if (attempts <= 1) throw error;
    await page.close();
    return openPage(browser, url, attempts - 1);
  }
}

/** A fetch that is refused with a line in the console, by which all earlier lines have arrived too. */
function sentinel({ page }: OracleCase, id: string): OracleCase {
  const answer = { status: 200, headers: [] };
  const url = `${page.origin.startsWith("https:") ? "https" : "http"}://last.test/c?id=${id}`;
  const request = {
    url,
    method: "GET",
    headers: [],
    credentials: "omit",
    mode: "cors",
    redirect: "follow",
    body: null,
  };
  return { id, page, request: request as OracleCase["request"], hops: [{ preflight: answer, actual: answer }] };
}

/** The lines of all pages, by case. */
function createLog() {
  const lines = new Map<string, string[]>();
  const awaited = new Map<string, () => void>();
  const take = (text: string) => {
    const id = caseIdIn(text);
    if (id === null) return;
    lines.set(id, [...(lines.get(id) ?? []), text.replace(SANDBOXED_PAGE, "null/")]);
    awaited.get(id)?.();
  };
  return {
    listen: (page: Page) => {
      page.on("pageerror", (error) => {
        take(error instanceof Error ? error.message : String(error));
      });
      page.on("console", (message) => {
        take(message.text());
      });
    },
    linesOf: (id: string): readonly string[] => lines.get(id) ?? [],
    lineOf: async (id: string): Promise<void> => {
      if (lines.has(id)) return;
      await new Promise<void>((resolve) => awaited.set(id, resolve));
    },
  };
}

/** How Firefox calls a page with an opaque origin: by an id made up for it. */
const SANDBOXED_PAGE = /moz-nullprincipal:\{[0-9a-f-]+\}\S*/;

const PREFERENCES = {
  "network.dns.forceResolve": "127.0.0.1",
  "network.lna.enabled": false,
  "network.cookie.cookieBehavior": 0,
  "security.mixed_content.upgrade_display_content": false,
  "dom.security.https_first": false,
  // Nothing that a test does not ask for.
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "network.prefetch-next": false,
  "network.http.speculative-parallel-limit": 0,
  "app.normandy.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "browser.safebrowsing.malware.enabled": false,
  "browser.safebrowsing.phishing.enabled": false,
};
