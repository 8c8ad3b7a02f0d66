import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { EXERCISES } from "#components/learn/exercises/exercises.ts";
import { CHAPTERS } from "#components/learn/guide.ts";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { startPreflight, type Preflight } from "./preflight.ts";
import { crawl, type CrawledPage } from "./crawl.ts";
import { visit } from "./visitor.ts";

let preflight: Preflight;
let browser: Browser;

beforeAll(async () => {
  [preflight, browser] = await Promise.all([startPreflight(), launchChromium()]);
});

afterAll(async () => {
  await browser.close();
  await preflight.close();
});

const open = (path: string, options = {}) => visit(browser, `${preflight.origin}${path}`, options);
const exerciseOn = (page: Page, name: string) => page.getByRole("region", { name });
const titleOf = (id: (typeof EXERCISES)[number]["id"]) => EXERCISES.find((each) => each.id === id)?.title ?? "";

describe("the guide without JavaScript", () => {
  test("has all its chapters, and a table of contents that leads to them", async () => {
    const page = await open("/learn", { javaScriptEnabled: false });
    const contents = page.getByRole("navigation", { name: "Contents" }).getByRole("link");
    const hrefs = await contents.evaluateAll((links) => links.map((link) => link.getAttribute("href")));
    expect(hrefs).toEqual(CHAPTERS.map(({ id }) => `#${id}`));
    for (const { id } of CHAPTERS) expect(await page.locator(`h2#${id}`).isVisible()).toBe(true);
    const levels = await page
      .locator("h1, h2, h3, h4")
      .evaluateAll((all) => all.map(({ tagName }) => Number(tagName.slice(1))));
    expect(levels.filter((level, index) => level > (levels[index - 1] ?? 0) + 1)).toEqual([]);
  });

  test.each(EXERCISES)(
    "shows how “$title” starts, with the engine's verdict, and says that editing needs a script",
    async ({ title, goals }) => {
      const page = await open("/learn", { javaScriptEnabled: false });
      const exercise = exerciseOn(page, title);
      expect(await exercise.getByText("Editing it needs JavaScript.").isVisible()).toBe(true);
      expect(await exercise.getByRole("status").innerText()).toMatch(/^Not yet: \d of \d reached\.$/);
      expect(await exercise.getByRole("list", { name: "Goals" }).getByRole("listitem").count()).toBe(goals.length);
      expect(await exercise.getByRole("button", { name: "Show a solution" }).count()).toBe(0);
      expect(await exercise.locator("fieldset").locator("input, select, textarea").first().isDisabled()).toBe(true);
    },
  );
});

describe("an exercise", () => {
  test("is solved with the keyboard, edit by edit, and told to screen readers", async () => {
    const page = await open("/learn");
    const exercise = exerciseOn(page, titleOf("readable"));
    const lines = exercise.getByLabel("Header lines of the answer");
    const status = exercise.getByRole("status");
    await lines.focus();
    await page.keyboard.press("ControlOrMeta+A");
    await page.keyboard.type("Access-Control-Allow-Origin: https://shop.example/");
    await exercise.getByText("that is not equal to the supplied origin").waitFor();
    await page.keyboard.press("Backspace");
    await expect.poll(() => status.innerText()).toBe("Not yet: 1 of 2 reached.");
    await page.keyboard.press("Enter");
    await page.keyboard.type("Vary");
    await expect.poll(() => status.innerText()).toBe("This cannot be judged yet.");
    await page.keyboard.type(": Origin");
    await expect.poll(() => status.innerText()).toBe("Solved.");
  });

  test.each(EXERCISES)("“$title” shows a solution, and starts over, with the keyboard", async ({ title }) => {
    const page = await open("/learn");
    const exercise = exerciseOn(page, title);
    const status = exercise.getByRole("status");
    const start = await exercise.innerText();
    await exercise.getByRole("button", { name: "Show a solution" }).focus();
    await page.keyboard.press("Enter");
    await expect.poll(() => status.innerText()).toBe("Solved.");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect.poll(() => exercise.innerText()).toBe(start);
  });

  test("brings the engine only when somebody plays, and nothing jumps", async () => {
    const page = await browser.newPage();
    const scripts: Promise<string>[] = [];
    page.on("response", (response) => {
      if (response.request().resourceType() === "script") scripts.push(response.text());
    });
    await page.goto(`${preflight.origin}/learn`, { waitUntil: "networkidle" });
    const withEngine = async () => (await Promise.all(scripts)).filter((text) => text.includes("CORS policy: ")).length;
    expect(await withEngine()).toBe(0);
    const exercise = exerciseOn(page, titleOf("max-age"));
    await exercise.getByRole("button", { name: "Show a solution" }).press("Enter");
    await expect.poll(() => exercise.getByRole("status").innerText()).toBe("Solved.");
    expect(await withEngine()).toBeGreaterThan(0);
    expect(await page.evaluate(unexpectedShift)).toBe(0);
    await page.close();
  });
});

