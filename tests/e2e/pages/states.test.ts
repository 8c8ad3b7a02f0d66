import { AxeBuilder } from "@axe-core/playwright";
import Database from "better-sqlite3";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { createPlace, startServer, type Place, type StartedServer } from "#tests/e2e/started-server.ts";
import { visit } from "./visitor.ts";

const UNKNOWN_ID = "AAAAAAAAAAAAAAAAAAAAAA";

/** One whose database fails, and one that has had enough. */
let places: readonly Place[];
let servers: { readonly broken: StartedServer; readonly strained: StartedServer };
let browser: Browser;

beforeAll(async () => {
  const [first, second] = [await createPlace(), await createPlace()];
  places = [first, second];
  const [broken, strained] = await Promise.all([
    startServer(first, { LOG_LEVEL: "silent" }),
    startServer(second, { RATE_LIMIT_PER_MINUTE: "1", LOG_LEVEL: "silent" }),
  ]);
  servers = { broken, strained };
  const database = new Database(first.environment["DATABASE_URL"]!.replace("file:", ""));
  database.exec("alter table diagnoses rename to elsewhere");
  database.close();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser.close();
  await Promise.all([servers.broken.stop(), servers.strained.stop()]);
  for (const place of places) place.remove();
});

const title = (page: Page) => page.getByRole("heading", { level: 1 }).innerText();

describe("an address that leads nowhere", () => {
  const CASES: readonly (readonly [
    name: string,
    server: keyof typeof servers,
    path: string,
    status: number,
    title: string,
  ])[] = [
    [
      "a diagnosis while the database fails",
      "broken",
      `/d/${UNKNOWN_ID}`,
      503,
      "Preflight cannot look this diagnosis up",
    ],
    [
      "one to be run again meanwhile",
      "broken",
      `/?again=${UNKNOWN_ID}`,
      503,
      "Preflight cannot look this diagnosis up",
    ],
    [
      "one to be run again that never was",
      "strained",
      `/?again=${UNKNOWN_ID}`,
      404,
      "There is no diagnosis at this address",
    ],
    ["a page that does not exist", "strained", "/no/such/page", 404, "There is no page at this address"],
    ["a finding that does not exist", "strained", "/findings/no-such-finding", 404, "There is no finding with this id"],
    [
      "a problem that does not exist",
      "strained",
      "/problems/no-such-problem",
      404,
      "There is no problem with this code",
    ],
  ];

  test.each(CASES)("%s says so without JavaScript, and where to go", async (_, server, path, status, expected) => {
    const address = `${servers[server].origin}${path}`;
    expect((await fetch(address)).status).toBe(status);
    const page = await visit(browser, address, { javaScriptEnabled: false });
    expect(await title(page)).toBe(expected);
    await page.getByRole("main").getByRole("link", { name: "Diagnose a request" }).click();
    expect(new URL(page.url()).pathname).toBe("/");
  });

  test.each(CASES)(
    "%s has no barrier, in both themes and at every width",
    { timeout: 120_000 },
    async (_, server, path) => {
      const page = await visit(browser, `${servers[server].origin}${path}`);
      const barriers: unknown[] = [];
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        for (const width of [390, 768, 1440]) {
          await page.setViewportSize({ width, height: 800 });
          const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
          if (scrollWidth > clientWidth) barriers.push({ width, scrollWidth });
        }
        const { violations } = await new AxeBuilder({ page }).analyze();
        barriers.push(
          ...violations.map(({ id, nodes }) => ({ colorScheme, id, targets: nodes.map(({ target }) => target) })),
        );
      }
      expect(barriers).toEqual([]);
    },
  );

  test.each(["light", "dark"] as const)("keeps the theme that was chosen: %s", async (theme) => {
    const page = await visit(browser, `${servers.strained.origin}/`, {
      colorScheme: theme === "dark" ? "light" : "dark",
    });
    await page.context().addCookies([{ name: "theme", value: theme, url: servers.strained.origin }]);
    await page.goto(`${servers.strained.origin}/d/${UNKNOWN_ID}`);
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme)).toBe(theme);
  });
});

describe("too many diagnoses", () => {
  test.each([
    ["with JavaScript", true],
    ["without JavaScript", false],
  ])("%s, the form says when to try again and keeps what was typed", async (_, javaScriptEnabled) => {
    const page = await visit(browser, `${servers.strained.origin}/?lab=origin-missing`, { javaScriptEnabled });
    const diagnose = page.getByRole("button", { name: "Diagnose", exact: true });
    await diagnose.click();
    const refused = page.getByRole("form").getByRole("alert");
    const saved = page.getByRole("heading", { level: 1, name: /^Blocked/ });
    await refused.or(saved).waitFor();
    if (await saved.isVisible()) {
      await page.goto(`${servers.strained.origin}/?lab=origin-missing`);
      await diagnose.click();
      await refused.waitFor();
    }
    expect(await refused.innerText()).toMatch(/Too many diagnoses[^]*Try again in \d+ s\./);
    expect(await page.getByLabel("URL of the request").inputValue()).toContain("/origin-missing");
  });
});
