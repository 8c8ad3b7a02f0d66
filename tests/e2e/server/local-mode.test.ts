import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { createPlace, startServer, type Place, type StartedServer } from "#tests/e2e/started-server.ts";
import { answerWith, startTarget, type LoopbackTarget } from "./loopback-target.ts";
import { ATTACKS, type Attack, type Weapons } from "./other-page.ts";

/** Names that lead to this machine, as those of a site do whose owner wants it so. */
const OTHER_SITE = "other.test";
const REBOUND = "rebound.test";

let place: Place;
let server: StartedServer;
let victim: LoopbackTarget;
let otherServer: Server;
let otherPort: number;
let browser: Browser;
let weapons: Omit<Weapons, "redirect">;

beforeAll(async () => {
  victim = await startTarget(answerWith("200 OK", ["Access-Control-Allow-Origin: *"]));
  place = await createPlace();
  server = await startServer(place, { PRIVATE_TARGETS: "allow", RATE_LIMIT_PER_MINUTE: "1000" });
  const diagnoses = `${place.origin}/api/v1/diagnoses`;
  const request = { url: victim.origin, origin: "https://page.example" };
  const oneLiner = `${diagnoses}?${new URLSearchParams({ ...request, probes: "false" })}`;
  const formPage = `${place.origin}/lab`;
  weapons = {
    home: `${place.origin}/`,
    diagnoses,
    oneLiner,
    json: JSON.stringify({ ...request, probes: false }),
    formPage,
    formFields: hiddenFields(await (await fetch(formPage)).text()),
  };

  otherServer = createServer((incoming, response) => {
    if (incoming.url === "/redirect") response.writeHead(302, { location: oneLiner }).end();
    else response.setHeader("content-type", "text/html").end("<!doctype html><title>Other</title><body>");
  }).listen(0, "127.0.0.1");
  await once(otherServer, "listening");
  otherPort = (otherServer.address() as AddressInfo).port;
  const rules = [`MAP ${OTHER_SITE} 127.0.0.1`, `MAP ${REBOUND} 127.0.0.1`, "MAP * ~NOTFOUND", "EXCLUDE 127.0.0.1"];
  browser = await launchChromium({ hostResolverRules: rules.join(", ") });
});

afterAll(async () => {
  await browser.close();
  otherServer.close();
  otherServer.closeAllConnections();
  await server.stop();
  place.remove();
  await victim.close();
});

/** The hidden fields of the first form of a page. */
function hiddenFields(html: string): [name: string, value: string][] {
  const form = /<form[^]*?<\/form>/.exec(html)![0];
  const attribute = (input: string, name: string) =>
    new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1]?.replaceAll("&quot;", '"') ?? "";
  return [...form.matchAll(/<input type="hidden"[^>]*>/g)].map(([input]) => [
    attribute(input, "name"),
    attribute(input, "value"),
  ]);
}

/** How the requests of a context to Preflight end: a status, or `failed`. */
function watchRequests(context: BrowserContext): { ends: (number | "failed")[]; first: Promise<void> } {
  const ends: (number | "failed")[] = [];
  const first = Promise.withResolvers<undefined>();
  const add = (end: number | "failed") => {
    ends.push(end);
    first.resolve(undefined);
  };
  context.on("response", (response) => {
    if (response.url().startsWith(place.origin)) add(response.status());
  });
  context.on("requestfailed", (request) => {
    if (request.url().startsWith(place.origin)) add("failed");
  });
  context.on("page", (page) => {
    page.on("websocket", (socket) => {
      socket.on("socketerror", () => add("failed"));
    });
  });
  return { ends, first: first.promise };
}

/**
 * Runs an attack and resolves to what it could read, once the page that it loads is there: Chromium may never close one
 * that is on its way.
 */
