import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Diagnosis } from "#lib/contract/diagnosis.ts";
import { launchChromium } from "#tests/oracle/chromium.ts";
import { startPreflight, type Preflight } from "./preflight.ts";
import { visit } from "./visitor.ts";

/** Markup, a quote for each language, a bidi-like C1 control, a soft hyphen and a bell: all that a header may carry. */
const EVIL = `\x85\xAD\x07"><img src=x onerror=document.title='owned'></script><svg onload=alert(1)>'\`\${x}{{x}}`;
/** What a URL may carry besides: bidi overrides, zero-width characters, a byte order mark. */
const INVISIBLE = "\u202Egnp\u200B\u2066\uFEFF";
const LONG_HOST = `${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.example`;
const HOPS = 18;

let preflight: Preflight;
let browser: Browser;
const diagnoses: Record<string, Diagnosis> = {};

beforeAll(async () => {
  [preflight, browser] = await Promise.all([startPreflight(), launchChromium()]);
  diagnoses.headers = await preflight.post("/api/v1/evaluations", {
    url: `https://${LONG_HOST}/${"a".repeat(2_000)}?<script>document.title='owned'</script>&${INVISIBLE}`,
    origin: `https://${"very-".repeat(12)}long.example`,
    method: `PUT${"X".repeat(300)}`,
    headers: [[`x-${"h".repeat(500)}`, EVIL.replaceAll(/[^\x20-\x7E]/g, "")]],
    save: true,
    responses: [
      {
        status: 200,
        headers: [
          ["Access-Control-Allow-Origin", EVIL + "y".repeat(8_000)],
          ["Server", "nginx"],
          ["X".repeat(400), EVIL],
          ...Array.from({ length: 300 }, (_, index) => [`X-H-${index}`, EVIL]),
        ],
      },
    ],
  });
  diagnoses.redirects = await preflight.post("/api/v1/evaluations", {
    url: `https://h0.${LONG_HOST}/x`,
    origin: "https://app.example",
    save: true,
    responses: Array.from({ length: HOPS }, (_, index) => ({
      status: 302,
      headers: [
        [
          "Location",
          `https://h${index + 1}.${LONG_HOST}/${"p".repeat(40 * index)}?${encodeURIComponent(INVISIBLE)}<b>`,
        ],
        ["Access-Control-Allow-Origin", "*"],
      ],
    })),
  });
});

afterAll(async () => {
  await browser.close();
  await preflight.close();
});

/** Opens everything that is folded, and shows a configuration. */
async function openAll(page: Page): Promise<void> {
  await page.locator("details").evaluateAll((all) => {
    for (const details of all) details.setAttribute("open", "");
  });
  const [choice] = await page.locator(".choice").all();
  await choice?.click();
}

describe.each(["headers", "redirects"])("a diagnosis of hostile %s", (kind) => {
  test.each([360, 390, 768, 1440])("stays inside %d pixels, and inert", async (width) => {
    const page = await visit(browser, diagnoses[kind]?.permalink ?? "", { viewport: { width, height: 900 } });
    const folded = await page.evaluate(() => document.documentElement.scrollWidth);
    await openAll(page);
    const seen = await page.evaluate(() => ({
      unfolded: document.documentElement.scrollWidth,
      injected: document.querySelectorAll("main :is(script, img, b, iframe, object, [onload], [onerror])").length,
      invisible: /(?![\n\t])[\p{Cc}\p{Cf}]/u.test(document.body.innerText),
      title: document.title,
    }));
    expect({ folded: folded <= width, ...seen, unfolded: seen.unfolded <= width }).toEqual({
      folded: true,
      unfolded: true,
      injected: 0,
      invisible: false,
      title: expect.not.stringContaining("owned"),
    });
  });
});

describe("a diagnosis of hostile headers", () => {
  test("shows what could not be seen as signs", async () => {
    const page = await visit(browser, diagnoses.headers?.permalink ?? "");
    await openAll(page);
    const answer = page.getByRole("article", { name: "1 · Preflight" }).getByRole("list", { name: "Answer" });
    expect(await answer.innerText()).toContain(`X-H-299: \\x85\\xAD\\x07"><img src=x onerror=document.title='owned'>`);
    expect(await page.getByText("\\u{202E}").count()).toBeGreaterThan(0);
  });

  test("is copied to the byte", async () => {
    const page = await visit(browser, diagnoses.headers?.permalink ?? "", {
      permissions: ["clipboard-read", "clipboard-write"],
    });
    const copied = () => page.evaluate(() => navigator.clipboard.readText());
    const chromium = diagnoses.headers?.browsers.chromium?.console.reason ?? "";
    const [console] = await page.getByRole("button", { name: "Copy the console line" }).all();
    await console!.click();
    await expect.poll(copied).toBe(chromium);

    const fix = page.getByRole("region", { name: "How to fix it" });
    const [button] = await fix.getByRole("button", { name: "Copy the configuration for nginx" }).all();
    await button!.click();
    const { code } = diagnoses.headers!.remedies[0]!.snippets.find(({ stack }) => stack === "nginx")!;
    await expect.poll(copied).toBe(code);
  });
});

describe("a diagnosis of a long chain", () => {
  test("tells its beginning and its end in the picture, and all of it in the evidence", async () => {
    const page = await visit(browser, diagnoses.redirects?.permalink ?? "");
    const region = page.getByRole("region", { name: "Where it went" });
    expect(await region.getByRole("listitem").count()).toBeLessThan(HOPS);
    expect(await region.getByText(/more steps, all in the evidence/).count()).toBe(2);
    expect(await page.getByRole("region", { name: "The evidence" }).getByRole("article").count()).toBe(HOPS);
  });
});
