import type { CDPSession } from "playwright-core";
import { launchChromium, STATUS_REMARK } from "./chromium.ts";
import { caseIdIn } from "./case.ts";
import { byPage, fetchInPage, pageCase, type Observation, type Oracle, type Settled } from "./oracle.ts";
import { pageUrl, startServers } from "./servers.ts";

const FETCHES_AT_ONCE = 6;

/** The real Chromium, read through DevTools. */
export async function startChromiumOracle(executablePath: string): Promise<Oracle> {
  const servers = await startServers();
  const rules = [
    ...[80, 8080].map((port) => `MAP *:${String(port)} 127.0.0.1:${String(servers.httpPort)}`),
    ...[443, 8443].map((port) => `MAP *:${String(port)} 127.0.0.1:${String(servers.httpsPort)}`),
    "MAP * ~NOTFOUND",
  ];
  const browser = await launchChromium({ executablePath, hostResolverRules: rules.join(",") });
  return {
    name: "chromium",
    version: browser.version(),
    leavesOut: STATUS_REMARK,
    observe: async (cases) => {
      servers.add(cases);
      const seen = new Map<string, Observation>();
      for (const group of byPage(cases)) {
        const [first] = group;
        if (first === undefined) continue;
        const context = await browser.newContext({ ignoreHTTPSErrors: true });
        const page = await context.newPage();
        await page.goto(pageUrl(first.page));
        const log = await listen(await context.newCDPSession(page));
        const settled = await page.evaluate(fetchInPage, {
          cases: group.map(pageCase),
          atOnce: FETCHES_AT_ONCE,
          mark: null,
        });
        await log.drain();
        await context.close();
        for (const [id, result] of settled) seen.set(id, observation(id, result));

        function observation(id: string, result: Settled): Observation {
          return {
            ...result,
            console: log.lines.get(id) ?? [],
            corsError: log.corsErrors.get(id) ?? null,
            wire: servers.wireOf(id),
          };
        }
      }
      return seen;
    },
    close: async () => {
      await browser.close();
      await servers.close();
    },
  };
}

interface Log {
  readonly lines: ReadonlyMap<string, string[]>;
  readonly corsErrors: ReadonlyMap<string, string>;
  /** Waits until all that the page has caused so far is in. */
  drain(): Promise<void>;
}

async function listen(session: CDPSession): Promise<Log> {
  const lines = new Map<string, string[]>();
  const corsErrors = new Map<string, string>();
  session.on("Log.entryAdded", ({ entry: { text, url = "" } }) => {
    const id = caseIdIn(text) ?? caseIdIn(url);
    if (id === null) return;
    const known = lines.get(id);
    if (known === undefined) lines.set(id, [text]);
    else known.push(text);
  });
  session.on("Audits.issueAdded", ({ issue }) => {
    const details = issue.details.corsIssueDetails;
    const id = caseIdIn(details?.request.url ?? "");
    if (id !== null && details && !details.isWarning) corsErrors.set(id, details.corsErrorStatus.corsError);
  });
  for (const domain of ["Runtime", "Log", "Audits", "Network"] as const) await session.send(`${domain}.enable`);
  return {
    lines,
    corsErrors,
    drain: async () => {
      const arrived = Promise.withResolvers<undefined>();
      session.on("Runtime.consoleAPICalled", () => {
        arrived.resolve(undefined);
      });
      await session.send("Runtime.evaluate", { expression: 'console.log("drained")' });
      await arrived.promise;
    },
  };
}