/** The sum of all shifts of the layout that no input explains. */
function unexpectedShift(): Promise<number> {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => {
      const shifts = list.getEntries() as (PerformanceEntry & { value: number; hadRecentInput: boolean })[];
      resolve(shifts.filter(({ hadRecentInput }) => !hadRecentInput).reduce((sum, { value }) => sum + value, 0));
    }).observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => {
      requestAnimationFrame(() => {
        resolve(0);
      });
    });
  });
}

/** Each theme and each layout: contrast depends on the theme, structure on the layout. */
const LOOKS = [
  { width: 360, colorScheme: "light" },
  { width: 768, colorScheme: "dark" },
  { width: 1440, colorScheme: "light" },
  { width: 1440, colorScheme: "dark" },
] as const;

describe.each(LOOKS)("on $width pixels, $colorScheme", ({ width, colorScheme }) => {
  test.each(["/learn", "/glossary", "/findings/redirect-tainted-origin"])("%s has no barrier", async (path) => {
    const page = await open(path, { viewport: { width, height: 900 }, colorScheme, reducedMotion: "reduce" });
    const { scrollWidth, clientWidth } = await page.evaluate(() => document.documentElement);
    expect(scrollWidth).toBe(clientWidth);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual([]);
  });
});

describe("the whole of Preflight", () => {
  let pages: ReadonlyMap<string, CrawledPage>;

  beforeAll(async () => {
    const page = await browser.newPage();
    await page.goto(preflight.origin);
    pages = await crawl(page, ["/", "/learn"]);
    await page.close();
  });

  test("has no link that leads nowhere", () => {
    const broken: string[] = [];
    for (const [path, { links }] of pages) {
      for (const { to, fragment } of links) {
        const target = pages.get(to);
        if (target?.status !== 200) broken.push(`${path} → ${to}: ${target?.status ?? "not asked"}`);
        else if (fragment !== "" && !target.ids.includes(fragment)) broken.push(`${path} → ${to}#${fragment}`);
      }
    }
    expect(broken).toEqual([]);
    expect(pages.size).toBeGreaterThan(80);
  });

  test("leads to every page of the sitemap, each with a title, a description and an address of its own", async () => {
    const sitemap = await (await fetch(`${preflight.origin}/sitemap.xml`)).text();
    const paths = [...sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, url = ""]) => new URL(url).pathname);
    expect(paths.filter((path) => !pages.has(path))).toEqual([]);
    const heads = paths.map((path) => ({ path, ...pages.get(path) }));
    for (const about of ["title", "description"] as const) {
      const texts = heads.map((head) => head[about] ?? "");
      expect(texts.filter((text, index) => text === "" || texts.indexOf(text) !== index)).toEqual([]);
    }
    expect(
      heads.filter(({ path, canonical }) => canonical !== new URL(path, preflight.origin).href.replace(/\/$/, "")),
    ).toEqual([]);
    expect(heads.filter(({ h1Count }) => h1Count !== 1)).toEqual([]);
  });

  test("ends every page to read with something to do next", () => {
    const toRead = [...pages].filter(([path]) => /^\/(learn|glossary|lab|findings)\b/.test(path));
    expect(toRead.filter(([, { endsWithNext }]) => !endsWithNext).map(([path]) => path)).toEqual([]);
  });

  test("keeps crawlers out of the API only", async () => {
    const robots = await (await fetch(`${preflight.origin}/robots.txt`)).text();
    expect(robots.split("\n").filter((line) => line.startsWith("Disallow"))).toEqual(["Disallow: /api/"]);
    expect(robots).toContain(`Sitemap: ${preflight.origin}/sitemap.xml`);
  });

  test("ends the page of a problem with something to do next", async () => {
    const page = await open("/problems/rate-limited", { javaScriptEnabled: false });
    const next = page.getByRole("navigation", { name: "What to do next" }).getByRole("link");
    expect(await next.evaluateAll((links) => links.map((link) => link.getAttribute("href")))).toEqual([
      "/",
      "/learn#ci",
      "/learn",
    ]);
  });
});