async function attack(page: Page, { run, detail = "", navigates }: Attack, from: string): Promise<unknown> {
  const loaded =
    navigates === "this page"
      ? page.waitForEvent("load")
      : navigates === "new page"
        ? page.waitForEvent("popup").then((popup) => popup.waitForLoadState())
        : null;
  const read = await page.evaluate(run, { weapons: { ...weapons, redirect: `${from}/redirect` }, detail });
  await loaded;
  return read;
}

describe.each([
  { name: "of another site", host: OTHER_SITE },
  { name: "of the same site", host: "127.0.0.1" },
])("a page $name", ({ host }) => {
  test.each(ATTACKS)("reaches nothing with $name", async (way) => {
    const before = { sent: victim.connections, stored: place.countDiagnoses() };
    const context = await browser.newContext();
    const { ends, first } = watchRequests(context);
    const page = await context.newPage();
    const origin = `http://${host}:${otherPort}`;
    await page.goto(origin);

    const read = await attack(page, way, origin);
    await first;
    await context.close();

    expect(read).toBeNull();
    expect(ends.filter((end) => end !== 403 && end !== "failed")).toEqual([]);
    expect({ sent: victim.connections, stored: place.countDiagnoses() }).toEqual(before);
  });
});

describe("a page whose name was re-pointed to this machine", () => {
  test("is same-origin for the browser, and still reaches nothing", async () => {
    const before = { sent: victim.connections, stored: place.countDiagnoses() };
    const page = await browser.newPage();
    const rebound = `http://${REBOUND}:${place.port}`;
    expect((await page.goto(`${rebound}/`))?.status()).toBe(421);
    const answers = await page.evaluate(
      async ({ search, json }) => {
        const headers = { "content-type": "application/json" };
        const asked = [
          fetch(`/api/v1/diagnoses${search}`),
          fetch("/api/v1/diagnoses", { method: "POST", headers, body: json }),
          fetch("/lab"),
        ];
        return Promise.all(asked.map(async (answer) => (await answer).status));
      },
      { search: new URL(weapons.oneLiner).search, json: weapons.json },
    );
    await page.close();
    expect(answers).toEqual([421, 421, 421]);
    expect({ sent: victim.connections, stored: place.countDiagnoses() }).toEqual(before);
  });
});

describe("its own user", () => {
  test("diagnoses a server of this machine with the form", async () => {
    const before = { sent: victim.connections, stored: place.countDiagnoses() };
    const page = await browser.newPage();
    await page.goto(`${place.origin}/#probes=no`);
    await page.locator("[name=url]").fill(victim.origin);
    await page.locator("[name=origin]").fill("https://page.example");
    await page.getByRole("button", { name: "Diagnose", exact: true }).click();
    await page.waitForURL(/\/d\/[\w-]{22}$/);
    await page.close();
    expect({ sent: victim.connections, stored: place.countDiagnoses() }).toEqual({
      sent: before.sent + 1,
      stored: before.stored + 1,
    });
  });

  test.each([
    { way: "fetch() of a diagnosis", reached: { sent: 1, stored: 0 } },
    { way: "fetch() with a POST of JSON", reached: { sent: 1, stored: 1 } },
    { way: "a link", reached: { sent: 1, stored: 0 } },
    { way: "a copy of our own form", reached: { sent: 0, stored: 1 } },
  ])("succeeds on its own pages with $way, so it is the origin that counts", async ({ way, reached }) => {
    const before = { sent: victim.connections, stored: place.countDiagnoses() };
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${place.origin}/lab`);
    await attack(
      page,
      ATTACKS.find(({ name }) => name === way)!,
      place.origin,
    );
    await context.close();
    expect({ sent: victim.connections - before.sent, stored: place.countDiagnoses() - before.stored }).toEqual(reached);
  });

  test("asks with the address bar", async () => {
    const sent = victim.connections;
    const page = await browser.newPage();
    const answer = await page.goto(weapons.oneLiner);
    expect(answer?.status()).toBe(200);
    expect(answer?.headers()).not.toHaveProperty("access-control-allow-origin");
    await page.close();
    expect(victim.connections).toBe(sent + 1);
  });
});
