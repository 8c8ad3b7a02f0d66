import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { launchChromium } from "#tests/oracle/chromium.ts";
import {
  dialog,
  headline,
  openIn,
  PATIENCE,
  run,
  runButton,
  startPreflights,
  startTarget,
  type Preflights,
  type Target,
} from "./in-my-browser-fixture.ts";

let target: Target;
let preflights: Preflights;
let browser: Browser;

beforeAll(async () => {
  [target, preflights, browser] = await Promise.all([startTarget(), startPreflights(), launchChromium()]);
});

afterEach(() => {
  target.asked.length = 0;
});

afterAll(async () => {
  await browser.close();
  await preflights.close();
  target.close();
});

const open = (fields: Readonly<Record<string, string>> = {}, { server = preflights.local, pauseClock = false } = {}) =>
  openIn(browser, server.origin, fields, { pauseClock });

describe("the policy of the page", () => {
  const policyOf = async (path: string): Promise<string | undefined> => {
    const policy = (await fetch(`${preflights.strict.origin}${path}`)).headers.get("content-security-policy");
    return policy?.split("; ").find((directive) => directive.startsWith("connect-src"));
  };
  /** What a script of the page comes to that requests the target. */
  const fetchFrom = (page: Page) =>
    page.evaluate(
      (url) =>
        fetch(url).then(
          ({ status }) => status,
          (error: unknown) => String(error),
        ),
      `${target.origin}/allowed`,
    );

  test("lets it connect, and no other page", async () => {
    expect(await policyOf("/in-my-browser")).toBe("connect-src 'self' http: https:");
    for (const path of ["/", "/lab", "/findings", "/in-my-browser/x", "/no/such/page", "/d/AAAAAAAAAAAAAAAAAAAAAA"]) {
      expect([path, await policyOf(path)]).toEqual([path, "connect-src 'self'"]);
    }
  });

  test("holds for its own document, which no other page is put into", async () => {
    const { page } = await open();
    expect(await fetchFrom(page)).toBe(200);
    await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Lab" }).click();
    await page.getByRole("heading", { level: 1, name: "Lab" }).waitFor();
    const loaded = await page.evaluate(() => performance.getEntriesByType("navigation")[0]?.name);
    expect(loaded).toBe(`${preflights.local.origin}/lab`);
  });

  test("is not kept from another page’s document", async () => {
    const { page } = await open({}, { server: preflights.strict });
    await page.goto(`${preflights.strict.origin}/lab`);
    const swapped = await page.evaluate(() => fetch("/in-my-browser").then(({ status }) => status));
    expect(swapped).toBe(204);
  });
});

describe("for everybody", () => {
  test("the keyboard is enough", async () => {
    const { page } = await open();
    await page.getByLabel("URL of the request").focus();
    await page.keyboard.type(`${target.origin}/put`);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("PUT");
    await page.keyboard.press("Enter");
    await dialog(page).waitFor();
    await page.keyboard.press("Escape");
    await dialog(page).waitFor({ state: "detached" });
    await expect.poll(() => page.evaluate(() => document.activeElement?.id), PATIENCE).toBe("method");
    expect(target.asked).toEqual([]);

    await page.keyboard.press("Enter");
    await dialog(page).waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent), PATIENCE).toBe("Cancel");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await headline(page).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.querySelector("h2")?.id), PATIENCE)
      .toBe("came-of-it");
  });

  test("without JavaScript it says what to do instead", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(`${preflights.strict.origin}/in-my-browser`);
    expect(await page.getByText("runs no scripts here").isVisible()).toBe(true);
    expect(await page.getByText("curl -i -X OPTIONS").isVisible()).toBe(true);
    expect(await page.getByRole("form").isVisible()).toBe(false);
    const links = page.getByRole("main").getByRole("link");
    expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute("href")))).toEqual(["/", "/offline"]);
  });

  test("there is no barrier and nothing that scrolls sideways, in any state", { timeout: 180_000 }, async () => {
    const { page } = await open({ url: `${target.origin}/not-to-preflight`, origin: "https://app.example" });
    await page.getByText("started by, body").click();
    const barriers: unknown[] = [];
    const look = async (state: string) => {
      for (const { colorScheme, width } of LOOKS) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
        if (scrollWidth > clientWidth) barriers.push({ state, width, scrollWidth });
        const { violations } = await new AxeBuilder({ page }).analyze();
        for (const { id, nodes } of violations) {
          barriers.push({ state, width, colorScheme, id, targets: nodes.map(({ target }) => target) });
        }
      }
    };
    await look("filled in");
    await run(page);
    await look("differs");
    await page.getByLabel("URL of the request").fill(`${target.origin}/no-allow-origin`);
    await page.getByLabel("Method").fill("PUT");
    await runButton(page).click();
    await dialog(page).waitFor();
    await look("asked");
    await dialog(page).getByRole("button", { name: "Send it" }).click();
    await page.getByRole("region", { name: "What the browser’s console says" }).waitFor();
    await look("failed");
    expect(barriers).toEqual([]);
  });
});

/** Each theme and each layout once: contrast depends on the theme, structure on the layout. */
const LOOKS = [
  { colorScheme: "light", width: 390 },
  { colorScheme: "dark", width: 1440 },
] as const;
