import puppeteer, { type Page } from "puppeteer-core";
import { caseIdIn, type OracleCase } from "./case.ts";
import { byPage, fetchInPage, pageCase, type Oracle } from "./oracle.ts";
import { pageUrl, startServers } from "./servers.ts";

const FETCHES_AT_ONCE = 6;

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
  let runs = 0;
  return {
    name: "firefox",
    version: await browser.version(),
    leavesOut: UNREPORTED,
    observe: async (cases) => {
      const run = ++runs;
      const sentinels: OracleCase[] = byPage(cases).map(([first], index) =>
        sentinel(first, `last-${String(run)}-${String(index)}`),
      );
      servers.add([...cases, ...sentinels]);
      const lines = new Map<string, string[]>();
      const settled = [];
      for (const [index, group] of byPage(cases).entries()) {
        const last = sentinels[index];
        if (last === undefined) continue;
        const page = await browser.newPage();
        await page.goto(pageUrl(last.page));
        const lastLine = collectLines(page, lines, last.id);
        settled.push(
          ...(await page.evaluate(fetchInPage, { cases: group.map(pageCase), atOnce: FETCHES_AT_ONCE, mark: null })),
        );
        await page.evaluate(fetchInPage, { cases: [pageCase(last)], atOnce: 1, mark: null });
        await lastLine;
        await page.close();
      }
      return new Map(
        settled.map(([id, result]) => [
          id,
          { ...result, console: lines.get(id) ?? [], corsError: null, wire: servers.wireOf(id) },
        ]),
      );
    },
    close: async () => {
      await browser.close();
      await servers.close();
    },
  };
}

/** A fetch that is refused with a line in the console, by which all earlier lines have arrived too. */
function sentinel(like: OracleCase | undefined, id: string): OracleCase {
  if (like === undefined) throw new Error("there is a case for each page");
  const answer = { status: 200, headers: [] };
  const request = {
    method: "GET",
    headers: [],
    credentials: "omit",
    mode: "cors",
    redirect: "follow",
    body: null,
  } as const;
  const url = `${like.page.origin.startsWith("https:") ? "https" : "http"}://last.test/c?id=${id}`;
  return { id, page: like.page, request: { ...request, url }, hops: [{ preflight: answer, actual: answer }] };
}

/** How Firefox calls a page with an opaque origin: by an id made up for it. */
const SANDBOXED_PAGE = /moz-nullprincipal:\{[0-9a-f-]+\}\S*/;

/** Resolves with the line of the last case. */
async function collectLines(page: Page, lines: Map<string, string[]>, lastId: string): Promise<void> {
  const arrived = Promise.withResolvers<undefined>();
  const take = (text: string) => {
    const id = caseIdIn(text);
    if (id === null) return;
    if (id === lastId) arrived.resolve(undefined);
    const line = text.replace(SANDBOXED_PAGE, "null/");
    const known = lines.get(id);
    if (known === undefined) lines.set(id, [line]);
    else known.push(line);
  };
  page.on("pageerror", (error) => {
    take(error instanceof Error ? error.message : String(error));
  });
  page.on("console", (message) => {
    take(message.text());
  });
  await arrived.promise;
}

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
